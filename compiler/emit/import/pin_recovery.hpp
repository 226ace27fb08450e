#pragma once

#include <optional>
#include <string>
#include <vector>

#include "object/policy.hpp"

namespace pinwright::emit {

/// Settings of a policy that `pinRecovery` says shorter, and says exactly: lowering gives these settings again.
struct PinRecoveryPart {
  bool enabled = true;
  bool user_scope = false;
  std::vector<std::string> web_sign_in;       ///< empty: not set
  std::vector<const object::Setting*> taken;  ///< the settings that it stands for
};

[[nodiscard]] auto find_pin_recovery(const std::vector<object::Setting>& settings, const std::string& tenant_id)
    -> std::optional<PinRecoveryPart>;

}  // namespace pinwright::emit
