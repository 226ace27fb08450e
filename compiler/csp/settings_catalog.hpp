#pragma once

#include <string>
#include <string_view>

#include "csp/node.hpp"

/// Ids of Intune's settings catalog for nodes of the CSP catalogue. Microsoft states no rule; this one was measured: of
/// the native Windows definitions of March 2025, all but the exceptions that tests/unit/csp/settings_catalog_test.cpp
/// names have the id that it gives. That an id follows the rule does not mean that the settings catalog has it: the
/// newest nodes and some CSPs (VPNv2, DMClient) are not there.
namespace pinwright::csp {

/// The definition of a node: its path in the DDF file, in lower case, `_` for `/`, dynamic segments as their titles in
/// braces: `./Device/Vendor/MSFT/PassportForWork/{TenantId}` is `device_vendor_msft_passportforwork_{tenantid}`. Where
/// a definition has a successor (`…_v2`) in the settings catalog, its id.
[[nodiscard]] auto settings_catalog_id(const Node& node) -> std::string;

/// The definition of an element of an ADMX-backed node: its own id behind that of the node. A list whose names are the
/// writer's has two more behind its own, `…_key` and `…_value`.
[[nodiscard]] auto settings_catalog_child_id(std::string_view policy_id, std::string_view element_id) -> std::string;

/// The option of a choice that stands for a value: `…_1`, `…_true`. Of an ADMX-backed node `0` is disabled, `1`
/// enabled.
[[nodiscard]] auto settings_catalog_option_id(std::string_view definition_id, std::string_view value) -> std::string;

}  // namespace pinwright::csp
