#pragma once

#include <string>
#include <string_view>

#include "grammar/rule_state.hpp"

namespace pinwright::grammar::membership {

/// What the actions of a membership rule collect, and what they refuse: each check fails at the place it is given.
struct State : rule::State {
  std::string object;  ///< "user" or "device" once a property has said so
  bool direct_reports = false;

  /// "one of `eq ne …`" for the property that is being read.
  [[nodiscard]] auto operators() const -> std::string;
  [[nodiscard]] auto takes_list() const -> bool;

  auto check_object(Place place) -> void;
  auto check_property(Place place) -> void;
  auto check_operator(std::string_view spelled, Place place) -> void;
  /// The last value, which is no list.
  auto check_single(std::string_view spelled, Place place) -> void;
  auto check_list(Place place) -> void;
};

}  // namespace pinwright::grammar::membership
