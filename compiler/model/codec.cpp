#include "model/codec.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

#include "base/text.hpp"
#include "model/names.hpp"

namespace pinwright::model {

using diag::Code;
using syntax::Kind;

auto Codec<Text>::decode(const syntax::Node& node, Text& out, Decoder& decoder) -> bool {
  if (node.kind != Kind::Scalar) return decoder.wrong_type(node, shape(), "text");
  if (node.style == syntax::Style::Plain && !syntax::is_surely_text(node.text)) {
    const auto resolved = syntax::resolve(node);
    if (!is_clear(node, resolved.doubt, Meant::Text, decoder)) return false;
    if (!std::holds_alternative<std::string>(resolved.value)) return decoder.wrong_type(node, shape(), "text");
    if (node.text.starts_with('\xE2')) warn_of_curly_quotes(node, decoder);
  }
  out = {node.text, node.span};
  return true;
}

auto Codec<Value>::decode(const syntax::Node& node, Value& out, Decoder& decoder) -> bool {
  if (node.kind != Kind::Scalar) return decoder.wrong_type(node, shape(), "text, a number or a boolean");
  auto resolved = syntax::resolve(node);
  if (std::holds_alternative<syntax::Null>(resolved.value))
    return decoder.wrong_type(node, shape(), "text, a number or a boolean");
  if (!is_clear(node, resolved.doubt, Meant::Any, decoder)) return false;
  const bool is_lossy = resolved.doubt == syntax::Doubt::WhereTextMeant;
  out = {std::move(resolved.value), {}, node.span, is_lossy};
  if (!out.is_text()) out.spelled_other = node.text;
  return true;
}

auto Codec<Located<bool>>::decode(const syntax::Node& node, Located<bool>& out, Decoder& decoder) -> bool {
  if (node.kind != Kind::Scalar) return decoder.wrong_type(node, shape(), "`true` or `false`");
  const auto resolved = syntax::resolve(node);
  if (!is_clear(node, resolved.doubt, Meant::Boolean, decoder)) return false;
  const auto* value = std::get_if<bool>(&resolved.value);
  if (value == nullptr) return decoder.wrong_type(node, shape(), "`true` or `false`");
  out = {*value, node.span};
  return true;
}

auto Codec<Located<std::int64_t>>::decode(const syntax::Node& node, Located<std::int64_t>& out, Decoder& decoder)
    -> bool {
  if (node.kind != Kind::Scalar) return decoder.wrong_type(node, shape(), "a whole number");
  const auto resolved = syntax::resolve(node);
  if (!is_clear(node, resolved.doubt, Meant::Any, decoder)) return false;
  const auto* value = std::get_if<std::int64_t>(&resolved.value);
  if (value == nullptr) return decoder.wrong_type(node, shape(), "a whole number");
  out = {*value, node.span};
  return true;
}

auto decode_word(const syntax::Node& node, std::span<const std::string_view> words, Decoder& decoder) -> int {
  Text text;
  if (!Codec<Text>::decode(node, text, decoder)) return -1;
  const auto found = std::find(words.begin(), words.end(), text.value);
  if (found != words.end()) return static_cast<int>(found - words.begin());
  decoder.unknown_word(node, words);
  return -1;
}

namespace {

constexpr std::size_t kFewNames = 8;

auto has_case_twins(const syntax::Node& mapping) -> bool {
  const auto& members = mapping.members;
  for (std::size_t i = 1; i < members.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (base::equal_folded(members[i].key.text, members[j].key.text)) return true;
    }
  }
  return false;
}

}  // namespace

auto check_case_twins(const syntax::Node& mapping, Decoder& decoder) -> void {
  // Nearly all mappings from names are short: no table is needed to see that their names differ.
  if (mapping.members.size() <= kFewNames && !has_case_twins(mapping)) return;
  std::unordered_map<std::string, const syntax::Node*> first;
  for (const auto& member : mapping.members) {
    const auto [known, is_new] = first.try_emplace(base::folded(member.key.text), &member.key);
    if (is_new) continue;
    const Path path{decoder.path, member.key.text, 0};
    Decoder inner = decoder.at(path);
    auto finding =
        diag::make(Code::BadName, member.key.span,
                   fmt::format("`{}` and `{}` differ only in letter case", member.key.text, known->second->text),
                   "names become file names: choose two that differ in more than case");
    finding.labels.push_back({known->second->span, fmt::format("`{}` is defined here", known->second->text)});
    inner.report(std::move(finding));
  }
}

auto decode_name(const syntax::Node& node, Text& out, Decoder& decoder) -> bool {
  out = {node.text, node.span};
  const auto problem = name_problem(node.text);
  if (problem.empty()) return true;
  return decoder.report(
      diag::make(Code::BadName, node.span, fmt::format("{} cannot be a name: {}", base::quoted(node.text), problem),
                 "a name has 1 to 63 letters, digits, `_` or `-`, and starts with a letter or digit"));
}

}  // namespace pinwright::model
