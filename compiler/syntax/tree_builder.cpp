#include "syntax/tree_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "syntax/extent.hpp"
#include "syntax/mapping.hpp"
#include "syntax/tags.hpp"

namespace pinwright::syntax {
namespace {

constexpr std::size_t kAllProperties = 8;
/// A file with more is not what it was meant to be, and each finding costs memory.
constexpr std::size_t kMostFindings = 100;

auto style_at(std::string_view text, std::size_t at) -> Style {
  switch (at < text.size() ? text[at] : '\0') {
    case '\'':
      return Style::SingleQuoted;
    case '"':
      return Style::DoubleQuoted;
    case '|':
      return Style::Literal;
    case '>':
      return Style::Folded;
    default:
      return Style::Plain;
  }
}

/// The parser decodes `\N` and `\_` to one byte of the two that spell U+0085 and U+00A0.
auto with_whole_escapes(const std::string& text) -> std::string {
  if (!base::find_invalid_utf8(text)) return text;
  std::string whole;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = base::code_point_at(text, at).size;
    const bool lone = size == 1 && (text[at] == '\x85' || text[at] == '\xA0');
    if (lone) whole += '\xC2';
    whole.append(text, at, size);
    at += size;
  }
  return whole;
}

auto scalar_node(Style style, source::Span span, std::string text = {}) -> Node {
  Node node;
  node.style = style;
  node.span = span;
  node.text = std::move(text);
  return node;
}

}  // namespace

auto TreeBuilder::begin_document(std::size_t at) -> void {
  anchors_.clear();
  at_ = std::max(at_, at);
}

auto TreeBuilder::null(const Opening& opening) -> void {
  const Start start = behind_properties(opening, kAllProperties);
  const std::size_t size = start.at >= at_ && is_inside(start) ? null_word_at(input_.text, start.at) : 0;
  if (size == 0) {
    absent(opening, start);
  } else {
    add_scalar(opening, start, Style::Plain, std::string(input_.text.substr(start.at, size)), start.at + size);
  }
}

auto TreeBuilder::scalar(const Opening& opening, const std::string& text) -> void {
  const Start start = behind_properties(opening, kAllProperties);
  const Style style = style_at(input_.text, start.at);
  // A tag or anchor without a value: what follows is another node.
  if (text.empty() && (style == Style::Plain || !is_inside(start))) return absent(opening, start);
  const std::size_t end = end_of_scalar(input_.text, start.at, text);
  if (end == std::string_view::npos) {
    // The parser takes a quote that is open at the end of the file for closed when a line break comes last.
    report(input_.span(start.at, start.at + 1), "the quote is never closed", "close it with the same quote");
    throw StopReading{};
  }
  add_scalar(opening, start, style, style == Style::DoubleQuoted ? with_whole_escapes(text) : text, end);
}

auto TreeBuilder::alias(std::size_t at, std::size_t anchor) -> void {
  const std::size_t end = end_of_property(input_.text, at);
  const source::Span span = input_.span(at, end);
  at_ = std::max(at_, end);
  const auto found = anchors_.find(anchor);
  if (found == anchors_.end()) {
    report(span,
           fmt::format("the alias {} stands inside the node that it names",
                       base::quoted(input_.text.substr(at, end - at))),
           "an alias repeats a node that is complete before it");
    return add(scalar_node(Style::Plain, span), 0, 1, 0, 0);
  }
  const Anchored& anchored = found->second;
  // Before the copy: a few lines of aliases of aliases can name more nodes, or more text, than memory holds.
  count(anchored.nodes, span);
  count_repeated(anchored.text, span);
  refuse_depth(open_.size() + anchored.height, span);
  add(anchored.node, 0, 0, anchored.height, anchored.text);
}

auto TreeBuilder::begin_sequence(const Opening& opening, bool flow) -> void {
  begin_collection(Kind::Sequence, opening, flow);
}

auto TreeBuilder::begin_mapping(const Opening& opening, bool flow) -> void {
  begin_collection(Kind::Mapping, opening, flow);
}

auto TreeBuilder::begin_collection(Kind kind, const Opening& opening, bool flow) -> void {
  // Further properties belong to the first key: `&mapping` on one line, `&key key: value` on the next.
  const std::size_t own = (opening.anchor != 0 ? 1U : 0U) + (is_implicit_tag(opening.tag) ? 0U : 1U);
  const Start start = behind_properties(opening, own);
  const char bracket = kind == Kind::Mapping ? '{' : '[';
  // `[ {a: b}: c ]`: the pair without brackets begins where its key does.
  if (!open_.empty() && open_.back().bracketed && open_.back().begin == start.at) {
    open_.back().bracketed = false;
    at_ = start.at;
  }
  refuse_depth(open_.size() + 1, input_.span(start.at, std::min(start.at + 1, input_.text.size())));
  count(1, input_.span(start.at, start.at));
  check_tabs(start.at);
  if (flow) check_column(start);
  Collection& collection = open_.emplace_back();
  collection.kind = kind;
  collection.flow = flow;
  collection.bracketed = flow && start.at < input_.text.size() && input_.text[start.at] == bracket;
  collection.begin = std::max(start.at, at_);
  collection.column = start.column;
  collection.anchor = opening.anchor;
  collection.first_child = nodes_.size();
  collection.nodes_before = counted_ - 1;
  collection.text_before = text_;
  if (own > 0) collection.tag = opening.tag;
  collection.opened_at = opening.at;
  at_ = collection.begin + (collection.bracketed ? 1 : 0);
}

auto TreeBuilder::end_collection() -> void {
  const Collection collection = std::move(open_.back());
  open_.pop_back();
  at_ = end_of_collection(collection);
  Node node;
  node.kind = collection.kind;
  node.span = input_.span(collection.begin, at_);
  const auto first = nodes_.begin() + static_cast<std::ptrdiff_t>(collection.first_child);
  if (collection.kind == Kind::Mapping) {
    assemble_mapping(collection, node);
  } else {
    node.items.assign(std::make_move_iterator(first), std::make_move_iterator(nodes_.end()));
  }
  nodes_.erase(first, nodes_.end());
  check_tag(collection.tag, collection.opened_at, node);
  const std::size_t nodes = counted_ - collection.nodes_before;
  const std::size_t text = text_ - collection.text_before;
  text_ = collection.text_before;
  add(std::move(node), collection.anchor, nodes, collection.height + 1, text);
}

auto TreeBuilder::open_bracket() const -> std::optional<std::size_t> {
  for (auto collection = open_.rbegin(); collection != open_.rend(); ++collection) {
    if (collection->bracketed) return collection->begin;
  }
  return std::nullopt;
}

auto TreeBuilder::last_node() const -> std::optional<std::size_t> {
  if (nodes_.empty()) return std::nullopt;
  return nodes_.back().span.begin - input_.shift;
}

auto TreeBuilder::take_document() -> std::optional<Node> {
  if (nodes_.empty()) return std::nullopt;
  Node root = std::move(nodes_.front());
  nodes_.clear();
  const bool empty = root.kind == Kind::Scalar && root.span.begin == root.span.end;
  return empty ? std::nullopt : std::optional(std::move(root));
}

auto TreeBuilder::behind_properties(const Opening& opening, std::size_t most) const -> Start {
  Start start{opening.at, opening.column, opening.at};
  const std::string_view text = input_.text;
  for (std::size_t i = 0; i < most && start.at < text.size() && (text[start.at] == '&' || text[start.at] == '!'); ++i) {
    start.properties = end_of_property(text, start.at);
    const std::size_t next = skip_filler(text, start.properties);
    const std::string_view skipped = text.substr(start.at, next - start.at);
    const std::size_t feed = skipped.rfind('\n');
    start.column = feed == std::string_view::npos ? start.column + skipped.size() : skipped.size() - feed - 1;
    start.at = next;
  }
  return start;
}

/// Whether what stands there belongs to the collection that is being read. A block's content stands right of it.
auto TreeBuilder::is_inside(const Start& start) const -> bool {
  if (start.at >= input_.text.size()) return false;
  if (open_.empty() || open_.back().flow) return true;
  return start.column > open_.back().column || (is_key_next() && start.column == open_.back().column);
}

auto TreeBuilder::absent(const Opening& opening, const Start& start) -> void {
  std::size_t place = start.properties;
  if (start.properties <= opening.at) place = place_of_absent(opening.at);
  place = std::max(place, at_);
  Node node = scalar_node(Style::Plain, input_.span(place, place));
  if (opening.tag != "!" && makes_text(opening.tag)) node.style = Style::SingleQuoted;
  check_tag(opening.tag, opening.at, node);
  at_ = place;
  add(std::move(node), opening.anchor, 1, 0, 0);
}

/// Behind the colon or the dash that the value is missing after.
auto TreeBuilder::place_of_absent(std::size_t next_token) -> std::size_t {
  if (open_.empty()) return at_;
  if (is_key_next()) return next_token;
  const Collection& parent = open_.back();
  const std::size_t next = skip_filler(input_.text, at_);
  const char c = next < input_.text.size() ? input_.text[next] : '\0';
  if (parent.kind == Kind::Sequence && !parent.flow) return c == '-' ? next + 1 : at_;
  if (parent.kind == Kind::Mapping && c == ':') return next + 1;
  if (parent.kind == Kind::Sequence) {
    report(input_.span(next_token, std::min(next_token + 1, input_.text.size())), "an entry of this list is empty",
           "remove the comma, or write `null` or `''`");
    return next_token;
  }
  if (!parent.flow && !is_explicit_key(input_.text, nodes_.back().span.begin - input_.shift)) {
    report(nodes_.back().span, fmt::format("no colon stands behind the key {}", base::quoted(nodes_.back().text)),
           "write `key: value`; indent the line if it belongs to the value above");
  }
  return at_;
}

auto TreeBuilder::add_scalar(const Opening& opening, const Start& start, Style style, std::string text, std::size_t end)
    -> void {
  const std::size_t begin = std::max(start.at, at_);
  Node node = scalar_node(style, input_.span(begin, std::max(begin, end)), std::move(text));
  if (style == Style::Plain && makes_text(opening.tag)) node.style = Style::SingleQuoted;
  check_tag(opening.tag, opening.at, node);
  check_tabs(start.at);
  check_column(start);
  at_ = node.span.end - input_.shift;
  const std::size_t size = node.text.size();
  add(std::move(node), opening.anchor, 1, 0, size);
}

auto TreeBuilder::add(Node node, std::size_t anchor, std::size_t nodes, std::size_t height, std::size_t text) -> void {
  if (node.kind == Kind::Scalar) count(nodes, node.span);
  text_ += text;
  if (anchor != 0) {
    // The copy counts too: anchors inside anchors would else hold far more nodes than the file.
    if (node.kind != Kind::Scalar) count(nodes, node.span);
    count_repeated(text, node.span);
    anchors_.insert_or_assign(anchor, Anchored{node, nodes, height, text});
  }
  if (!open_.empty()) open_.back().height = std::max(open_.back().height, height);
  nodes_.push_back(std::move(node));
}

auto TreeBuilder::end_of_collection(const Collection& collection) const -> std::size_t {
  if (!collection.bracketed) return at_;
  const char bracket = collection.kind == Kind::Mapping ? '}' : ']';
  std::size_t end = skip_filler(input_.text, at_);
  while (end < input_.text.size() && (input_.text[end] == ',' || input_.text[end] == ':' || input_.text[end] == '?')) {
    end = skip_filler(input_.text, end + 1);
  }
  return end < input_.text.size() && input_.text[end] == bracket ? end + 1 : at_;
}

auto TreeBuilder::assemble_mapping(const Collection& collection, Node& mapping) -> void {
  std::vector<Member>& members = mapping.members;
  members.reserve((nodes_.size() - collection.first_child) / 2);
  for (std::size_t i = collection.first_child; i + 1 < nodes_.size(); i += 2) {
    if (refuse_key(nodes_[i], sink_)) continue;
    members.push_back({std::move(nodes_[i]), std::move(nodes_[i + 1])});
  }
  drop_duplicates(members, sink_);
  stop_when_hopeless();
}

auto TreeBuilder::is_key_next() const -> bool {
  const Collection& parent = open_.back();
  return parent.kind == Kind::Mapping && (nodes_.size() - parent.first_child) % 2 == 0;
}

auto TreeBuilder::check_tag(std::string_view tag, std::size_t opened_at, const Node& node) -> void {
  if (is_implicit_tag(tag) || fits(tag, node)) return;
  std::size_t at = opened_at;
  if (at < input_.text.size() && input_.text[at] == '&')
    at = skip_filler(input_.text, end_of_property(input_.text, at));
  const bool core = short_tag(tag).starts_with("!!");
  report(
      input_.span(at, std::max(at, end_of_property(input_.text, at))),
      fmt::format("the tag {} {}", base::quoted(short_tag(tag)), core ? "does not fit its value" : "is not known here"),
      "remove the tag; quote the value if it is text");
}

auto TreeBuilder::count(std::size_t nodes, source::Span span) -> void {
  counted_ += nodes;
  if (counted_ <= limits_.nodes) return;
  sink_.add(diag::make(diag::Code::LimitExceeded, span,
                       fmt::format("the file has more than {} nodes, aliases expanded", limits_.nodes),
                       "split the file, or use fewer aliases"));
  throw StopReading{};
}

auto TreeBuilder::count_repeated(std::size_t text, source::Span span) -> void {
  repeated_ += text;
  if (repeated_ <= limits_.repeated) return;
  sink_.add(
      diag::make(diag::Code::LimitExceeded, span,
                 fmt::format("the anchors and aliases of the file repeat more than {} bytes of text", limits_.repeated),
                 "give what repeats a name of its own: a variable, a group or a setting set"));
  throw StopReading{};
}

auto TreeBuilder::refuse_depth(std::size_t depth, source::Span span) -> void {
  if (depth <= limits_.depth) return;
  sink_.add(diag::make(
      diag::Code::LimitExceeded, span, fmt::format("collections are nested more than {} deep", limits_.depth),
      "nothing in a workspace needs this depth: look for a bracket or indentation that repeats by mistake"));
  throw StopReading{};
}

/// The parser takes a tab for a separator where only spaces may indent. In flow collections it may.
auto TreeBuilder::check_tabs(std::size_t at) -> void {
  if (!input_.tab_at_start || (!open_.empty() && open_.back().flow)) return;
  const std::size_t line = begin_of_line(input_.text, at);
  const std::string_view before = input_.text.substr(line, at - line);
  const std::size_t tab = line + std::min(before.find('\t'), before.size());
  if (tab == at || before.find_first_not_of(" \t") != std::string_view::npos) return;
  report(input_.span(tab, tab + 1), "a tab is used as indentation", "indent with spaces");
}

/// The parser takes a value in the column of its key for indented.
auto TreeBuilder::check_column(const Start& start) -> void {
  if (open_.empty() || open_.back().flow || open_.back().kind != Kind::Mapping || is_key_next()) return;
  if (start.column > open_.back().column) return;
  report(input_.span(start.at, end_of_line(input_.text, start.at)), "this value is not indented more than its key",
         "indent it with spaces, or add a colon if it is a key");
}

auto TreeBuilder::report(source::Span span, std::string message, std::string help) -> void {
  sink_.add(diag::make(diag::Code::YamlSyntax, span, std::move(message), std::move(help)));
  stop_when_hopeless();
}

auto TreeBuilder::stop_when_hopeless() const -> void {
  if (sink_.diagnostics().size() - findings_before_ > kMostFindings) throw StopReading{};
}

}  // namespace pinwright::syntax
