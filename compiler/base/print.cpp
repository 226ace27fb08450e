#include "base/print.hpp"

#include <fmt/ostream.h>

namespace pinwright::base {

auto print_formatted(std::ostream& out, fmt::string_view format, fmt::format_args values) -> void {
  fmt::vprint(out, format, values);
}

}  // namespace pinwright::base
