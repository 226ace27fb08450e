#include "model/decoder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "base/nearest.hpp"
#include "base/quoted_all.hpp"
#include "base/text.hpp"
#include "model/repair.hpp"
#include "model/windows_build.hpp"

namespace pinwright::model {

using diag::Code;

auto Path::text() const -> std::string {
  if (parent == nullptr) return std::string(key);
  std::string text = parent->text();
  if (key.empty()) return text + fmt::format("[{}]", index);
  if (!text.empty()) text += '.';
  return text.append(key);
}

namespace {

auto listed_words(std::span<const std::string_view> words) -> std::string {
  return base::joined(base::ticked_all({words.begin(), words.end()}), ", ");
}

/// Whether some member of the mapping, its key or its value, holds this byte of the file.
auto holds_byte(const syntax::Node& mapping, std::uint32_t byte) -> bool {
  const auto& members = mapping.members;
  const auto behind = std::upper_bound(
      members.begin(), members.end(), byte,
      [](std::uint32_t wanted, const syntax::Member& member) { return wanted < member.key.span.begin; });
  return behind != members.begin() && byte < std::prev(behind)->value.span.end;
}

}  // namespace

auto Decoder::is_whole(const syntax::Node& node) const -> bool {
  if (node.kind != syntax::Kind::Mapping) return true;
  const auto first = std::lower_bound(refused.begin(), refused.end(), node.span.begin,
                                      [](const source::Span& key, std::uint32_t begin) { return key.begin < begin; });
  const auto behind =
      std::find_if(first, refused.end(), [&](const source::Span& key) { return key.begin >= node.span.end; });
  return std::all_of(first, behind, [&](const source::Span& key) { return holds_byte(node, key.begin); });
}

auto Decoder::report(diag::Diagnostic diagnostic) -> bool {
  if (diagnostic.path.empty() && path != nullptr) diagnostic.path = path->text();
  sink.add(std::move(diagnostic));
  return false;
}

namespace {

/// No-break spaces, as browsers and word processors write them: they look like the indentation of YAML and are none.
auto begins_with_foreign_space(std::string_view text) -> bool {
  constexpr std::array<std::string_view, 3> kSpaces{"\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x87"};
  return std::any_of(kSpaces.begin(), kSpaces.end(), [&](std::string_view space) { return text.starts_with(space); });
}

/// Keys whose text is a GUID: a number in quotes would only be the next mistake.
auto takes_guid(const Path* path) -> bool {
  constexpr std::array<std::string_view, 4> kKeys{"tenantId", "clientId", "serviceConnectionId", "id"};
  return path != nullptr && std::find(kKeys.begin(), kKeys.end(), path->key) != kKeys.end();
}

constexpr std::string_view kWriteGuid = "write a GUID, such as `3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63`";

auto repair_of(const syntax::Node& node, const Shape& shape, std::string_view needed, const Decoder& decoder)
    -> Repair {
  if (takes_guid(decoder.path) && node.kind == syntax::Kind::Scalar) return {std::string(kWriteGuid), {}};
  if (decoder.path != nullptr && decoder.path->key == "minimumBuild") {
    if (auto build = full_windows_build(node.text); !build.empty()) {
      const auto title = fmt::format("write `{}`", build);
      return {title, {title, {{node.span, std::move(build)}}}};
    }
  }
  auto repair = repair_type(node, shape, needed, decoder.sources);
  if (decoder.path == nullptr && repair.fix.edits.empty())
    repair.help =
        "a file begins with a key such as `policies:`; list it under `ignore` if it is no part of the workspace";
  return repair;
}

}  // namespace

auto Decoder::wrong_type(const syntax::Node& node, const Shape& shape, std::string_view needed) -> bool {
  const std::string where = path == nullptr || path->key.empty() ? "this" : fmt::format("`{}`", path->key);
  auto repair = repair_of(node, shape, needed, *this);
  auto finding = diag::make(Code::WrongType, node.span,
                            fmt::format("{} is {}, but {} is needed", where, describe(node), needed), repair.help);
  if (!repair.fix.edits.empty()) finding.fixes.push_back(std::move(repair.fix));
  return report(std::move(finding));
}

namespace {

/// What Intune, Graph and the CSP reference call what the language has another word for.
auto meant_by(std::string_view word, std::span<const std::string_view> words) -> std::optional<std::string_view> {
  using Pair = std::pair<std::string_view, std::string_view>;
  constexpr std::array<Pair, 14> kSynonyms{{{"gcc", "global"},
                                            {"commercial", "global"},
                                            {"public", "global"},
                                            {"gcchigh", "usGov"},
                                            {"dod", "usGovDoD"},
                                            {"21vianet", "china"},
                                            {"bool", "boolean"},
                                            {"int", "integer"},
                                            {"float", "floatingPoint"},
                                            {"date", "dateTime"},
                                            {"xml", "stringXml"},
                                            {"boolean", "bool"},
                                            {"integer", "int"},
                                            {"string", "chr"}}};
  std::string plain;
  for (const char c : word) {
    if (base::is_alnum(c)) plain += base::fold(c);
  }
  for (const auto& [other, meant] : kSynonyms) {
    if (other == plain && std::find(words.begin(), words.end(), meant) != words.end()) return meant;
  }
  return base::nearest(word, words);
}

}  // namespace

auto Decoder::unknown_word(const syntax::Node& node, std::span<const std::string_view> words) -> bool {
  auto finding = diag::make(Code::UnknownValue, node.span,
                            fmt::format("{} is not one of the allowed words", base::quoted(node.text)),
                            "allowed: " + listed_words(words));
  if (const auto near = meant_by(node.text, words)) {
    finding.help = fmt::format("did you mean `{}`? {}", *near, finding.help);
    finding.fixes.push_back({fmt::format("write `{}`", *near), {{node.span, std::string(*near)}}});
  }
  return report(std::move(finding));
}

auto Decoder::unknown_key(const syntax::Node& key, std::span<const std::string_view> known) -> bool {
  if (begins_with_foreign_space(key.text)) {
    auto finding = diag::make(Code::UnknownKey, key.span, "the line begins with no-break spaces, which indent nothing",
                              "write spaces in their place");
    return report(std::move(finding));
  }
  auto finding = diag::make(Code::UnknownKey, key.span, fmt::format("unknown key {}", base::quoted(key.text)),
                            "known here: " + listed_words(known));
  const auto near = base::nearest(key.text, known);
  if (near && near->ends_with("Env")) {
    // `secret:` with the secret itself: under the other name it would be one in clear that nobody reports.
    finding.help = fmt::format("did you mean `{}`, with the name of the environment variable? {}", *near, finding.help);
  } else if (near) {
    finding.help = fmt::format("did you mean `{}`? {}", *near, finding.help);
    finding.fixes.push_back({fmt::format("write `{}`", *near), {{key.span, std::string(*near)}}});
  }
  return report(std::move(finding));
}

auto Decoder::missing_keys(const syntax::Node& mapping, std::span<const std::string_view> keys, std::string_view help)
    -> bool {
  if (!is_whole(mapping)) return false;
  // The whole mapping may be long: its first key is place enough.
  const auto place = mapping.members.empty() ? mapping.span : mapping.members.front().key.span;
  const auto message = keys.size() == 1 ? fmt::format("the key `{}` is missing", keys.front())
                                        : fmt::format("the keys {} are missing", listed_words(keys));
  return report(diag::make(Code::MissingKey, place, message, std::string(help)));
}

auto describe(const syntax::Node& node) -> std::string {
  if (node.kind == syntax::Kind::Mapping) return "a mapping";
  if (node.kind == syntax::Kind::Sequence) return "a list";
  const auto resolved = syntax::resolve(node);
  if (std::holds_alternative<syntax::Null>(resolved.value)) return "empty";
  if (std::holds_alternative<bool>(resolved.value)) return fmt::format("the boolean `{}`", node.text);
  if (std::holds_alternative<std::string>(resolved.value)) return fmt::format("the text {}", base::quoted(node.text));
  return fmt::format("the number `{}`", node.text);
}

namespace {

/// What YAML 1.1 takes a word for; empty: not a boolean there.
auto old_boolean(std::string_view text) -> std::string_view {
  for (const auto word : {"yes", "on", "y"}) {
    if (base::equal_folded(text, word)) return "true";
  }
  for (const auto word : {"no", "off", "n"}) {
    if (base::equal_folded(text, word)) return "false";
  }
  return {};
}

auto repair(const syntax::Node& scalar, Meant meant) -> std::string {
  if (meant == Meant::Text) return fmt::format("\"{}\"", scalar.text);
  return meant == Meant::Boolean ? std::string(old_boolean(scalar.text)) : std::string();
}

}  // namespace

auto is_clear(const syntax::Node& scalar, syntax::Doubt doubt, Meant meant, Decoder& decoder) -> bool {
  if (doubt == syntax::Doubt::None || (doubt == syntax::Doubt::WhereTextMeant && meant != Meant::Text)) return true;
  auto finding =
      diag::make(Code::AmbiguousScalar, scalar.span,
                 doubt == syntax::Doubt::Everywhere
                     ? fmt::format("readers of YAML understand {} differently", base::quoted(scalar.text))
                     : fmt::format("{} is a number to YAML and would lose its spelling", base::quoted(scalar.text)));
  if (meant == Meant::Text && takes_guid(decoder.path)) {
    finding.help = kWriteGuid;
    return decoder.report(std::move(finding));
  }
  const auto text = repair(scalar, meant);
  finding.help = text.empty()
                     ? fmt::format("write {} for the text, `true` or `false` for a boolean, a number in plain digits",
                                   base::quoted('"' + scalar.text + '"'))
                     : fmt::format("write {}", base::quoted(text));
  if (!text.empty()) finding.fixes.push_back({finding.help, {{scalar.span, text}}});
  return decoder.report(std::move(finding));
}

auto warn_of_curly_quotes(const syntax::Node& scalar, Decoder& decoder) -> void {
  constexpr std::size_t kSize = 3;  // of each in UTF-8
  constexpr std::array<std::string_view, 4> kOpening{"\u201C", "\u201E", "\u2018", "\u201A"};
  constexpr std::array<std::string_view, 4> kClosing{"\u201D", "\u201C", "\u2019", "\u2018"};
  const std::string_view text = scalar.text;
  if (text.size() < 2 * kSize) return;
  const auto is_among = [](const auto& quotes, std::string_view quote) {
    return std::find(quotes.begin(), quotes.end(), quote) != quotes.end();
  };
  if (!is_among(kOpening, text.substr(0, kSize)) || !is_among(kClosing, text.substr(text.size() - kSize))) return;
  const auto inner = text.substr(kSize, text.size() - 2 * kSize);
  auto finding =
      diag::make(Code::AmbiguousScalar, scalar.span,
                 fmt::format("{} stands in typographic quotes, which are letters to YAML", base::quoted(text)),
                 "write straight quotes, or none; inside straight quotes typographic ones are meant");
  finding.severity = diag::Severity::Warning;
  if (inner.find_first_of("\"\\\n") == std::string_view::npos) {
    const auto straight = fmt::format("\"{}\"", inner);
    finding.fixes.push_back({fmt::format("write `{}`", straight), {{scalar.span, straight}}});
  }
  decoder.report(std::move(finding));
}

}  // namespace pinwright::model
