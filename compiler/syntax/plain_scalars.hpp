#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "syntax/node.hpp"

/// Scalars of the plain part of YAML. All take a text with plain bytes and a place in it, and give nullopt for what the
/// full reader has to judge.
namespace pinwright::syntax {

struct PlainScalar {
  Style style = Style::Plain;
  std::size_t end = 0;  ///< of its span; it begins where it was asked for
  std::string text;
};

/// In quotes or not, on one line: up to ` #`, `: ` or the end of the line.
[[nodiscard]] auto scan_block_scalar(std::string_view text, std::size_t at) -> std::optional<PlainScalar>;
/// The same between brackets, where commas and brackets end it too.
[[nodiscard]] auto scan_flow_scalar(std::string_view text, std::size_t at) -> std::optional<PlainScalar>;

struct PlainLiteral {
  PlainScalar scalar;
  std::size_t next_line = 0;  ///< the first that does not belong to it
};

/// `|`, `|-` or `|+` at `at`, and the lines below it that are indented by more than `parent_column` spaces.
[[nodiscard]] auto scan_literal(std::string_view text, std::size_t at, std::size_t parent_column)
    -> std::optional<PlainLiteral>;

}  // namespace pinwright::syntax
