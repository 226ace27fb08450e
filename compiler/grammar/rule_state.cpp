#include "grammar/rule_state.hpp"

#include <utility>

namespace pinwright::grammar::rule {
namespace {

// Far beyond what people write, far below what the stack holds.
constexpr int kMaxDepth = 64;

}  // namespace

auto State::fail(Place place, Complaint complaint) -> void {
  error = SyntaxError{place.begin, place.end, std::move(complaint.message), std::move(complaint.expected)};
  throw Failed{};
}

auto State::begin_comparison(std::string_view spelled, Place place) -> void {
  const auto dot = spelled.find('.');
  current = Comparison{};
  current.entity = spelled.substr(0, dot);
  if (dot != std::string_view::npos) current.property = spelled.substr(dot + 1);
  current.property_place = place;
  current.place.begin = place.begin;
}

auto State::set_operator(std::string_view spelled, Place place) -> void {
  if (spelled.front() == '-') spelled.remove_prefix(1);
  constexpr std::string_view kEnDash = "\xE2\x80\x93";
  if (spelled.substr(0, kEnDash.size()) == kEnDash) spelled.remove_prefix(kEnDash.size());
  current.op = spelled;
  current.op_place = place;
}

auto State::add_value(RuleValue::Kind kind, std::string_view value, Place place) -> void {
  current.values.push_back(RuleValue{kind, std::string(value), place});
}

auto State::end_comparison(std::size_t end) -> void {
  current.place.end = end;
  rule.comparisons.push_back(std::move(current));
  current = Comparison{};
}

auto State::open(Place place) -> void {
  if (++depth_ > kMaxDepth) {
    fail(place, {"parentheses are nested deeper than " + std::to_string(kMaxDepth) + " levels", ""});
  }
}

}  // namespace pinwright::grammar::rule
