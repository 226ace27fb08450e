#include <array>
#include <limits>

#include "base/text.hpp"
#include "csp/node.hpp"

namespace pinwright::csp {

namespace {

/// Windows 11 counts its builds as 10.0 too. The DDF files of February 2026 spell those of three nodes 11.0, which no
/// device reports.
auto reported_major(std::uint32_t major) -> std::uint32_t { return major == 11 ? 10 : major; }

}  // namespace

auto parse_os_build(std::string_view text) -> std::optional<OsBuild> {
  const auto pieces = base::split(text, '.');
  if (pieces.size() < 3 || pieces.size() > 4) return std::nullopt;
  std::array<std::uint32_t, 4> numbers = {};
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (pieces[i].empty() || !base::is_digit(pieces[i].front())) return std::nullopt;
    const auto number = base::to_int(pieces[i]);
    if (!number || *number > std::numeric_limits<std::uint32_t>::max()) return std::nullopt;
    numbers[i] = static_cast<std::uint32_t>(*number);
  }
  return OsBuild{reported_major(numbers[0]), numbers[1], numbers[2], numbers[3]};
}

auto is_unreleased(const OsBuild& build) -> bool {
  return (build.major == 99 && build.minor == 9) || (build.major == 88 && build.minor == 8);
}

}  // namespace pinwright::csp
