#include "grammar/filter_rule.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "grammar/filter_properties.hpp"
#include "grammar/filter_rule_grammar.hpp"
#include "grammar/rule_parse.hpp"
#include "grammar/rule_state.hpp"

namespace pinwright::grammar {
namespace {

namespace pegtl = tao::pegtl;
using rule::Complaint;
using rule::State;
using rule::Token;
using Kind = RuleValue::Kind;

// ---- What may stand together

auto property_of(const State& state) -> const FilterProperty* { return filter::find_property(state.current.property); }

// A property that Windows lacks may have any operator: the property is the finding then.
auto operators_of(const State& state) -> const std::vector<std::string_view>& {
  const auto* property = property_of(state);
  return property == nullptr ? filter::all_operators() : property->operators;
}

auto check_operator(State& state, std::string_view spelled, Place place) -> void {
  const auto& allowed = operators_of(state);
  if (filter::contains_folded(allowed, state.current.op)) return;
  const auto shown = base::quoted(spelled);
  if (!filter::contains_folded(filter::all_operators(), state.current.op)) {
    state.fail(place, {shown + " is not an operator", filter::one_of(allowed)});
  }
  state.fail(place,
             {shown + " is not an operator of " + base::quoted(state.current.property), filter::one_of(allowed)});
}

auto takes_list(const State& state) -> bool {
  return base::equal_folded(state.current.op, "in") || base::equal_folded(state.current.op, "notIn");
}

auto check_single(State& state, std::string_view value, Place place) -> void {
  if (!takes_list(state)) return;
  state.fail(place, {base::quoted(value) + " is a single value behind " + base::quoted(state.current.op),
                     "a list such as `[\"a\", \"b\"]`"});
}

auto check_version(State& state, std::string_view value, std::string_view spelled, Place place) -> void {
  const auto parts = base::split(value, '.');
  const bool numbers = std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
    return !part.empty() && std::all_of(part.begin(), part.end(), base::is_digit);
  });
  if (numbers && parts.size() >= 2 && parts.size() <= 4) return;
  state.fail(place, {base::quoted(spelled) + " is not a version", "two to four numbers such as `10.0.22631.3235`"});
}

auto is_version_property(const State& state) -> bool {
  const auto* property = property_of(state);
  return property != nullptr && property->is_version;
}

// ---- Actions

template <typename Rule>
struct Action : rule::Action<Rule> {};

template <>
struct Action<filter::Property> {
  template <typename In>
  static auto apply(const In& in, State& state) -> void {
    const auto place = state.place_of(in);
    state.begin_comparison(std::string_view(in.begin(), in.size()), place);
    const auto& entity = state.current.entity;
    if (base::equal_folded(entity, "device") || base::equal_folded(entity, "app")) return;
    state.fail({place.begin, place.begin + entity.size()},
               {base::quoted(entity) + " is not an entity of filters", "`device` or `app`"});
  }
};

template <>
struct Action<filter::Operator> {
  template <typename In>
  static auto apply(const In& in, State& state) -> void {
    const std::string_view spelled(in.begin(), in.size());
    state.set_operator(spelled, state.place_of(in));
    check_operator(state, spelled, state.place_of(in));
  }
};

template <>
struct Action<filter::Text> {
  template <typename In>
  static auto apply(const In& in, State& state) -> void {
    const std::string_view spelled(in.begin(), in.size());
    const auto value = spelled.substr(1, spelled.size() - 2);
    const auto place = state.place_of(in);
    check_single(state, spelled, place);
    if (is_version_property(state)) check_version(state, value, spelled, place);
    state.add_value(Kind::Text, value, place);
  }
};

template <>
struct Action<filter::ListText> {
  template <typename In>
  static auto apply(const In& in, State& state) -> void {
    state.add_value(Kind::Text, std::string_view(in.begin() + 1, in.size() - 2), state.place_of(in));
  }
};

template <>
struct Action<filter::Version> {
  template <typename In>
  static auto apply(const In& in, State& state) -> void {
    const std::string_view value(in.begin(), in.size());
    const auto place = state.place_of(in);
    check_single(state, value, place);
    if (property_of(state) != nullptr && !is_version_property(state)) {
      state.fail(place, rule::about_value(rule::token_at(state.text, place.begin)));
    }
    check_version(state, value, value, place);
    state.add_value(Kind::Version, value, place);
  }
};

template <>
struct Action<rule::Null> {
  template <typename In>
  static auto apply(const In& in, State& state) -> void {
    const std::string_view value(in.begin(), in.size());
    if (!base::equal_folded(state.current.op, "eq") && !base::equal_folded(state.current.op, "ne")) {
      state.fail(state.place_of(in), {base::quoted(value) + " stands behind " + base::quoted(state.current.op),
                                      "a value in double quotes; null goes with `eq` and `ne` only"});
    }
    state.add_value(Kind::Null, value, state.place_of(in));
  }
};

template <>
struct Action<rule::OpenList> {
  template <typename In>
  static auto apply(const In& in, State& state) -> void {
    if (takes_list(state)) return;
    state.fail(state.place_of(in), {"a list stands behind " + base::quoted(state.current.op),
                                    "a single value, or `in` or `notIn` for a list"});
  }
};

template <>
struct Action<filter::Comparison> {
  template <typename In>
  static auto apply(const In& in, State& state) -> void {
    state.end_comparison(state.place_of(in).end);
  }
};

// ---- Errors: what to say where a rule of the grammar was needed and is not there

constexpr std::string_view kExample = "a comparison such as `(device.deviceName -startsWith \"PC-\")`";

auto about_comparison(const Token& token) -> Complaint {
  if (token.kind == Token::Kind::End) return {"the rule ends where a comparison should stand", std::string(kExample)};
  if (rule::is_negation(token)) {
    return {token.shown() + " is not known in filters", "the opposite operator: `ne`, `notIn` or `notContains`"};
  }
  return {token.shown() + " stands where a comparison should", std::string(kExample)};
}

template <typename Rule>
auto complaint(const State& state, const Token& token) -> Complaint;

template <>
auto complaint<rule::Open>(const State& state, const Token& token) -> Complaint {
  if (base::trimmed(state.text).empty()) return {"the rule is empty", std::string(kExample)};
  if (token.text.find('.') == std::string_view::npos) return about_comparison(token);
  return {"the comparison is not in parentheses", "`(` before " + token.shown() + " and `)` behind the comparison"};
}

template <>
auto complaint<filter::Property>(const State&, const Token& token) -> Complaint {
  if (const auto* property = filter::find_property(token.text)) {
    return {token.shown() + " has no entity", base::quoted("device." + std::string(property->name))};
  }
  if (token.kind != Token::Kind::Word || rule::is_negation(token)) return about_comparison(token);
  return {token.shown() + " is not a property", "`device.` and the name of a property"};
}

template <>
auto complaint<filter::Operator>(const State& state, const Token& token) -> Complaint {
  return rule::about_operator(token, filter::one_of(operators_of(state)));
}

template <>
auto complaint<filter::Value>(const State& state, const Token& token) -> Complaint {
  auto found = rule::about_value(token);
  if (is_version_property(state) && token.kind == Token::Kind::Word) {
    return {token.shown() + " is not a version", "two to four numbers such as `10.0.22631.3235`"};
  }
  if (takes_list(state) && token.kind != Token::Kind::Unclosed) found.expected = "a list such as `[\"a\", \"b\"]`";
  return found;
}

template <>
auto complaint<filter::ListText>(const State&, const Token& token) -> Complaint {
  return rule::about_list_item(token);
}

template <>
auto complaint<rule::CloseList>(const State&, const Token& token) -> Complaint {
  return rule::about_list_end(token);
}

template <>
auto complaint<rule::Close>(const State& state, const Token& token) -> Complaint {
  const auto before = base::trimmed(state.text.substr(0, token.place.begin));
  if (rule::is_connective(token) && before.back() != ')') {
    return {token.shown() + " stands inside the parentheses of one comparison",
            "`)`: every comparison has parentheses of its own"};
  }
  return rule::about_close(token);
}

template <>
auto complaint<rule::End>(const State&, const Token& token) -> Complaint {
  return rule::about_rest(token);
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

auto parse_filter_rule(std::string_view text) -> std::variant<Rule, SyntaxError> {
  return rule::parse<filter::Grammar, Action, Control, State>(text);
}

}  // namespace pinwright::grammar
