#pragma once

#include <utility>
#include <variant>
#include <vector>

#include "model/types.hpp"

namespace pinwright::model {

/// What `admx` says of one element: its value, a list, names with values, or (nothing) that it is to be left out.
struct AdmxElement {
  using Pairs = std::vector<std::pair<Text, Value>>;
  Text id;
  std::variant<std::monostate, Value, std::vector<Value>, Pairs> value;
  Span span;  ///< of the value; behind the colon when there is none
};

/// The payload of an ADMX-backed policy: `enabled`, `disabled`, or the elements of an enabled one.
struct Admx {
  bool enabled = true;
  bool is_mapping = false;
  std::vector<AdmxElement> elements;  ///< no id twice, letter case ignored
  Span span;
};

}  // namespace pinwright::model
