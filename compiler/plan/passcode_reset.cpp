#include "plan/passcode_reset.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "csp/node.hpp"

namespace pinwright::plan {

namespace {

constexpr csp::OsBuild kCreatorsUpdate{10, 0, 15063, 0};

auto is_mobile_windows(const ManagedDevice& device) -> bool {
  const auto os = base::folded(device.operating_system);
  const auto sku = base::folded(device.sku_family);
  const bool is_windows = os.find("windows") != std::string::npos;
  const auto says_mobile = [](const std::string& text) {
    return text.find("mobile") != std::string::npos || text.find("phone") != std::string::npos;
  };
  return is_windows && (says_mobile(os) || says_mobile(sku));
}

/// Members of joinType and deviceEnrollmentType that say that Microsoft Entra does not hold the device as joined.
auto is_not_joined(const std::string& join_type) -> bool {
  constexpr std::array<std::string_view, 2> kOthers{"azureADRegistered", "hybridAzureADJoined"};
  return std::any_of(kOthers.begin(), kOthers.end(),
                     [&](std::string_view other) { return base::equal_folded(other, join_type); });
}

auto is_over(std::string_view state) -> bool {
  constexpr std::array<std::string_view, 4> kOver{"done", "failed", "canceled", "notSupported"};
  return std::find(kOver.begin(), kOver.end(), state) != kOver.end();
}

}  // namespace

auto reset_problem(const ManagedDevice& device) -> std::string {
  if (!is_mobile_windows(device))
    return fmt::format("`{}` runs {}; Reset passcode is for Windows 10 Mobile only", device.name,
                       device.operating_system.empty() ? "no known system" : device.operating_system);
  const auto build = csp::parse_os_build(device.os_version);
  if (build && *build < kCreatorsUpdate)
    return fmt::format("`{}` has build {}; Reset passcode needs 10.0.15063 or later", device.name, device.os_version);
  if (is_not_joined(device.join_type))
    return fmt::format("`{}` is {}; Reset passcode needs a device joined to Microsoft Entra", device.name,
                       device.join_type);
  return {};
}

auto is_reset_pending(const ManagedDevice& device) -> bool {
  return device.reset && (device.reset->state == "pending" || device.reset->state == "active");
}

auto finished_reset(const ManagedDevice& before, const ManagedDevice& now) -> std::optional<ManagedDevice::Reset> {
  if (!now.reset || !is_over(now.reset->state)) return std::nullopt;
  const bool is_old =
      before.reset && before.reset->started == now.reset->started && before.reset->state == now.reset->state;
  if (is_old) return std::nullopt;
  return now.reset;
}

}  // namespace pinwright::plan
