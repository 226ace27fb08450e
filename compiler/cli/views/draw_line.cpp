#include "cli/views/draw_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "base/line_diff.hpp"
#include "base/print.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"
#include "diag/visible.hpp"

namespace pinwright::cli::views {

using base::LineEdit;
using diag::Style;

namespace {

constexpr std::size_t kValueShown = 100;  // code points
constexpr std::size_t kBefore = 20;       // code points in front of what differs in a long value
constexpr std::size_t kLinesShown = 16;   // of a text
constexpr std::size_t kContext = 1;       // lines around one that differs
constexpr std::string_view kCut = "…";

/// The offset of the code point `count` behind `from`.
auto skip(std::string_view text, std::size_t from, std::size_t count) -> std::size_t {
  while (count-- > 0 && from < text.size()) from += base::code_point_at(text, from).size;
  return from;
}

/// `text` from the byte `from` on, with a sign of what is cut off at either end.
auto cut(std::string_view text, std::size_t from) -> std::string {
  const auto end = skip(text, from, kValueShown);
  return fmt::format("{}{}{}", from > 0 ? kCut : "", diag::visible(text.substr(from, end - from)),
                     end < text.size() ? kCut : "");
}

auto is_long(std::string_view text) -> bool { return base::count_code_points(text) > kValueShown; }

/// Where to begin to show two long values, so that the first difference is seen.
auto start_of_difference(std::string_view before, std::string_view after) -> std::size_t {
  std::size_t same = 0;
  std::vector<std::size_t> offsets;
  while (same < before.size() && same < after.size()) {
    const auto size = base::code_point_at(before, same).size;
    if (before.substr(same, size) != after.substr(same, size)) break;
    offsets.push_back(same);
    same += size;
  }
  // What differs near the beginning is seen anyway.
  return offsets.size() <= kValueShown / 2 ? 0 : offsets[offsets.size() - kBefore];
}

auto value_pair(const std::string& before, const std::string& after, bool full) -> std::pair<std::string, std::string> {
  if (full || (!is_long(before) && !is_long(after))) return {diag::visible(before), diag::visible(after)};
  const auto from = start_of_difference(before, after);
  return {cut(before, from), cut(after, from)};
}

class TextDiff {
 public:
  TextDiff(std::ostream& out, std::string_view indent, bool full, const diag::Paint& paint)
      : out_(out), indent_(indent), full_(full), paint_(paint) {}

  auto draw(const std::vector<LineEdit>& edits) -> void {
    std::size_t shown = 0;
    std::size_t left = 0;
    bool skipped = false;
    for (std::size_t i = 0; i < edits.size(); ++i) {
      if (!full_ && !is_near(edits, i)) {
        skipped = true;
      } else if (!full_ && shown >= kLinesShown) {
        left += edits[i].kind == LineEdit::Kind::Same ? 0U : 1U;
      } else {
        if (std::exchange(skipped, false) && shown > 0) base::print(out_, "{}{}\n", indent_, kCut);
        draw(edits[i]);
        ++shown;
      }
    }
    if (left > 0) base::print(out_, "{}{} {} more: `--full` shows all\n", indent_, kCut, base::counted(left, "line"));
  }

 private:
  /// One that differs, or a neighbour of one.
  static auto is_near(const std::vector<LineEdit>& edits, std::size_t at) -> bool {
    const auto first = at - std::min(at, kContext);
    const auto end = std::min(edits.size(), at + kContext + 1);
    return std::any_of(edits.begin() + static_cast<std::ptrdiff_t>(first),
                       edits.begin() + static_cast<std::ptrdiff_t>(end),
                       [](const LineEdit& one) { return one.kind != LineEdit::Kind::Same; });
  }

  auto draw(const LineEdit& edit) -> void {
    const auto text = full_ || !is_long(edit.line) ? diag::visible(edit.line) : cut(edit.line, 0);
    switch (edit.kind) {
      case LineEdit::Kind::Same:
        base::print(out_, "{}  {}\n", indent_, text);
        break;
      case LineEdit::Kind::Removed:
        base::print(out_, "{}{}\n", indent_, paint_(style_of('-'), "- " + text));
        break;
      case LineEdit::Kind::Added:
        base::print(out_, "{}{}\n", indent_, paint_(style_of('+'), "+ " + text));
        break;
    }
  }

  std::ostream& out_;
  std::string_view indent_;
  bool full_;
  const diag::Paint& paint_;
};

auto differs(const std::vector<LineEdit>& edits) -> bool {
  return std::any_of(edits.begin(), edits.end(), [](const LineEdit& one) { return one.kind != LineEdit::Kind::Same; });
}

}  // namespace

auto style_of(char sign) -> diag::Style {
  if (sign == '+') return Style::Added;
  return sign == '-' ? Style::Error : Style::Warning;
}

auto draw_line(std::ostream& out, const ChangeLine& line, std::string_view indent, bool full, const diag::Paint& paint)
    -> void {
  base::print(out, "{}{} {}", indent, paint(style_of(line.sign), std::string(1, line.sign)), diag::visible(line.path));
  if (line.before_text && line.after_text) {
    const auto edits = base::diff_lines(*line.before_text, *line.after_text);
    // Texts that differ only in the ends of their lines are told as values, which show these.
    if (differs(edits)) {
      out << '\n';
      return TextDiff(out, fmt::format("{}    ", indent), full, paint).draw(edits);
    }
  }
  const auto& only = line.before ? line.before : line.after;
  const auto& only_text = line.before_text ? line.before_text : line.after_text;
  if (line.before && line.after) {
    const auto [before, after] = value_pair(*line.before, *line.after, full);
    base::print(out, "  {} -> {}", before, after);
  } else if (only && !only->empty()) {
    base::print(out, "  {}", full || !is_long(*only) ? diag::visible(*only) : cut(*only, 0));
  }
  out << '\n';
  if (only && only_text && (!line.before || !line.after)) {
    auto text_lines = base::split(*only_text, '\n');
    if (text_lines.back().empty()) text_lines.pop_back();
    for (const auto text : text_lines)
      base::print(out, "{}    {}\n", indent,
                  paint(style_of(line.sign), fmt::format("{} {}", line.sign, diag::visible(text))));
  }
}

}  // namespace pinwright::cli::views
