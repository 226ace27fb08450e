#pragma once

#include <optional>
#include <string>

#include "lower/deployment.hpp"

/// Nodes that have an effect only while another node holds certain values (MSFT:DependencyBehavior).
namespace pinwright::check {

/// The canonical OMA-URI that a dependency of `dependent` names, with the dependent's own names in the dynamic
/// segments.
[[nodiscard]] auto dependency_uri(const csp::Dependency& dependency, const lower::Setting& dependent) -> std::string;

/// Whether a setting's value is one of those that the dependency names; nullopt when the value cannot be known.
[[nodiscard]] auto is_named_value(const csp::Dependency& dependency, const object::SettingValue& value) -> bool;
[[nodiscard]] auto meets(const csp::Dependency& dependency, const lower::Setting& setting) -> std::optional<bool>;

/// The setting of the policy whose value meets a group for certain, or nullptr.
[[nodiscard]] auto setting_that_meets(const csp::DependencyGroup& group, const lower::Setting& dependent,
                                      const lower::Policy& policy) -> const lower::Setting*;

}  // namespace pinwright::check
