#include "emit/yaml_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "grammar/tenant_id.hpp"

namespace pinwright::emit {

namespace {

/// Words that some reader of YAML 1.1 or 1.2 takes for something else than text.
constexpr std::array<std::string_view, 12> kWords{"true", "false", "yes",  "no",  "on",   "off",
                                                  "y",    "n",     "null", "nan", ".nan", ".inf"};

auto is_word(std::string_view text) -> bool {
  return std::any_of(kWords.begin(), kWords.end(),
                     [&](std::string_view word) { return base::equal_folded(word, text); });
}

auto is_plain_inside(char c) -> bool {
  constexpr std::string_view kMarks = " ./_-{}~()%;@=+,'";
  return base::is_alnum(c) || kMarks.find(c) != std::string_view::npos;
}

/// A letter or `./` in front rules out numbers, dates and indicators; the rest rules out `: `, ` #` and odd characters.
auto is_plain(std::string_view text) -> bool {
  if (text.empty() || text.back() == ' ' || is_word(text)) return false;
  if (!base::is_alpha(text.front()) && !text.starts_with("./")) return false;
  return std::all_of(text.begin(), text.end(), is_plain_inside);
}

auto append_escape(std::string& out, char32_t code_point) -> void {
  switch (code_point) {
    case U'"':
      out += "\\\"";
      return;
    case U'\\':
      out += "\\\\";
      return;
    case U'\n':
      out += "\\n";
      return;
    case U'\r':
      out += "\\r";
      return;
    case U'\t':
      out += "\\t";
      return;
    default:
      base::append_escaped(out, code_point);
  }
}

auto needs_escape(char32_t code_point) -> bool {
  constexpr char32_t kPrivateFirst = 0xE000;  // U+F000 separates lists in CSPs: a reader must see it
  constexpr char32_t kPrivateLast = 0xF8FF;
  return code_point == U'"' || code_point == U'\\' || base::is_control(code_point) || base::is_invisible(code_point) ||
         (code_point >= kPrivateFirst && code_point <= kPrivateLast) || code_point > 0xFFFF;
}

auto quoted_text(std::string_view text) -> std::string {
  std::string quoted = "\"";
  for (std::size_t at = 0; at < text.size();) {
    const auto [value, size] = base::code_point_at(text, at);
    if (needs_escape(value)) {
      append_escape(quoted, value);
    } else {
      quoted += text.substr(at, size);
    }
    at += size;
  }
  return quoted + "\"";
}

auto ends_line(char32_t code_point) -> bool {
  constexpr std::u32string_view kLineEnds = U"\n\r\u0085\u2028\u2029";
  return kLineEnds.find(code_point) != std::u32string_view::npos;
}

/// The lines of a text, each without what cannot be seen.
auto comment_lines(std::string_view text) -> std::vector<std::string> {
  std::vector<std::string> lines(1);
  for (std::size_t at = 0; at < text.size();) {
    const auto [value, size] = base::code_point_at(text, at);
    if (ends_line(value)) {
      lines.emplace_back();
      if (text.substr(at).starts_with("\r\n")) ++at;
    } else if (base::is_control(value) || base::is_invisible(value)) {
      base::append_escaped(lines.back(), value);
    } else {
      base::append_utf8(lines.back(), value);
    }
    at += size;
  }
  return lines;
}

}  // namespace

auto yaml_text(std::string_view text) -> std::string { return is_plain(text) ? std::string(text) : quoted_text(text); }

auto yaml_flow_text(std::string_view text) -> std::string {
  const bool is_safe = grammar::is_guid(text) || (is_plain(text) && text.find_first_of(",[]{}") == text.npos);
  return is_safe ? std::string(text) : quoted_text(text);
}

auto YamlWriter::line(std::string_view text) -> void {
  const auto indent = begins_item_ ? (depth_ - 1) * 2 : depth_ * 2;
  text_ += fmt::format("{:{}}{}{}\n", "", indent, begins_item_ ? "- " : "", text);
  begins_item_ = false;
}

auto YamlWriter::enter(std::string_view key) -> void {
  line(fmt::format("{}:", key));
  ++depth_;
}

auto YamlWriter::leave() -> void { --depth_; }

auto YamlWriter::entry(std::string_view key, std::string_view value) -> void {
  line(fmt::format("{}: {}", key, value));
}

auto YamlWriter::item(std::string_view value) -> void { line(fmt::format("- {}", value)); }

auto YamlWriter::enter_item() -> void {
  ++depth_;
  begins_item_ = true;
}

auto YamlWriter::leave_item() -> void { --depth_; }

auto YamlWriter::comment(std::string_view text) -> void {
  for (const auto& part : comment_lines(text)) line(fmt::format("# {}", part));
}

}  // namespace pinwright::emit
