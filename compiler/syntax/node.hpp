#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "source/span.hpp"

namespace pinwright::syntax {

enum class Kind : std::uint8_t { Scalar, Sequence, Mapping };
enum class Style : std::uint8_t { Plain, SingleQuoted, DoubleQuoted, Literal, Folded };

struct Member;

/// A YAML node with its exact place. A scalar's span covers its quotes (for a block scalar: from the indicator to the
/// last content byte); a mapping's or sequence's runs from its first to its last byte, brackets included. An absent
/// value (`key:`) is a plain scalar with empty text and an empty span right behind the colon. An alias is a copy of the
/// anchored node, with the anchored node's spans. A plain scalar that is tagged `!!str` has the style SingleQuoted.
struct Node {
  Kind kind = Kind::Scalar;
  Style style = Style::Plain;
  source::Span span;
  std::string text;             ///< Scalar: the decoded text
  std::vector<Node> items;      ///< Sequence
  std::vector<Member> members;  ///< Mapping, in file order, no duplicate keys

  /// The value of a key, or nullptr.
  [[nodiscard]] auto find(std::string_view key) const -> const Node*;
};

struct Member {
  Node key;  ///< always a scalar
  Node value;
};

}  // namespace pinwright::syntax
