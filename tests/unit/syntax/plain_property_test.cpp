#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <string>

#include "unit/syntax/both_readers.hpp"
#include "unit/syntax/yaml_printer.hpp"

namespace pinwright::syntax {
namespace {

using testing::Choices;
using testing::compare_readers;

/// YAML of a tree in nothing but the plain part.
class PlainPrinter {
 public:
  explicit PlainPrinter(Choices& choices) : choices_(choices) {}

  auto file(const Node& tree) -> std::string {
    constexpr std::array<std::string_view, 4> kStarts = {"", "---\n", "# a\n\n", "\xEF\xBB\xBF"};
    std::string start(kStarts[choices_.next(kStarts.size())]);
    if (tree.kind == Kind::Scalar || is_empty(tree)) return start + flow(tree) + "\n";
    return start + (tree.kind == Kind::Sequence ? sequence(tree, 0) : mapping(tree, 0));
  }

 private:
  static auto is_empty(const Node& node) -> bool { return node.items.empty() && node.members.empty(); }

  /// What stands behind a colon or a dash, its last line break included.
  auto value(const Node& node, std::size_t indent) -> std::string {
    if (node.kind == Kind::Scalar && is_literal(node.text) && choices_.next(2) == 0)
      return literal(node.text, indent + 1);
    if (node.kind == Kind::Scalar || is_empty(node) || choices_.next(3) == 0) return " " + flow(node) + end();
    const std::size_t deeper = indent + 1 + choices_.next(3);
    if (node.kind == Kind::Mapping) return end() + mapping(node, deeper);
    return end() + sequence(node, deeper);
  }

  auto sequence(const Node& node, std::size_t indent) -> std::string {
    std::string out;
    for (const Node& item : node.items) {
      const bool is_compact = item.kind == Kind::Mapping && !is_empty(item) && choices_.next(2) == 0;
      out += std::string(indent, ' ') + "-";
      out += is_compact ? " " + mapping(item, indent + 2).substr(indent + 2) : value(item, indent);
    }
    return out;
  }

  auto mapping(const Node& node, std::size_t indent) -> std::string {
    std::string out;
    for (const Member& member : node.members) {
      out += std::string(indent, ' ') + quoted(member.key.text) + ":";
      const bool is_flush = member.value.kind == Kind::Sequence && !is_empty(member.value) && choices_.next(2) == 0;
      out += is_flush ? end() + sequence(member.value, indent) : value(member.value, indent);
    }
    return out;
  }

  auto flow(const Node& node) -> std::string {
    if (node.kind == Kind::Scalar) return quoted(node.text);
    std::string out = node.kind == Kind::Sequence ? "[" : "{";
    for (const Node& item : node.items) out += flow(item) + ", ";
    for (const Member& member : node.members) out += quoted(member.key.text) + ": " + flow(member.value) + ", ";
    return out + (node.kind == Kind::Sequence ? "]" : "}");
  }

  static auto can_be_unquoted(std::string_view text) -> bool {
    const auto is_word = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '/' || c == '-';
    };
    return !text.empty() && text.front() != '-' && std::all_of(text.begin(), text.end(), is_word);
  }

  auto quoted(std::string_view text) -> std::string {
    if (can_be_unquoted(text) && choices_.next(3) != 0) return std::string(text);
    const bool is_single = text.find('\n') == std::string_view::npos && choices_.next(2) == 0;
    std::string out;
    for (const char c : text) {
      if (is_single ? c == '\'' : c == '"' || c == '\\') out += is_single ? '\'' : '\\';
      if (c == '\n') out += "\\n";
      if (c != '\n') out += c;
    }
    return is_single ? "'" + out + "'" : "\"" + out + "\"";
  }

  static auto is_literal(std::string_view text) -> bool {
    const std::size_t first = text.find_first_not_of('\n');
    return first != std::string_view::npos && text[first] != ' ';
  }

  static auto literal(std::string_view text, std::size_t indent) -> std::string {
    const std::size_t body = text.find_last_not_of('\n') + 1;
    const std::size_t feeds = text.size() - body;
    std::string out = feeds == 0 ? " |-\n" : feeds == 1 ? " |\n" : " |+\n";
    for (std::size_t at = 0; at < body;) {
      const std::size_t end = std::min(text.find('\n', at), body);
      if (end > at) out += std::string(indent, ' ') + std::string(text.substr(at, end - at));
      out += '\n';
      at = end + 1;
    }
    return feeds > 1 ? out + std::string(feeds - 1, '\n') : out;
  }

  auto end() -> std::string {
    constexpr std::array<std::string_view, 5> kEnds = {"\n", " # b\n", "\n\n", "  \n", "\n     # c: d\n"};
    return std::string(kEnds[choices_.next(kEnds.size())]);
  }

  Choices& choices_;
};

/// A few edits of a kind that people and editors make.
auto edited(std::string text, Choices& choices) -> std::string {
  constexpr std::array<std::string_view, 28> kPieces = {
      "\n", " ",  "  ", "\t", "\r\n", ": ", ":", "- ", "-",  "#",  " # x", "'",   "\"",  "\\",
      "|",  "|-", ">",  "[",  "]",    "{",  "}", ", ", "&a", "? ", "~",    "...", "---", "<<: a\n"};
  for (std::size_t count = 1 + choices.next(4); count > 0; --count) {
    const std::size_t at = (choices.next(256) * 256 + choices.next(256)) % (text.size() + 1);
    if (choices.next(3) == 0) {
      text.erase(at, 1 + choices.next(4));
    } else {
      text.insert(at, kPieces[choices.next(kPieces.size())]);
    }
  }
  return text;
}

auto with_crlf(std::string_view text) -> std::string {
  std::string out;
  for (const char c : text) out += c == '\n' ? std::string("\r\n") : std::string(1, c);
  return out;
}

}  // namespace

TEST_CASE("a tree printed in the plain part is read by the plain reader, and as the full one reads it") {
  REQUIRE(rc::check([](const std::vector<std::uint8_t>& seed) {
    Choices choices(seed);
    const Node tree = testing::make_tree(choices);
    const std::string text = PlainPrinter(choices).file(tree);
    RC_LOG() << text << std::endl;
    const std::string expected = tree.kind == Kind::Scalar ? "refused" : "";
    RC_ASSERT(compare_readers(text) == expected);
    RC_ASSERT(compare_readers(with_crlf(text)) == expected);
  }));
}

TEST_CASE("what is nearly plain is read by both readers alike, or refused by the plain one") {
  REQUIRE(rc::check([](const std::vector<std::uint8_t>& seed, const std::vector<std::uint8_t>& edits) {
    Choices choices(seed);
    const Node tree = testing::make_tree(choices);
    const std::string printed = PlainPrinter(choices).file(tree);
    Choices places(edits);
    const std::string text = edited(printed, places);
    RC_LOG() << text << std::endl;
    const std::string result = compare_readers(text);
    RC_ASSERT(result.empty() || result == "refused");
  }));
}

}  // namespace pinwright::syntax
