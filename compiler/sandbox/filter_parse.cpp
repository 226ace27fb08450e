#include <fmt/format.h>

#include <array>
#include <optional>
#include <utility>

#include "base/text.hpp"
#include "sandbox/filter.hpp"
#include "sandbox/guid.hpp"

namespace pinwright::sandbox {

namespace {

constexpr int kMaxDepth = 32;

struct Word {
  std::string_view text;
  Filter::Op op;
};
constexpr std::array kComparisons = {
    Word{"eq", Filter::Op::Equal},        Word{"ne", Filter::Op::NotEqual}, Word{"gt", Filter::Op::Greater},
    Word{"ge", Filter::Op::GreaterEqual}, Word{"lt", Filter::Op::Less},     Word{"le", Filter::Op::LessEqual},
};
constexpr std::array kFunctions = {
    Word{"startswith", Filter::Op::StartsWith},
    Word{"endswith", Filter::Op::EndsWith},
    Word{"contains", Filter::Op::Contains},
};

/// Recursive descent; the first mistake ends it.
class Parser {
 public:
  Parser(std::string_view text, const Type& type, Api api) : rest_(text), type_(type), api_(api) {}

  auto parse() -> std::variant<Filter, FilterError> {
    auto filter = either(0);
    skip();
    if (filter && !rest_.empty()) fail(fmt::format("Syntax error at '{}'.", rest_));
    if (error_) return *error_;
    return *std::move(filter);
  }

 private:
  using Maybe = std::optional<Filter>;

  auto fail(std::string message) -> std::nullopt_t {
    if (!error_) error_ = FilterError{std::move(message)};
    return std::nullopt;
  }
  auto fail_here() -> std::nullopt_t {
    return fail(fmt::format("Invalid filter clause: syntax error at '{}'.", rest_));
  }

  auto skip() -> void { rest_ = base::trimmed(rest_); }

  auto take(char wanted) -> bool {
    skip();
    if (rest_.empty() || rest_.front() != wanted) return false;
    rest_.remove_prefix(1);
    return true;
  }

  auto peek_word() -> std::string_view {
    skip();
    std::size_t size = 0;
    while (size < rest_.size() &&
           (base::is_alnum(rest_[size]) || std::string_view("_./-:").find(rest_[size]) != std::string_view::npos)) {
      ++size;
    }
    return rest_.substr(0, size);
  }

  auto take_word() -> std::string_view {
    const auto word = peek_word();
    rest_.remove_prefix(word.size());
    return word;
  }

  auto take_keyword(std::string_view keyword) -> bool {
    if (peek_word() != keyword) return false;
    take_word();
    return true;
  }

  auto joined(int depth, Filter::Op op, std::string_view keyword, Maybe (Parser::*next)(int)) -> Maybe {
    auto first = (this->*next)(depth);
    if (!first || peek_word() != keyword) return first;
    Filter filter{op, {}, {}, {}};
    filter.operands.push_back(*std::move(first));
    while (take_keyword(keyword)) {
      auto operand = (this->*next)(depth);
      if (!operand) return std::nullopt;
      filter.operands.push_back(*std::move(operand));
    }
    return filter;
  }

  auto either(int depth) -> Maybe { return joined(depth, Filter::Op::Or, "or", &Parser::both); }
  auto both(int depth) -> Maybe { return joined(depth, Filter::Op::And, "and", &Parser::single); }

  auto single(int depth) -> Maybe {
    if (depth > kMaxDepth) return fail("The filter nests too deep.");
    if (take_keyword("not")) {
      auto operand = single(depth + 1);
      if (!operand) return std::nullopt;
      Filter filter{Filter::Op::Not, {}, {}, {}};
      filter.operands.push_back(*std::move(operand));
      return filter;
    }
    if (take('(')) {
      auto inner = either(depth + 1);
      if (inner && !take(')')) return fail_here();
      return inner;
    }
    const auto word = take_word();
    if (word.empty()) return fail_here();
    return take('(') ? function(word) : comparison(word);
  }

  auto property(std::string_view name) -> std::optional<std::string> {
    if (find_property(type_, name, api_) != nullptr) return std::string(name);
    return fail(fmt::format("Could not find a property named '{}' on type 'microsoft.graph.{}'.", name, type_.name));
  }

  auto function(std::string_view name) -> Maybe {
    Filter filter{Filter::Op::IsOf, {}, {}, {}};
    if (name == "isof") {
      auto type = literal();
      if (!type) return std::nullopt;
      const auto* text = std::get_if<std::string>(&*type);
      if (text == nullptr || !take(')')) return fail_here();
      filter.property = *text;
      return filter;
    }
    for (const auto& [text, op] : kFunctions) {
      if (text != name) continue;
      filter.op = op;
      auto known = property(take_word());
      if (!known) return std::nullopt;
      filter.property = *std::move(known);
      if (!take(',')) return fail_here();
      auto value = literal();
      if (!value) return std::nullopt;
      filter.values.push_back(*std::move(value));
      if (!take(')')) return fail_here();
      return filter;
    }
    return fail(fmt::format("Unknown function '{}' in the filter.", name));
  }

  auto comparison(std::string_view name) -> Maybe {
    auto known = property(name);
    if (!known) return std::nullopt;
    Filter filter{Filter::Op::In, {}, *std::move(known), {}};
    if (take_keyword("in")) return in_list(std::move(filter));
    for (const auto& [text, op] : kComparisons) {
      if (!take_keyword(text)) continue;
      filter.op = op;
      auto value = literal();
      if (!value) return std::nullopt;
      filter.values.push_back(*std::move(value));
      return filter;
    }
    return fail_here();
  }

  auto in_list(Filter filter) -> Maybe {
    if (!take('(')) return fail_here();
    do {
      auto value = literal();
      if (!value) return std::nullopt;
      filter.values.push_back(*std::move(value));
    } while (take(','));
    if (!take(')')) return fail_here();
    return filter;
  }

  auto literal() -> std::optional<Literal> {
    skip();
    if (!rest_.empty() && rest_.front() == '\'') return quoted();
    const auto word = take_word();
    if (word == "null") return Literal{};
    if (word == "true" || word == "false") return Literal{word == "true"};
    if (const auto number = base::to_double(word)) return Literal{*number};
    // GUIDs, date-times and names of types stand without quotes.
    if (is_guid(word) || (!word.empty() && base::is_digit(word.front())) || find_type(word) != nullptr) {
      return Literal{std::string(word)};
    }
    return fail(fmt::format("Invalid filter clause: '{}' is no literal.", word));
  }

  auto quoted() -> std::optional<Literal> {
    std::string text;
    for (std::size_t at = 1; at < rest_.size(); ++at) {
      if (rest_[at] != '\'') {
        text += rest_[at];
      } else if (at + 1 < rest_.size() && rest_[at + 1] == '\'') {
        text += rest_[at++];
      } else {
        rest_.remove_prefix(at + 1);
        return Literal{std::move(text)};
      }
    }
    return fail("Invalid filter clause: there is an unterminated string literal.");
  }

  std::string_view rest_;
  const Type& type_;
  Api api_;
  std::optional<FilterError> error_;
};

}  // namespace

auto parse_filter(std::string_view text, const Type& type, Api api) -> std::variant<Filter, FilterError> {
  return Parser(text, type, api).parse();
}

}  // namespace pinwright::sandbox
