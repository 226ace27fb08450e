#pragma once

#include <string>
#include <utility>

#include "plan/plan.hpp"

/// Plans for the tests of the views.
namespace plans {

using namespace pinwright;

inline const std::string kContoso = "3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63";
inline const std::string kFabrikam = "9d1e0c5b-2a7f-4c36-8e4d-6b3f0a9c1d27";

inline auto uri_in(const std::string& tenant_id) -> std::string {
  return "./Device/Vendor/MSFT/PassportForWork/" + tenant_id + "/Policies/EnablePinRecovery";
}

inline auto tenant(std::string name, std::string id, std::vector<plan::Change> changes = {}) -> plan::TenantPlan {
  plan::TenantPlan one;
  one.name = std::move(name);
  one.tenant_id = std::move(id);
  one.changes = std::move(changes);
  return one;
}

inline auto plan_of(std::vector<plan::TenantPlan> tenants) -> plan::Plan {
  plan::Plan plan;
  plan.tenants = std::move(tenants);
  return plan;
}

/// An update that turns PIN recovery on.
inline auto update(const std::string& tenant_id) -> plan::Change {
  plan::Change change;
  change.key = "pin-recovery";
  change.name = "PIN recovery";
  change.id = "00000000-0000-4000-8000-0000000000" + tenant_id.substr(0, 2);
  change.action = plan::Action::Update;
  change.reason = plan::Reason::Config;
  change.sections.settings = plan::Reason::Config;
  change.paths.push_back({"omaSettings[" + uri_in(tenant_id) + "].value", "false", "true", false});
  change.reach = {10, 0, false, false, {}};
  return change;
}

inline auto group(std::string id, std::string key = {}) -> object::Assignment {
  object::Assignment one;
  one.group = {std::move(key), {}, std::move(id)};
  return one;
}

inline auto excluded(object::Assignment one) -> object::Assignment {
  one.exclude = true;
  return one;
}

inline auto filtered(object::Assignment one, std::string filter_id, bool exclude = false) -> object::Assignment {
  one.filter = object::FilterUse{{{}, {}, std::move(filter_id)}, exclude};
  return one;
}

}  // namespace plans
