#pragma once

#include <string>
#include <string_view>

#include "plan/plan.hpp"

/// What things of a plan are called towards people: by their names in the files where these are known.
namespace pinwright::cli::views {

/// `policy pin-recovery "Windows Hello - PIN recovery"`.
[[nodiscard]] auto title_of(object::Kind kind, const std::string& key, const std::string& name) -> std::string;

[[nodiscard]] auto name_of_filter(const plan::TenantPlan& tenant, const std::string& id) -> std::string;
/// "group pilot-devices", "all devices", "all users". A group that only live knows has its name in the paths of
/// `change`.
[[nodiscard]] auto name_of_target(const plan::TenantPlan& tenant, const plan::Change& change,
                                  const object::Assignment& assignment) -> std::string;

}  // namespace pinwright::cli::views
