#include "unit/syntax/yaml_printer.hpp"

#include <array>
#include <string_view>

#include "base/text.hpp"

namespace pinwright::syntax::testing {
namespace {

constexpr std::array<std::string_view, 24> kPieces = {"a", "b",  "word", " ",    "1",  "-",  ":", ": ",
                                                      "#", " #", "'",    "\"",   "\\", "{",  "]", ",",
                                                      "é", "😀",  "\n",   "\n\n", "/",  "  ", "?", "&x"};

auto make_text(Choices& choices) -> std::string {
  std::string text;
  for (std::size_t count = choices.next(8); count > 0; --count) text += kPieces[choices.next(kPieces.size())];
  return text;
}

auto make_scalar(std::string text) -> Node {
  Node node;
  node.text = std::move(text);
  return node;
}

auto make_node(Choices& choices, int depth) -> Node {
  Node node;
  const std::size_t kind = depth == 0 ? 0 : choices.next(3);
  if (kind == 0) return make_scalar(make_text(choices));
  node.kind = kind == 1 ? Kind::Sequence : Kind::Mapping;
  for (std::size_t i = choices.next(4); i > 0; --i) {
    Node child = make_node(choices, depth - 1);
    if (kind == 1) {
      node.items.push_back(std::move(child));
    } else {
      // The number keeps keys apart.
      node.members.push_back({make_scalar(make_text(choices) + std::to_string(i)), std::move(child)});
    }
  }
  return node;
}

auto can_be_plain(std::string_view text) -> bool {
  if (text.empty() || !base::is_alpha(text.front()) || text.back() == ' ') return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool ordinary = base::is_alnum(text[i]) || text[i] == '/' || text[i] == '-' || text[i] == '\'';
    const bool single_space = text[i] == ' ' && text[i - 1] != ' ';
    if (!ordinary && !single_space) return false;
  }
  return true;
}

auto has_break(std::string_view text) -> bool { return text.find('\n') != std::string_view::npos; }

class Printer {
 public:
  explicit Printer(Choices& choices) : choices_(choices) {}

  auto block(const Node& node, std::size_t indent) -> std::string {
    if (node.kind == Kind::Sequence && !node.items.empty() && choices_.next(3) != 0)
      return block_sequence(node, indent);
    if (node.kind == Kind::Mapping && !node.members.empty() && choices_.next(3) != 0)
      return block_mapping(node, indent);
    if (node.kind == Kind::Scalar && choices_.next(2) == 0 && can_be_block(node.text))
      return literal(node.text, indent);
    return " " + flow(node, indent) + filler();
  }

 private:
  auto block_sequence(const Node& node, std::size_t indent) -> std::string {
    std::string out = "\n";
    for (const Node& item : node.items) out += std::string(indent, ' ') + "-" + block(item, indent + 2);
    return out;
  }

  auto block_mapping(const Node& node, std::size_t indent) -> std::string {
    std::string out = "\n";
    for (const Member& member : node.members) {
      out += std::string(indent, ' ') + scalar(member.key.text, indent, false) + ":" + block(member.value, indent + 2);
    }
    return out;
  }

  auto flow(const Node& node, std::size_t indent) -> std::string {
    if (node.kind == Kind::Scalar) return scalar(node.text, indent, true);
    std::string out = node.kind == Kind::Sequence ? "[" : "{";
    for (const Node& item : node.items) out += flow(item, indent) + "," + gap(indent);
    for (const Member& member : node.members) {
      out += scalar(member.key.text, indent, false) + ": " + flow(member.value, indent) + "," + gap(indent);
    }
    return out + (node.kind == Kind::Sequence ? "]" : "}");
  }

  auto gap(std::size_t indent) -> std::string {
    return choices_.next(4) == 1 ? " # note ] }\n" + std::string(indent + 1, ' ') : " ";
  }

  auto filler() -> std::string {
    constexpr std::array<std::string_view, 4> kEnds = {"\n", " # 'note\n", "\n\n", "\n# note: x\n"};
    return std::string(kEnds[choices_.next(kEnds.size())]);
  }

  auto scalar(std::string_view text, std::size_t indent, bool may_break) -> std::string {
    const std::size_t style = choices_.next(3);
    if (style == 0 && can_be_plain(text)) return spaced(text, indent, may_break);
    if (style == 1 && !has_break(text)) return single_quoted(text);
    return double_quoted(text, indent, may_break);
  }

  /// Single spaces between words may be line breaks.
  auto spaced(std::string_view text, std::size_t indent, bool may_break) -> std::string {
    std::string out;
    for (const char c : text) {
      if (c == ' ' && may_break && choices_.next(2) == 1) {
        out += "\n" + std::string(indent + 1, ' ');
      } else {
        out += c;
      }
    }
    return out;
  }

  static auto single_quoted(std::string_view text) -> std::string {
    std::string out = "'";
    for (const char c : text) out += c == '\'' ? "''" : std::string(1, c);
    return out + "'";
  }

  auto double_quoted(std::string_view text, std::size_t indent, bool may_break) -> std::string {
    std::string out = "\"";
    for (const char c : text) {
      const bool begins = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
      if (begins && may_break && choices_.next(12) == 1) out += "\\\n" + std::string(indent + 1, ' ');
      if (c == '\n') {
        out += "\\n";
      } else if (c == '"' || c == '\\') {
        out += std::string("\\") + c;
      } else if (c == ' ') {
        out += "\\x20";
      } else {
        out += c;
      }
    }
    return out + "\"";
  }

  static auto can_be_block(std::string_view text) -> bool {
    const std::size_t first = text.find_first_not_of('\n');
    return first != std::string_view::npos && text[first] != ' ';
  }

  auto literal(std::string_view text, std::size_t indent) -> std::string {
    const std::size_t body = text.find_last_not_of('\n') + 1;
    const std::size_t feeds = text.size() - body;
    std::string out = feeds == 0 ? " |-\n" : feeds == 1 ? " |\n" : " |+\n";
    for (const std::string_view line : base::split(text.substr(0, body), '\n')) {
      if (!line.empty()) out += std::string(indent + 1, ' ') + std::string(line);
      out += '\n';
    }
    for (std::size_t i = 1; i < feeds; ++i) out += '\n';
    return out;
  }

  Choices& choices_;
};

}  // namespace

auto make_tree(Choices& choices) -> Node { return make_node(choices, 4); }

auto print(const Node& tree, Choices& choices) -> std::string { return "---" + Printer(choices).block(tree, 0); }

}  // namespace pinwright::syntax::testing
