#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "grammar/rule.hpp"
#include "grammar/rule_token.hpp"
#include "grammar/syntax_error.hpp"

namespace pinwright::grammar::rule {

/// Thrown to leave the grammar once State::error is set; never leaves the folder.
struct Failed {};

/// What the actions of a rule's grammar collect.
struct State {
  std::string_view text;
  Rule rule;
  Comparison current;  ///< the comparison that is being read
  std::optional<SyntaxError> error;

  /// Places are offsets in `text`.
  template <typename In>
  [[nodiscard]] auto place_of(const In& in) const -> Place {
    const auto begin = static_cast<std::size_t>(in.begin() - text.data());
    return Place{begin, begin + in.size()};
  }

  [[noreturn]] auto fail(Place place, Complaint complaint) -> void;
  /// Sets entity, property and their places; `spelled` is `entity.property` or `_`.
  auto begin_comparison(std::string_view spelled, Place place) -> void;
  /// `spelled` may begin with a dash.
  auto set_operator(std::string_view spelled, Place place) -> void;
  auto add_value(RuleValue::Kind kind, std::string_view value, Place place) -> void;
  auto end_comparison(std::size_t end) -> void;

  auto open(Place place) -> void;
  auto close() -> void { --depth_; }

 private:
  int depth_ = 0;
};

}  // namespace pinwright::grammar::rule
