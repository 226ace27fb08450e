#include "grammar/rule_token.hpp"

#include "base/text.hpp"
#include "base/utf8.hpp"

namespace pinwright::grammar::rule {
namespace {

constexpr std::string_view kDelimiters = " \t\r\n\v\f()[],\"'";
constexpr std::string_view kOperatorSigns = "=!<>&|";

// “ ” ‘ ’ „ ‚ : what word processors put in the place of quotes.
auto is_typographic(char32_t c) -> bool { return c >= 0x2018 && c <= 0x201E && c != 0x201B; }

auto find_typographic(std::string_view rule, std::size_t from) -> std::size_t {
  for (auto at = from; at < rule.size();) {
    const auto point = base::code_point_at(rule, at);
    at += point.size;
    if (is_typographic(point.value)) return at;
  }
  return std::string_view::npos;
}

auto word_end(std::string_view rule, std::size_t offset) -> std::size_t {
  const auto end = kOperatorSigns.find(rule[offset]) != std::string_view::npos
                       ? rule.find_first_not_of(kOperatorSigns, offset)
                       : rule.find_first_of(kDelimiters, offset + 1);
  return end == std::string_view::npos ? rule.size() : end;
}

auto make(std::string_view rule, Token::Kind kind, std::size_t begin, std::size_t end) -> Token {
  return Token{kind, rule.substr(begin, end - begin), Place{begin, end}};
}

auto quoted_token(std::string_view rule, std::size_t offset) -> Token {
  const char quote = rule[offset];
  const auto close = rule.find(quote, offset + 1);
  if (close == std::string_view::npos) return make(rule, Token::Kind::Unclosed, offset, rule.size());
  return make(rule, quote == '"' ? Token::Kind::DoubleQuoted : Token::Kind::SingleQuoted, offset, close + 1);
}

auto is_word(const Token& token, std::string_view word) -> bool {
  auto text = token.text;
  if (!text.empty() && text.front() == '-') text.remove_prefix(1);
  return token.kind == Token::Kind::Word && base::equal_folded(text, word);
}

auto in_double_quotes(std::string_view text) -> std::string { return base::quoted("\"" + std::string(text) + "\""); }

}  // namespace

auto Token::inner() const -> std::string_view {
  switch (kind) {
    case Kind::DoubleQuoted:
    case Kind::SingleQuoted:
      return text.substr(1, text.size() - 2);
    case Kind::Typographic: {
      constexpr std::size_t kQuoteBytes = 3;
      const bool closed =
          text.size() >= 2 * kQuoteBytes && is_typographic(base::code_point_at(text, text.size() - kQuoteBytes).value);
      return text.substr(kQuoteBytes, text.size() - kQuoteBytes * (closed ? 2 : 1));
    }
    case Kind::Unclosed:
      return text.substr(1);
    case Kind::End:
    case Kind::Word:
    case Kind::Symbol:
    case Kind::Invisible:
      break;
  }
  return text;
}

auto Token::shown() const -> std::string {
  if (kind == Kind::End) return "the end of the rule";
  if (kind == Kind::Invisible) return "an invisible character";
  return base::quoted(text);
}

auto token_at(std::string_view rule, std::size_t offset) -> Token {
  if (offset >= rule.size()) return Token{Token::Kind::End, {}, Place{rule.size(), rule.size()}};
  const char first = rule[offset];
  if (first == '"' || first == '\'') return quoted_token(rule, offset);
  const auto point = base::code_point_at(rule, offset);
  if (base::is_invisible(point.value)) return make(rule, Token::Kind::Invisible, offset, offset + point.size);
  if (is_typographic(point.value)) {
    const auto close = find_typographic(rule, offset + point.size);
    return make(rule, Token::Kind::Typographic, offset,
                close == std::string_view::npos ? word_end(rule, offset) : close);
  }
  if (kDelimiters.find(first) != std::string_view::npos) return make(rule, Token::Kind::Symbol, offset, offset + 1);
  return make(rule, Token::Kind::Word, offset, word_end(rule, offset));
}

auto is_connective(const Token& token) -> bool { return is_word(token, "and") || is_word(token, "or"); }

auto is_negation(const Token& token) -> bool { return is_word(token, "not") || token.is("!"); }

auto about_value(const Token& token) -> Complaint {
  switch (token.kind) {
    case Token::Kind::End:
      return {"the rule ends where a value should stand", "a value in double quotes"};
    case Token::Kind::SingleQuoted:
      return {token.shown() + " is in single quotes", in_double_quotes(token.inner())};
    case Token::Kind::Typographic:
      return {token.shown() + " is in typographic quotes", in_double_quotes(token.inner())};
    case Token::Kind::Unclosed:
      return {"the quote is never closed", token.text.front() == '"' ? "a closing `\"`" : "a value in double quotes"};
    case Token::Kind::Word:
      if (is_connective(token)) break;
      return {token.shown() + " is not in quotes", in_double_quotes(token.text)};
    case Token::Kind::Symbol:
    case Token::Kind::DoubleQuoted:
    case Token::Kind::Invisible:
      break;
  }
  return {token.shown() + " stands where a value should", "a value in double quotes"};
}

auto about_list_item(const Token& token) -> Complaint {
  if (token.is("]")) return {"the list is empty", "at least one value in double quotes"};
  if (token.kind == Token::Kind::End) return {"the list is never closed", "a value in double quotes and `]`"};
  return about_value(token);
}

auto about_list_end(const Token& token) -> Complaint {
  if (token.kind == Token::Kind::End || token.is(")")) return {"the list is never closed", "`]`"};
  if (token.kind == Token::Kind::DoubleQuoted) return {"there is no comma before " + token.shown(), "`,` or `]`"};
  return {token.shown() + " stands in the list", "`,` or `]`"};
}

auto about_close(const Token& token) -> Complaint {
  if (token.kind == Token::Kind::End) return {"a parenthesis is never closed", "`)`"};
  if (token.is("(")) return {"there is no operator between `)` and `(`", "`and` or `or`"};
  return {token.shown() + " stands behind a comparison", "`and`, `or` or `)`"};
}

auto about_rest(const Token& token) -> Complaint {
  if (token.is(")")) return {"`)` closes nothing", "the end of the rule"};
  if (token.is("(")) return {"there is no operator between `)` and `(`", "`and` or `or`"};
  return {token.shown() + " stands behind a comparison", "`and`, `or` or the end of the rule"};
}

auto about_operator(const Token& token, std::string expected) -> Complaint {
  if (token.kind == Token::Kind::End) return {"the rule ends where an operator should stand", std::move(expected)};
  if (token.kind == Token::Kind::Word) return {token.shown() + " is not an operator", std::move(expected)};
  return {"there is no operator before " + token.shown(), std::move(expected)};
}

}  // namespace pinwright::grammar::rule
