#pragma once

#include <string>
#include <vector>

#include "base/hidden_texts.hpp"
#include "base/world.hpp"
#include "object/policy.hpp"
#include "plan/plan.hpp"

/// Values from the environment: bodies hold `{env.NAME}` in their place.
namespace pinwright::plan {

/// A variable that is not set, or empty, since pipelines hand over an empty text for a secret that is not defined; or
/// that holds the mask which Intune shows in the place of a value, and which is never written.
[[nodiscard]] auto is_missing(const std::string& name, const base::Variables& variable) -> bool;
/// Why a variable is missing: "the environment variable `KEY` is not set, or is empty".
[[nodiscard]] auto why_missing(const std::string& name, const base::Variables& variable) -> std::string;

/// Sorted names of the variables that `policy` needs and that are missing.
[[nodiscard]] auto missing_variables(const object::Policy& policy, const base::Variables& variable)
    -> std::vector<std::string>;

/// The policy with the values in the place of `{env.NAME}`; what is missing stays a name. `secrets` of a setting still
/// says that its value is one. For a comparison or a body, never for a file, a log or a message.
[[nodiscard]] auto with_values(object::Policy policy, const base::Variables& variable) -> object::Policy;

/// The values from the environment that a message could quote, of settings and of variables, in whatever spelling
/// (base::HiddenTexts), also when the message was cut.
class SecretTexts {
 public:
  /// Those that `plan` writes.
  SecretTexts(const TenantPlan& plan, const base::Variables& variable);

  /// `text` with `{env.NAME}` in the place of each.
  [[nodiscard]] auto hidden_in(const std::string& text) const -> std::string { return texts_.hidden_in(text); }

 private:
  base::HiddenTexts texts_{base::HiddenTexts::Cut::AtEitherEnd};
};

}  // namespace pinwright::plan
