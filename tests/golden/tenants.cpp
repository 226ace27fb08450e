#include "golden/tenants.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "golden/case.hpp"

namespace golden {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using pinwright::fake::FakeTenant;
using pinwright::fake::FaultAction;
using pinwright::object::Kind;
using Status = pinwright::plan::ApprovalRequest::Status;

[[noreturn]] auto broken(const fs::path& path, const std::string& what) -> void {
  fmt::print(stderr, "{}: {}\n", path.string(), what);
  std::exit(2);
}

auto is_tenant(const fs::path& path) -> bool {
  const auto name = path.filename().string();
  return name.starts_with("tenant.") && name.ends_with(".json");
}

auto unreachable(const std::string& id) -> std::unique_ptr<FakeTenant> {
  auto tenant = std::make_unique<FakeTenant>(id);
  tenant->knobs().fault = [](std::string_view, const std::string&, std::size_t) { return FaultAction::LostBefore; };
  return tenant;
}

auto decide_all(FakeTenant& tenant, const std::string& decision) -> void {
  for (const auto& request : tenant.requests()) {
    if (request.status != Status::Waiting) continue;
    for (const auto status : {Status::Approved, Status::Rejected, Status::Expired}) {
      if (pinwright::plan::word(status) == decision) tenant.decide(request.id, status);
    }
  }
}

}  // namespace

Tenants::Tenants(const fs::path& folder) {
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (!is_tenant(entry.path())) continue;
    auto seed = json::parse(read(entry.path()), nullptr, false);
    if (!seed.is_object()) broken(entry.path(), "it is no JSON object");
    const bool may_reveal = seed.value("mayReveal", true);
    const auto forbidden = seed.value("forbidden", std::set<std::string>());
    const auto lacks_definitions = seed.value("lacksDefinitions", std::set<std::string>());
    seed.erase("mayReveal");
    seed.erase("lacksDefinitions");
    const auto protects = seed.value("protects", std::set<std::string>());
    seed.erase("forbidden");
    seed.erase("protects");
    auto tenant = FakeTenant::from_json(seed.dump());
    if (!tenant.ok()) broken(entry.path(), tenant.error().message);
    tenant.value()->knobs().may_reveal = may_reveal;
    tenant.value()->knobs().forbidden = forbidden;
    tenant.value()->knobs().lacks_definitions = lacks_definitions;
    if (protects.contains("policy")) tenant.value()->knobs().protects.insert(Kind::Policy);
    if (protects.contains("filter")) tenant.value()->knobs().protects.insert(Kind::Filter);
    by_id_[seed.at("tenantId").get<std::string>()] = std::move(tenant).value();
  }
}

auto Tenants::connect(const pinwright::graph::ConnectOptions& options) -> std::unique_ptr<pinwright::plan::Tenant> {
  const auto found = by_id_.find(options.tenant_id);
  if (found == by_id_.end()) return unreachable(options.tenant_id);
  found->second->knobs().catalog = options.catalog;
  return found->second->share();
}

auto Tenants::change(const fs::path& file) -> void {
  if (!fs::exists(file)) return;
  for (const auto& one : json::parse(read(file))) {
    const auto kind = pinwright::object::kind_from_word(one.value("kind", "customPolicy"));
    const auto tenant = by_id_.find(one.at("tenantId").get<std::string>());
    if (!kind || tenant == by_id_.end()) broken(file, "it names no kind or no tenant of the case");
    if (one.contains("decide")) {
      decide_all(*tenant->second, one.at("decide"));
      continue;
    }
    const auto ids = tenant->second->ids_of(*kind, one.at("displayName").get<std::string>());
    if (ids.size() != 1) broken(file, fmt::format("{} objects have the displayName", ids.size()));
    if (one.value("erase", false)) {
      tenant->second->erase(*kind, ids.front());
    } else {
      tenant->second->edit(*kind, ids.front(), [&](json& body) { body.merge_patch(one.at("merge")); });
    }
  }
}

}  // namespace golden
