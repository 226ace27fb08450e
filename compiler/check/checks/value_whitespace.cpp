#include <algorithm>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "check/check.hpp"
#include "check/web_sign_in.hpp"
#include "check/written.hpp"

namespace pinwright::check::checks {

namespace {

constexpr auto kCode = diag::Code::ValueWhitespace;

/// Where white space at the ends stands; the value is what is between.
struct Ends {
  std::string_view text;
  std::size_t front = 0;
  std::size_t back = 0;

  [[nodiscard]] auto is_blank() const -> bool { return front == text.size(); }
  [[nodiscard]] auto tail() const -> std::string_view { return text.substr(back); }
  [[nodiscard]] auto inner() const -> std::string_view { return text.substr(front, back - front); }
};

auto ends_of(std::string_view text) -> Ends {
  const auto inner = base::trimmed(text);
  if (inner.empty()) return {text, text.size(), text.size()};
  const auto front = static_cast<std::size_t>(inner.data() - text.data());
  return {text, front, front + inner.size()};
}

/// XML and JSON do not mind white space around them, and a text of several lines may well end its last one.
auto is_harmless(const Ends& ends) -> bool {
  if (ends.is_blank()) return false;
  const auto inner = ends.inner();
  if (inner.front() == '<' || inner.front() == '{' || inner.front() == '[') return true;
  return ends.front == 0 && ends.tail() == "\n" && inner.find('\n') != std::string_view::npos;
}

/// Where the catalogue restricts the text, the check of that restriction speaks; the web sign-in list has a check of
/// its own.
auto is_checked_elsewhere(const SettingContext& context) -> bool {
  const auto* node = context.node();
  if (node == nullptr)
    return context.uri.slug != diag::Code::UncheckedNode && context.uri.slug != diag::Code::RetiredCsp;
  if (node->format() == csp::Format::B64) return true;  // base64 does not mind white space
  if (node->allowed() != csp::Allowed::Absent && node->allowed() != csp::Allowed::Any) return true;
  return web_sign_in::is_list(context.setting);
}

auto message_for(const Ends& ends) -> std::string {
  if (ends.is_blank()) return "the value is nothing but white space";
  if (ends.front > 0)
    return ends.tail().empty() ? "the value begins with white space" : "the value begins and ends with white space";
  return ends.tail().find_first_not_of("\r\n") == std::string_view::npos ? "the value ends in a line break"
                                                                         : "the value ends in white space";
}

/// `|-` for `|`, `>2-` for `>2+`: drops the line break behind a block scalar.
auto add_block_fix(diag::Diagnostic& finding, const SettingContext& context, const Ends& ends) -> void {
  const auto span = context.setting.value.text.span;
  const auto source = context.sources().text(span);
  const auto header_end = std::min(source.find_first_not_of("|>+-0123456789"), source.size());
  if (ends.front > 0 || ends.tail().find_first_not_of('\n') != std::string_view::npos) return;
  std::string header;
  for (const char c : source.substr(0, header_end)) {
    if (c != '+' && c != '-') header += c;
  }
  header += '-';
  const source::Span place{span.file, span.begin, span.begin + static_cast<std::uint32_t>(header_end)};
  finding.fixes.push_back({"write `" + header + "`", {{place, header}}});
  finding.help = "write `" + header + "`: it drops the line break at the end";
}

auto add_fix(diag::Diagnostic& finding, const SettingContext& context, const Ends& ends) -> void {
  const auto& text = context.setting.value.text;
  if (ends.is_blank() || !is_written(text, 0, ends.front) || !is_written(text, ends.back, ends.text.size())) return;
  const auto source = context.sources().text(text.span);
  if (source.empty() || source.front() == '|' || source.front() == '>') return add_block_fix(finding, context, ends);
  diag::Fix fix{"remove the white space", {}};
  if (ends.front > 0) fix.edits.push_back({lower::place(context.sources(), text, 0, ends.front), {}});
  if (!ends.tail().empty())
    fix.edits.push_back({lower::place(context.sources(), text, ends.back, ends.text.size()), {}});
  finding.fixes.push_back(std::move(fix));
}

}  // namespace

auto value_whitespace(const SettingContext& context, diag::Sink& sink) -> void {
  const auto& setting = context.setting;
  const auto& value = setting.value;
  if (setting.type != object::DataType::String || !setting.typed || setting.declared == nullptr) return;
  if (value.source == lower::Value::Source::Environment || !value.text.secrets.empty() || value.text.text.empty())
    return;
  const auto ends = ends_of(value.text.text);
  if (ends.inner().size() == ends.text.size() || is_harmless(ends) || is_checked_elsewhere(context)) return;
  const auto [begin, end] = ends.front > 0 ? std::pair<std::size_t, std::size_t>{0, ends.front}
                                           : std::pair<std::size_t, std::size_t>{ends.back, ends.text.size()};
  auto finding = value_finding(context, kCode, begin, end, message_for(ends),
                               "remove the white space: the device gets it as part of the value");
  // Whoever saves the file again may bring it back.
  if (value.source == lower::Value::Source::File) {
    finding.help =
        "the device gets the white space as part of the value: remove it from the file, or write the text "
        "as `value`";
  } else {
    add_fix(finding, context, ends);
  }
  sink.add(std::move(finding));
}

}  // namespace pinwright::check::checks
