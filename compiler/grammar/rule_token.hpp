#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "grammar/rule.hpp"

/// What a person sees at the place where a rule went wrong, and the sentences that both kinds of rule share. Internal.
namespace pinwright::grammar::rule {

struct Token {
  enum class Kind : std::uint8_t { End, Word, Symbol, DoubleQuoted, SingleQuoted, Typographic, Unclosed, Invisible };
  Kind kind = Kind::End;
  std::string_view text;
  Place place;

  [[nodiscard]] auto is(std::string_view symbol) const -> bool { return text == symbol; }
  /// Without its quotes.
  [[nodiscard]] auto inner() const -> std::string_view;
  /// In back-ticks, or "the end of the rule".
  [[nodiscard]] auto shown() const -> std::string;
};

/// The token at `offset`, which is at its first byte.
[[nodiscard]] auto token_at(std::string_view rule, std::size_t offset) -> Token;

/// `and`, `-and`, `or`, `-or` in any letter case.
[[nodiscard]] auto is_connective(const Token& token) -> bool;
/// `not`, `-not`, `!`.
[[nodiscard]] auto is_negation(const Token& token) -> bool;

struct Complaint {
  std::string message;
  std::string expected;
};

[[nodiscard]] auto about_value(const Token& token) -> Complaint;
[[nodiscard]] auto about_list_item(const Token& token) -> Complaint;
[[nodiscard]] auto about_list_end(const Token& token) -> Complaint;
/// Something else than `)` behind a complete piece inside parentheses.
[[nodiscard]] auto about_close(const Token& token) -> Complaint;
/// Text behind a complete rule.
[[nodiscard]] auto about_rest(const Token& token) -> Complaint;
[[nodiscard]] auto about_operator(const Token& token, std::string expected) -> Complaint;

}  // namespace pinwright::grammar::rule
