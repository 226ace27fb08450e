#include "grammar/membership_state.hpp"

#include <algorithm>
#include <initializer_list>

#include "base/text.hpp"
#include "grammar/membership_properties.hpp"

namespace pinwright::grammar::membership {
namespace {

constexpr std::string_view kOperators =
    "one of `eq ne startsWith notStartsWith endsWith notEndsWith contains notContains match notMatch in notIn`";
constexpr std::string_view kDateOperators = "one of `eq ne le ge`";

auto is_one_of(std::string_view word, std::initializer_list<std::string_view> words) -> bool {
  return std::any_of(words.begin(), words.end(), [word](std::string_view w) { return base::equal_folded(word, w); });
}

auto is_date(const Comparison& comparison) -> bool {
  return base::equal_folded(comparison.property, "employeeHireDate");
}

}  // namespace

auto State::operators() const -> std::string { return std::string(is_date(current) ? kDateOperators : kOperators); }

auto State::takes_list() const -> bool { return is_one_of(current.op, {"in", "notIn"}); }

auto State::check_object(Place place) -> void {
  const auto spelled = base::folded(current.entity);
  if (spelled != "user" && spelled != "device") {
    fail({place.begin, place.begin + spelled.size()},
         {base::quoted(current.entity) + " is not an object of membership rules", "`user` or `device`"});
  }
  if (!object.empty() && object != spelled) {
    fail(place, {"a property of a " + spelled + " stands in a rule about a " + object,
                 "only `" + object + ".` properties: a rule selects users or devices"});
  }
  object = spelled;
}

auto State::check_property(Place place) -> void {
  const auto answer = find_property(object, current.property);
  if (answer.spelling == Spelling::Right) return;
  const auto right = answer.right.empty() ? "" : base::quoted(current.entity + "." + answer.right);
  const auto spelled = base::quoted(current.entity + "." + current.property);
  if (answer.spelling == Spelling::WrongCase) {
    fail(place, {spelled + " is not in the letter case that Entra ID knows", right});
  }
  fail(place, {spelled + " is not a property of membership rules", right});
}

auto State::check_operator(std::string_view spelled, Place place) -> void {
  if (is_one_of(current.op, {"eq", "ne", "startsWith", "notStartsWith", "endsWith", "notEndsWith", "contains",
                             "notContains", "match", "notMatch", "in", "notIn"})) {
    return;
  }
  if (!is_one_of(current.op, {"le", "ge"})) fail(place, {base::quoted(spelled) + " is not an operator", operators()});
  if (!is_date(current))
    fail(place, {base::quoted(spelled) + " is an operator of `employeeHireDate` only", operators()});
}

auto State::check_single(std::string_view spelled, Place place) -> void {
  const auto op = base::quoted(current.op);
  if (takes_list()) {
    fail(place, {base::quoted(spelled) + " is a single value behind " + op, "a list such as `[\"a\", \"b\"]`"});
  }
  if (current.values.back().kind != RuleValue::Kind::Null || is_one_of(current.op, {"eq", "ne"})) return;
  fail(place,
       {base::quoted(spelled) + " stands behind " + op, "a value in double quotes; null goes with `eq` and `ne` only"});
}

auto State::check_list(Place place) -> void {
  if (takes_list()) return;
  fail(place, {"a list stands behind " + base::quoted(current.op), "a single value, or `in` or `notIn` for a list"});
}

}  // namespace pinwright::grammar::membership
