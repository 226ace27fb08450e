#include "format/lines.hpp"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "format/places.hpp"

namespace pinwright::format {
namespace {

constexpr std::size_t kStep = 2;

/// A block collection that is open: the column that its lines begin in, and the one that they get.
struct Level {
  std::size_t old = 0;
  std::size_t now = 0;
  bool is_sequence = false;
};

/// A line without its line break.
struct Line {
  std::size_t begin = 0;
  std::size_t end = 0;
};

auto lines_of(std::string_view text) -> std::vector<Line> {
  std::vector<Line> lines;
  for (std::size_t at = 0; at < text.size();) {
    const auto feed = std::min(text.find('\n', at), text.size());
    const bool has_return = feed > at && feed < text.size() && text[feed - 1] == '\r';
    lines.push_back({at, has_return ? feed - 1 : feed});
    at = feed + 1;
  }
  return lines;
}

auto right_trimmed(std::string_view text) -> std::string_view {
  return text.substr(0, text.find_last_not_of(" \t") + 1);
}

class Layout {
 public:
  explicit Layout(const Document& document)
      : text_(document.text()), places_(places_of(document)), range_(places_.ranges.begin()) {}

  auto run() -> std::string {
    for (const auto& line : lines_of(text_)) take(line);
    while (!pending_.empty() && pending_.back().is_blank) pending_.pop_back();
    flush_at_end();
    if (ends_in_scalar_without_line_feed()) out_.pop_back();
    return std::move(out_);
  }

 private:
  /// A comment or a blank line: the line of content behind it decides where it goes.
  struct Pending {
    std::size_t old = 0;
    std::string_view text;
    bool is_blank = false;
  };

  auto take(const Line& line) -> void {
    if (is_content_of_range(line)) return shift(line);
    const auto all = text_.substr(line.begin, line.end - line.begin);
    const auto indent = all.find_first_not_of(" \t");
    if (indent == std::string_view::npos) return note_blank();
    const auto text = right_trimmed(all.substr(indent));
    if (text.front() == '#') return pending_.push_back({indent, text, false});
    if (indent == 0 && (all.starts_with("---") || all.starts_with("...") || all.starts_with("%"))) {
      return separate(right_trimmed(all));
    }
    place(line, indent);
  }

  auto is_content_of_range(const Line& line) -> bool {
    while (range_ != places_.ranges.end() && range_->end <= line.begin) ++range_;
    return range_ != places_.ranges.end() && range_->begin < line.begin;
  }

  /// A line inside a scalar or flow collection moves with the collection that holds it.
  auto shift(const Line& line) -> void {
    const auto all = text_.substr(line.begin, line.end - line.begin);
    const auto indent = std::min(all.find_first_not_of(' '), all.size());
    const auto& level = levels_.empty() ? Level{} : levels_.back();
    const auto moved = indent + level.now;
    if (!all.empty()) out_.append(moved - std::min(moved, level.old), ' ').append(all.substr(indent));
    out_ += '\n';
  }

  auto note_blank() -> void {
    const bool first = out_.empty() && pending_.empty();
    if (!first && (pending_.empty() || !pending_.back().is_blank)) pending_.push_back({0, {}, true});
  }

  auto separate(std::string_view text) -> void {
    flush(0, 0);
    levels_.clear();
    out_.append(text) += '\n';
  }

  auto is_dash(std::size_t at, const Line& line) const -> bool {
    return text_[at] == '-' && (at + 1 >= line.end || text_[at + 1] == ' ' || text_[at + 1] == '\t');
  }

  auto level_of(std::size_t column, bool is_sequence) -> Level {
    const auto before = levels_;
    while (!levels_.empty() && (levels_.back().old > column ||
                                (levels_.back().old == column && levels_.back().is_sequence && !is_sequence))) {
      levels_.pop_back();
    }
    const bool is_open = !levels_.empty() && levels_.back().old == column && levels_.back().is_sequence == is_sequence;
    if (!is_open) levels_.push_back({column, levels_.empty() ? 0 : levels_.back().now + kStep, is_sequence});
    flush(column, levels_.back().now, before);
    return levels_.back();
  }

  auto place(const Line& line, std::size_t indent) -> void {
    auto at = line.begin + indent;
    auto now = level_of(indent, is_dash(at, line)).now;
    out_.append(now, ' ');
    while (is_dash(at, line)) {
      const auto inner = std::min(text_.find_first_not_of(" \t", at + 1), line.end);
      if (inner == line.end || text_[inner] == '#') break;
      now += kStep;
      out_ += "- ";
      at = inner;
      // The collection may stand behind an anchor.
      const auto collection = places_.block_collections.lower_bound(inner);
      if (collection == places_.block_collections.end() || *collection >= line.end) break;
      levels_.push_back({*collection - line.begin, now + (*collection - inner), is_dash(*collection, line)});
    }
    out_.append(right_trimmed(text_.substr(at, line.end - at))) += '\n';
  }

  static auto exact(const std::vector<Level>& levels, std::size_t column) -> const Level* {
    const auto found =
        std::find_if(levels.rbegin(), levels.rend(), [&](const auto& each) { return each.old == column; });
    return found == levels.rend() ? nullptr : &*found;
  }

  /// A comment in the column of the next line goes with it, one in a column of an open collection stays with that.
  auto flush(std::size_t next_old, std::size_t next_now, const std::vector<Level>& before = {}) -> void {
    for (const auto& one : pending_) {
      const auto* level = one.old == next_old ? nullptr : exact(before, one.old);
      if (!one.is_blank) out_.append(level == nullptr ? next_now : level->now, ' ').append(one.text);
      out_ += '\n';
    }
    pending_.clear();
  }

  auto flush_at_end() -> void {
    for (const auto& one : pending_) {
      const auto* level = exact(levels_, one.old);
      if (!one.is_blank) out_.append(level == nullptr ? 0 : level->now, ' ').append(one.text);
      out_ += '\n';
    }
    pending_.clear();
  }

  /// A line feed would be content of a block scalar that ends the file without one.
  [[nodiscard]] auto ends_in_scalar_without_line_feed() const -> bool {
    return !text_.empty() && text_.back() != '\n' && !places_.ranges.empty() && places_.ranges.back().is_block_scalar &&
           places_.ranges.back().end >= text_.size();
  }

  std::string_view text_;
  NodePlaces places_;
  std::vector<NodePlaces::Range>::const_iterator range_;
  std::vector<Level> levels_;
  std::vector<Pending> pending_;
  std::string out_;
};

}  // namespace

auto with_lines(const Document& document) -> std::string { return Layout(document).run(); }

}  // namespace pinwright::format
