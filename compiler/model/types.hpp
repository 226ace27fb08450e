#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "source/span.hpp"
#include "syntax/scalar.hpp"

namespace pinwright::model {

using source::Span;

/// Text with its place: the span of the scalar, quotes included.
struct Text {
  std::string value;
  Span span;
};

template <class T>
struct Located {
  T value{};
  Span span;
};

/// A scalar as it was written: its YAML 1.2 value and its spelling. Text is its own spelling and is held once: policies
/// carry payloads of many kilobytes.
struct Value {
  syntax::ScalarValue value;
  std::string spelled_other;  ///< of what is no text; empty for text
  Span span;
  bool lossy = false;  ///< a number that would be printed differently than it is spelled (`1.10`)

  [[nodiscard]] auto is_text() const -> bool { return std::holds_alternative<std::string>(value); }
  [[nodiscard]] auto spelled() const -> const std::string& {
    const auto* text = std::get_if<std::string>(&value);
    return text == nullptr ? spelled_other : *text;
  }
};

/// A definition under its name. A broken one (a required key is missing or wrong, which was reported) keeps its name,
/// so that references to it cause no second finding.
template <class T>
struct Named {
  Text name;
  T value{};
  bool broken = false;
};

/// A mapping from names, in file order.
template <class T>
using Map = std::vector<Named<T>>;

template <class T>
[[nodiscard]] auto find(const Map<T>& map, std::string_view name) -> const Named<T>* {
  for (const auto& entry : map) {
    if (entry.name.value == name) return &entry;
  }
  return nullptr;
}

}  // namespace pinwright::model
