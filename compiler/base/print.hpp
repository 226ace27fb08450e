#pragma once

#include <fmt/core.h>

#include <iosfwd>
#include <utility>

namespace pinwright::base {

/// Behind print(): compiled once. fmt's own print to a stream is a template that each file would compile again.
auto print_formatted(std::ostream& out, fmt::string_view format, fmt::format_args values) -> void;

/// Writes the formatted text to `out`. A wrong format does not compile.
template <class... Values>
auto print(std::ostream& out, fmt::format_string<Values...> format, Values&&... values) -> void {
  print_formatted(out, format, fmt::make_format_args(values...));
}

}  // namespace pinwright::base
