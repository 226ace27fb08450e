#include "unit/syntax/event_tree.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"

namespace pinwright::syntax::testing {
namespace {

auto unescaped(std::string_view text) -> std::string {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      out += text[i];
      continue;
    }
    constexpr std::string_view kLetters = "ntrb0";
    constexpr std::string_view kBytes("\n\t\r\b\0", 5);
    const char c = text[++i];
    const auto at = kLetters.find(c);
    out += at == std::string_view::npos ? c : kBytes[at];
  }
  return out;
}

auto style_of(char mark) -> Style {
  switch (mark) {
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

/// Reads event lines one after the other; a collection takes all up to its end.
class Events {
 public:
  explicit Events(std::string_view text) : lines_(base::split(text, '\n')) {}

  auto documents() -> std::vector<Node> {
    std::vector<Node> all;
    for (; at_ < lines_.size(); ++at_) {
      if (!lines_[at_].starts_with("+DOC")) continue;
      ++at_;
      anchors_.clear();
      Node root = node();
      const bool is_absent = root.kind == Kind::Scalar && root.style == Style::Plain && root.text.empty();
      if (!is_absent) all.push_back(std::move(root));
    }
    return all;
  }

 private:
  auto node() -> Node {
    std::string_view rest = lines_.at(at_++);
    const auto event = rest.substr(0, 4);
    rest.remove_prefix(std::min<std::size_t>(rest.size(), 5));
    if (event == "=ALI") return anchors_[std::string(rest.substr(1))];
    std::string anchor;
    std::string tag;
    for (bool more = true; more;) {
      more = false;
      const auto end = std::min(rest.find(' '), rest.size());
      if (rest.starts_with("{}") || rest.starts_with("[]")) more = true;
      if (rest.starts_with("&")) anchor = rest.substr(1, end - 1), more = true;
      if (rest.starts_with("<")) tag = rest.substr(0, end), more = true;
      if (more) rest.remove_prefix(std::min(rest.size(), end + 1));
    }
    Node found = event == "=VAL" ? scalar(rest, tag) : collection(event == "+MAP" ? Kind::Mapping : Kind::Sequence);
    if (!anchor.empty()) anchors_[anchor] = found;
    return found;
  }

  static auto scalar(std::string_view rest, std::string_view tag) -> Node {
    Node node;
    node.style = style_of(rest.at(0));
    node.text = unescaped(rest.substr(1));
    const bool is_text = tag == "<!>" || tag == "<tag:yaml.org,2002:str>";
    if (is_text && node.style == Style::Plain) node.style = Style::SingleQuoted;
    return node;
  }

  auto collection(Kind kind) -> Node {
    Node node;
    node.kind = kind;
    while (!lines_.at(at_).starts_with("-")) {
      Node first = this->node();
      if (kind == Kind::Sequence) {
        node.items.push_back(std::move(first));
      } else {
        node.members.push_back({std::move(first), this->node()});
      }
    }
    ++at_;
    return node;
  }

  std::vector<std::string_view> lines_;
  std::size_t at_ = 0;
  std::map<std::string, Node> anchors_;
};

auto same_node(const Node& a, const Node& b) -> bool {
  const auto same_member = [](const Member& one, const Member& other) {
    return same_node(one.key, other.key) && same_node(one.value, other.value);
  };
  return a.kind == b.kind && a.style == b.style && a.text == b.text &&
         std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(), same_node) &&
         std::equal(a.members.begin(), a.members.end(), b.members.begin(), b.members.end(), same_member);
}

}  // namespace

auto documents_of_events(std::string_view events) -> std::vector<Node> { return Events(events).documents(); }

auto same_content(const std::vector<Node>& a, const std::vector<Node>& b) -> bool {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), same_node);
}

}  // namespace pinwright::syntax::testing
