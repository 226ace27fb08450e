#include "grammar/membership_rule.hpp"

#include "base/text.hpp"
#include "grammar/membership_properties.hpp"
#include "grammar/membership_rule_grammar.hpp"
#include "grammar/membership_state.hpp"
#include "grammar/rule_parse.hpp"

namespace pinwright::grammar {
namespace {

namespace pegtl = tao::pegtl;
using membership::State;
using rule::Complaint;
using rule::Token;
using Kind = RuleValue::Kind;

// The text without its quotes and its escapes.
auto unquoted(std::string_view spelled) -> std::string {
  const char quote = spelled.front();
  const char escape = quote == '"' ? '\\' : '\'';
  const auto inner = spelled.substr(1, spelled.size() - 2);
  std::string out;
  out.reserve(inner.size());
  for (std::size_t at = 0; at < inner.size(); ++at) {
    if (inner[at] == escape && at + 1 < inner.size() && inner[at + 1] == quote) ++at;
    out += inner[at];
  }
  return out;
}

// ---- Actions

template <typename Rule>
struct Action : rule::Action<Rule> {};

template <>
struct Action<membership::Property> {
  template <typename In>
  static auto apply(const In& in, State& state) -> void {
    const auto place = state.place_of(in);
    state.begin_comparison(std::string_view(in.begin(), in.size()), place);
    state.check_object(place);
    state.check_property(place);
  }
};

template <>
struct Action<membership::ItemProperty> {
  template <typename In>
  static auto apply(const In& in, State& state) -> void {
    state.begin_comparison(std::string_view(in.begin(), in.size()), state.place_of(in));
  }
};

template <>
struct Action<membership::Operator> {
  template <typename In>
  static auto apply(const In& in, State& state) -> void {
    const std::string_view spelled(in.begin(), in.size());
    state.set_operator(spelled, state.place_of(in));
    state.check_operator(spelled, state.place_of(in));
  }
};

// The collection is a comparison of its own, before those of its elements.
template <>
struct Action<membership::Quantifier> {
  template <typename In>
  static auto apply(const In& in, State& state) -> void {
    state.set_operator(std::string_view(in.begin(), in.size()), state.place_of(in));
    state.end_comparison(state.place_of(in).end);
  }
};

template <Kind kKind>
struct ValueAction {
  template <typename In>
  static auto apply(const In& in, State& state) -> void {
    state.add_value(kKind, std::string_view(in.begin(), in.size()), state.place_of(in));
  }
};

struct QuotedAction {
  template <typename In>
  static auto apply(const In& in, State& state) -> void {
    state.add_value(Kind::Text, unquoted(std::string_view(in.begin(), in.size())), state.place_of(in));
  }
};

template <>
struct Action<membership::DoubleQuoted> : QuotedAction {};
template <>
struct Action<membership::SingleQuoted> : QuotedAction {};
template <>
struct Action<membership::Number> : ValueAction<Kind::Number> {};
template <>
struct Action<membership::Boolean> : ValueAction<Kind::Boolean> {};
template <>
struct Action<membership::Moment> : ValueAction<Kind::Text> {};
template <>
struct Action<membership::Now> : ValueAction<Kind::Text> {};
template <>
struct Action<rule::Null> : ValueAction<Kind::Null> {};

template <>
struct Action<membership::Single> {
  template <typename In>
  static auto apply(const In& in, State& state) -> void {
    state.check_single(std::string_view(in.begin(), in.size()), state.place_of(in));
  }
};

template <>
struct Action<rule::OpenList> {
  template <typename In>
  static auto apply(const In& in, State& state) -> void {
    state.check_list(state.place_of(in));
  }
};

template <>
struct Action<membership::Comparator> {
  template <typename In>
  static auto apply(const In& in, State& state) -> void {
    state.end_comparison(state.place_of(in).end);
  }
};

template <>
struct Action<membership::PlainComparison> : Action<membership::Comparator> {};

template <>
struct Action<membership::DirectReports> {
  template <typename In>
  static auto apply(const In& in, State& state) -> void {
    constexpr std::size_t kForSize = 3;
    const auto place = state.place_of(in);
    state.direct_reports = true;
    state.begin_comparison("user.directReports", {place.begin, place.end - kForSize - 1});
    state.set_operator("for", {place.end - kForSize, place.end});
  }
};

template <>
struct Action<membership::DirectReportsRule> : Action<membership::Comparator> {};

// ---- Errors: what to say where a rule of the grammar was needed and is not there

constexpr std::string_view kExample = "a comparison such as `user.department -eq \"Sales\"`";

template <typename Rule>
auto complaint(const State& state, const Token& token) -> Complaint;

template <>
auto complaint<membership::Property>(const State& state, const Token& token) -> Complaint {
  if (base::trimmed(state.text).empty()) return {"the rule is empty", std::string(kExample)};
  if (token.kind == Token::Kind::End) return {"the rule ends where a comparison should stand", std::string(kExample)};
  if (const auto object = membership::object_with(token.text)) {
    const auto right = membership::find_property(*object, token.text).right;
    return {token.shown() + " has no object", base::quoted(std::string(*object) + "." + right)};
  }
  if (base::equal_folded(token.text, "direct"))
    return {token.shown() + " is not a property", "`Direct Reports for \"manager's object ID\"`"};
  if (token.kind != Token::Kind::Word || rule::is_connective(token)) {
    return {token.shown() + " stands where a comparison should", std::string(kExample)};
  }
  return {token.shown() + " is not a property", "`user.` or `device.` and the name of a property"};
}

template <>
auto complaint<membership::ItemProperty>(const State&, const Token& token) -> Complaint {
  if (token.kind == Token::Kind::End)
    return {"the rule ends where a condition should stand", "a condition in parentheses"};
  return {token.shown() + " is not an element of the collection",
          "`_`, or a property such as `assignedPlan.servicePlanId` or `group.objectId`"};
}

template <>
auto complaint<membership::Operator>(const State& state, const Token& token) -> Complaint {
  return rule::about_operator(token, state.operators());
}

template <>
auto complaint<membership::Value>(const State& state, const Token& token) -> Complaint {
  auto found = rule::about_value(token);
  if (state.takes_list() && token.kind != Token::Kind::Unclosed) found.expected = "a list such as `[\"a\", \"b\"]`";
  return found;
}

template <>
auto complaint<membership::ListItem>(const State&, const Token& token) -> Complaint {
  return rule::about_list_item(token);
}

template <>
auto complaint<membership::Manager>(const State&, const Token& token) -> Complaint {
  return {rule::about_value(token).message, "the manager's object ID in double quotes"};
}

template <>
auto complaint<rule::CloseList>(const State&, const Token& token) -> Complaint {
  return rule::about_list_end(token);
}

template <>
auto complaint<rule::Close>(const State&, const Token& token) -> Complaint {
  return rule::about_close(token);
}

template <>
auto complaint<rule::End>(const State& state, const Token& token) -> Complaint {
  if (!state.direct_reports) return rule::about_rest(token);
  return {token.shown() + " stands behind `Direct Reports for`", "the end of the rule: it cannot be combined"};
}

template <typename Rule>
struct Control : pegtl::normal<Rule> {
  template <typename In>
  [[noreturn]] static auto raise(const In& in, State& state) -> void {
    const auto token = rule::token_at(state.text, static_cast<std::size_t>(in.current() - state.text.data()));
    state.fail(token.place, complaint<Rule>(state, token));
  }
};

}  // namespace

auto parse_membership_rule(std::string_view text) -> std::variant<Rule, SyntaxError> {
  return rule::parse<membership::Grammar, Action, Control, State>(text);
}

}  // namespace pinwright::grammar
