#pragma once

#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "object/policy.hpp"

/// For the files of this folder.
namespace pinwright::object {

/// `settings` of a body: those of one group stand in one collection, and what stands in an option of another setting
/// is its child where the policy has that option. A setting that does not fit is left out.
[[nodiscard]] auto catalog_settings(const std::vector<Setting>& settings) -> nlohmann::ordered_json;

}  // namespace pinwright::object
