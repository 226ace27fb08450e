#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/world.hpp"
#include "object/policy.hpp"
#include "plan/plan.hpp"

/// Values from the environment: bodies hold `{env.NAME}` in their place.
namespace pinwright::plan {

/// A variable that is not set, or empty: pipelines hand over an empty text for a secret that is not defined.
[[nodiscard]] auto is_missing(const std::string& name, const base::Variables& variable) -> bool;

/// Sorted names of the variables that `policy` needs and that are missing.
[[nodiscard]] auto missing_variables(const object::Policy& policy, const base::Variables& variable)
    -> std::vector<std::string>;

/// The policy with the values in the place of `{env.NAME}`; what is missing stays a name. `secrets` of a setting still
/// says that its value is one. For a comparison or a body, never for a file, a log or a message.
[[nodiscard]] auto with_values(object::Policy policy, const base::Variables& variable) -> object::Policy;

/// Every form in which a message could quote a value from the environment: the value of a setting, that of a variable,
/// and both as Base64, in which Graph carries them.
class SecretTexts {
 public:
  /// Those that `plan` writes.
  SecretTexts(const TenantPlan& plan, const base::Variables& variable);

  /// `text` with `{env.NAME}` in the place of each.
  [[nodiscard]] auto hidden_in(std::string text) const -> std::string;

 private:
  auto add(const std::string& text, const std::string& symbol) -> void;

  std::vector<std::pair<std::string, std::string>> texts_;  // and what stands for each; the longest first
};

}  // namespace pinwright::plan
