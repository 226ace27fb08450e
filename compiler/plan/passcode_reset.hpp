#pragma once

#include <optional>
#include <string>

#include "plan/tenant.hpp"

/// The Reset passcode remote action: whom it is for, and what became of it.
namespace pinwright::plan {

/// Why the action is not for this device; empty: it is. Supported are Windows 10 Mobile devices of the Creators Update
/// (10.0.15063) or later that are joined to Microsoft Entra; not supported are desktop Windows, iOS, macOS and Android
/// ("Reset the passcode on Windows devices using Intune").
[[nodiscard]] auto reset_problem(const ManagedDevice& device) -> std::string;

/// A reset was asked for and has no result yet.
[[nodiscard]] auto is_reset_pending(const ManagedDevice& device) -> bool;

/// The result of a reset that was started after `before` was read; nullopt: there is none yet.
[[nodiscard]] auto finished_reset(const ManagedDevice& before, const ManagedDevice& now)
    -> std::optional<ManagedDevice::Reset>;

}  // namespace pinwright::plan
