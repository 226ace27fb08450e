#include "syntax/plain_reader.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <utility>

#include "base/utf8.hpp"
#include "syntax/extent.hpp"
#include "syntax/mapping.hpp"
#include "syntax/plain_bytes.hpp"
#include "syntax/plain_scalars.hpp"

namespace pinwright::syntax {
namespace {

/// yaml-cpp takes no key of more than 1,024 bytes before its colon.
constexpr std::size_t kLongestKey = 1000;
/// The reader calls itself for each level, whatever the limit.
constexpr std::size_t kMostDepth = 64;

/// Column of a line's first byte that is no space; at the end of the text kEnd, which is left of everything.
using Column = std::int64_t;
constexpr Column kEnd = -1;

/// One pass over the text. A function that gives false has found something that is not plain, and so do all that call
/// it. Between two lines `at_` and `column_` are those of the next line's content; children wait on `nodes_` until
/// their collection ends.
class PlainReader {
 public:
  PlainReader(source::FileId file, std::string_view text, const Limits& limits)
      : file_(file), text_(text), limits_(limits) {
    nodes_.reserve(64);
  }

  auto read() -> bool {
    at_ = text_.starts_with(base::kByteOrderMark) ? base::kByteOrderMark.size() : 0;
    if (!enter_line() || (column_ == 0 && is_marker() && !skip_marker())) return false;
    if (column_ == kEnd) return !is_marked_;
    return block_root() && column_ == kEnd && count_ <= limits_.nodes;
  }

  auto documents() -> std::vector<Node>& { return nodes_; }

 private:
  // --- lines

  /// Goes from the start of a line to the next content.
  auto enter_line() -> bool {
    for (;; at_ = begin_of_next_line(text_, at_)) {
      line_ = at_;
      at_ = skip_spaces(text_, at_);
      if (at_ >= text_.size()) break;
      if (is_break(text_[at_]) || text_[at_] == '#') continue;
      column_ = column();
      return text_[at_] != '\t';
    }
    column_ = kEnd;
    return true;
  }

  /// Whether nothing but a comment stands behind `at_` on its line.
  [[nodiscard]] auto is_line_done() const -> bool {
    const std::size_t next = skip_spaces(text_, at_);
    return is_line_end(text_, next) || (text_[next] == '#' && next > at_);
  }

  auto finish_line() -> bool {
    if (!is_line_done()) return false;
    at_ = begin_of_next_line(text_, at_);
    return enter_line() && !(column_ == 0 && is_marker());
  }

  [[nodiscard]] auto is_marker() const -> bool {
    const std::string_view marker = text_.substr(at_, 3);
    return marker == "---" || marker == "...";
  }

  auto skip_marker() -> bool {
    if (text_[at_] != '-') return false;
    is_marked_ = true;
    at_ += 3;
    return finish_line();
  }

  [[nodiscard]] auto column() const -> Column { return static_cast<Column>(at_ - line_); }
  [[nodiscard]] auto is_entry() const -> bool { return text_[at_] == '-' && is_gap(text_, at_ + 1); }
  [[nodiscard]] auto is_colon() const -> bool {
    return at_ < text_.size() && text_[at_] == ':' && is_gap(text_, at_ + 1);
  }
  [[nodiscard]] auto is_bracket() const -> bool { return text_[at_] == '[' || text_[at_] == '{'; }

  // --- blocks

  auto block_root() -> bool {
    if (is_bracket()) return flow(1) && finish_line();
    if (is_entry()) return block_sequence(1);
    return scalar(scan_block_scalar(text_, at_)) && is_key() && block_mapping(1);
  }

  /// The node at `at_`, on the line of its parent's dash or on one of its own, and all lines that belong to it.
  auto block_node(std::size_t depth) -> bool {
    if (is_entry()) return block_sequence(depth);
    if (is_bracket()) return flow(depth) && finish_line();
    if (!scalar(scan_block_scalar(text_, at_))) return false;
    return is_key() ? block_mapping(depth) : finish_line();
  }

  /// Whether a colon makes a key of the scalar that was read last.
  auto is_key() -> bool {
    const std::size_t before = at_;
    at_ = skip_spaces(text_, at_);
    if (is_colon()) return true;
    at_ = before;
    return false;
  }

  /// From behind its first key.
  auto block_mapping(std::size_t depth) -> bool {
    if (depth > most_depth()) return false;
    const std::size_t first = nodes_.size() - 1;
    const Column column = static_cast<Column>(nodes_.back().span.begin - line_);
    while (block_value(column, depth) && column_ <= column) {
      if (column_ < column) return end_mapping(first);
      if (!scalar(scan_block_scalar(text_, at_)) || !is_key()) return false;
    }
    return false;
  }

  /// What the key before the colon at `at_` has for a value.
  auto block_value(Column column, std::size_t depth) -> bool {
    if (at_ - nodes_.back().span.begin > kLongestKey) return false;
    const std::size_t behind = ++at_;
    if (!is_line_done()) {
      at_ = skip_spaces(text_, at_);
      return inline_value(column, depth);
    }
    if (!finish_line()) return false;
    if (column_ == column && is_entry()) return block_sequence(depth + 1);
    return column_ > column ? block_node(depth + 1) : absent(behind);
  }

  auto inline_value(Column column, std::size_t depth) -> bool {
    if (text_[at_] == '|') return literal(column);
    if (is_bracket()) return flow(depth + 1) && finish_line();
    return scalar(scan_block_scalar(text_, at_)) && finish_line();
  }

  auto block_sequence(std::size_t depth) -> bool {
    if (depth > most_depth()) return false;
    const std::size_t first = nodes_.size();
    const std::size_t begin = at_;
    const Column column = this->column();
    while (block_entry(column, depth)) {
      if (column_ == column && is_entry()) continue;
      if (column_ > column) return false;
      return end_sequence(first, begin);
    }
    return false;
  }

  /// What stands behind the dash at `at_`.
  auto block_entry(Column column, std::size_t depth) -> bool {
    const std::size_t behind = ++at_;
    if (!is_line_done()) {
      at_ = skip_spaces(text_, at_);
      return text_[at_] == '|' ? literal(column) : block_node(depth + 1);
    }
    if (!finish_line()) return false;
    return column_ > column ? block_node(depth + 1) : absent(behind);
  }

  // --- flow: collections on one line

  auto flow(std::size_t depth) -> bool {
    if (depth > most_depth()) return false;
    const std::size_t first = nodes_.size();
    const std::size_t begin = at_;
    const bool is_mapping = text_[at_] == '{';
    const char bracket = is_mapping ? '}' : ']';
    for (;;) {
      at_ = skip_spaces(text_, at_ + 1);
      if (at_ >= text_.size()) return false;
      if (text_[at_] == bracket) break;
      if (is_mapping ? !flow_member(depth) : !flow_value(depth)) return false;
      at_ = skip_spaces(text_, at_);
      if (at_ >= text_.size()) return false;
      if (text_[at_] == bracket) break;
      if (text_[at_] != ',') return false;
    }
    end_ = ++at_;
    return is_mapping ? end_mapping_at(first, begin) : end_sequence(first, begin);
  }

  auto flow_member(std::size_t depth) -> bool {
    const std::size_t begin = at_;
    if (!scalar(scan_flow_scalar(text_, at_)) || !is_key() || at_ - begin > kLongestKey) return false;
    at_ = skip_spaces(text_, at_ + 1);
    return at_ < text_.size() && flow_value(depth);
  }

  auto flow_value(std::size_t depth) -> bool {
    return is_bracket() ? flow(depth + 1) : scalar(scan_flow_scalar(text_, at_));
  }

  // --- nodes

  [[nodiscard]] auto most_depth() const -> std::size_t { return std::min(limits_.depth, kMostDepth); }

  [[nodiscard]] auto span(std::size_t begin, std::size_t end) const -> source::Span {
    return {file_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  auto add_scalar(Style style, std::size_t begin, std::size_t end, std::string text) -> void {
    ++count_;
    end_ = end;
    Node& node = nodes_.emplace_back();
    node.style = style;
    node.span = span(begin, end);
    node.text = std::move(text);
  }

  auto scalar(std::optional<PlainScalar> found) -> bool {
    if (!found) return false;
    add_scalar(found->style, at_, found->end, std::move(found->text));
    at_ = end_;
    return true;
  }

  auto absent(std::size_t place) -> bool {
    add_scalar(Style::Plain, place, place, {});
    return true;
  }

  auto literal(Column parent) -> bool {
    auto found = scan_literal(text_, at_, static_cast<std::size_t>(parent));
    if (!found) return false;
    add_scalar(Style::Literal, at_, found->scalar.end, std::move(found->scalar.text));
    at_ = found->next_line;
    return enter_line() && !(column_ == 0 && is_marker());
  }

  auto end_mapping(std::size_t first) -> bool { return end_mapping_at(first, nodes_[first].span.begin); }

  auto end_mapping_at(std::size_t first, std::size_t begin) -> bool {
    Node mapping;
    mapping.kind = Kind::Mapping;
    mapping.span = span(begin, end_);
    mapping.members.reserve((nodes_.size() - first) / 2);
    for (std::size_t i = first; i < nodes_.size(); i += 2) {
      if (nodes_[i].style == Style::Plain && nodes_[i].text == "<<") return false;
      mapping.members.push_back({std::move(nodes_[i]), std::move(nodes_[i + 1])});
    }
    if (has_duplicates(mapping.members)) return false;
    return add_collection(first, std::move(mapping));
  }

  auto end_sequence(std::size_t first, std::size_t begin) -> bool {
    Node sequence;
    sequence.kind = Kind::Sequence;
    sequence.span = span(begin, end_);
    const auto begin_of_items = nodes_.begin() + static_cast<std::ptrdiff_t>(first);
    sequence.items.assign(std::make_move_iterator(begin_of_items), std::make_move_iterator(nodes_.end()));
    return add_collection(first, std::move(sequence));
  }

  auto add_collection(std::size_t first, Node node) -> bool {
    ++count_;
    nodes_.resize(first);
    nodes_.push_back(std::move(node));
    return true;
  }

  source::FileId file_;
  std::string_view text_;
  const Limits& limits_;
  bool is_marked_ = false;  // by `---`
  std::size_t at_ = 0;
  std::size_t line_ = 0;  // where the line of `at_` begins
  Column column_ = kEnd;
  std::size_t end_ = 0;    // of the node that was read last
  std::size_t count_ = 0;  // of all nodes
  std::vector<Node> nodes_;
};

auto is_small(std::string_view text, const Limits& limits) -> bool {
  if (text.size() > std::min<std::size_t>(limits.bytes, std::numeric_limits<std::int32_t>::max())) return false;
  if (text.size() <= limits.nodes) return true;
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_flow_mark)) <= limits.nodes;
}

}  // namespace

auto read_plain(source::FileId file, std::string_view text, const Limits& limits) -> std::optional<std::vector<Node>> {
  const std::size_t mark = text.starts_with(base::kByteOrderMark) ? base::kByteOrderMark.size() : 0;
  if (!is_small(text, limits) || !has_plain_bytes(text.substr(mark))) return std::nullopt;
  PlainReader reader(file, text, limits);
  if (!reader.read()) return std::nullopt;
  return std::move(reader.documents());
}

}  // namespace pinwright::syntax
