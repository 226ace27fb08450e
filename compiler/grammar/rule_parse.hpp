#pragma once

#include <string_view>
#include <tao/pegtl.hpp>
#include <utility>
#include <variant>

#include "grammar/rule.hpp"
#include "grammar/rule_grammar.hpp"
#include "grammar/rule_state.hpp"
#include "grammar/syntax_error.hpp"

/// How both kinds of rule are read. Internal.
namespace pinwright::grammar::rule {

/// What both do alike: a grammar's own actions are derived from these.
template <typename Rule>
struct Action : tao::pegtl::nothing<Rule> {};

template <>
struct Action<Open> {
  template <typename In>
  static auto apply(const In& in, State& state) -> void {
    state.open(state.place_of(in));
  }
};

template <>
struct Action<Close> {
  static auto apply0(State& state) -> void { state.close(); }
};

/// `State`: rule::State, or what is derived from it. `Control` ends at the first mistake, by State::fail.
template <class Grammar, template <class> class Action, template <class> class Control, class State>
auto parse(std::string_view text) -> std::variant<Rule, SyntaxError> {
  namespace pegtl = tao::pegtl;
  State state;
  state.text = text;
  pegtl::memory_input<pegtl::tracking_mode::lazy, pegtl::eol::lf, const char*> input(text.data(),
                                                                                     text.data() + text.size(), "");
  try {
    pegtl::parse<Grammar, Action, Control>(input, state);
  } catch (const Failed&) {
    return *state.error;
  }
  return std::move(state.rule);
}

}  // namespace pinwright::grammar::rule
