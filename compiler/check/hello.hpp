#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "csp/node.hpp"
#include "lower/deployment.hpp"

/// The nodes of the PassportForWork CSP that several checks look at (Windows Hello for Business).
namespace pinwright::check::hello {

/// The setting of a policy for `./SCOPE/Vendor/MSFT/PassportForWork/<tenant>/Policies/…`, or nullptr; `below_policies`
/// is folded: "pincomplexity/digits".
[[nodiscard]] auto find(const lower::Policy& policy, csp::Scope scope, std::string_view below_policies)
    -> const lower::Setting*;
[[nodiscard]] auto is_policy(const lower::Setting& setting, csp::Scope scope, std::string_view below_policies) -> bool;

/// The whole number that a setting gives, when it is known and one.
[[nodiscard]] auto number(const lower::Setting& setting) -> std::optional<std::int32_t>;

/// The setting by which a policy turns PIN recovery on, or nullptr.
[[nodiscard]] auto pin_recovery(const lower::Policy& policy) -> const lower::Setting*;

/// Whether a canonical OMA-URI is the CSP's or below it.
[[nodiscard]] auto is_below(std::string_view canonical) -> bool;

}  // namespace pinwright::check::hello
