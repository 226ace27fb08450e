#include "fake/store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <ctime>

#include "base/text.hpp"
#include "fake/catalog.hpp"
#include "fake/dice.hpp"

namespace pinwright::fake {

namespace {

constexpr std::int64_t kBegin = 1'780'272'000;  // 2026-06-01T00:00:00Z

/// RFC 3339 in UTC.
auto spelled(std::int64_t seconds) -> std::string {
  const std::chrono::sys_seconds moment{std::chrono::seconds{seconds}};
  const auto day = std::chrono::floor<std::chrono::days>(moment);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss time{moment - day};
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), time.hours().count(),
                     time.minutes().count(), time.seconds().count());
}

auto now(Store& store) -> std::string {
  const auto seconds = clock_of(store);
  ++store.seconds;
  return spelled(seconds);
}

/// Any of them will do.
using Permissions = std::vector<std::string_view>;

auto configuration_permissions(bool writes) -> Permissions {
  if (writes) return {"DeviceManagementConfiguration.ReadWrite.All"};
  return {"DeviceManagementConfiguration.Read.All", "DeviceManagementConfiguration.ReadWrite.All"};
}

auto write_permissions(object::Kind kind) -> Permissions {
  if (kind == object::Kind::Group) return {"Group.ReadWrite.All", "Directory.ReadWrite.All"};
  return configuration_permissions(true);
}

/// Domain facts: the least permission that each call's reference page names, and some that hold it.
auto needed(std::string_view operation, object::Kind kind) -> Permissions {
  if (operation == "access") return {};
  if (operation == "organization") return {"Organization.Read.All", "Directory.Read.All", "User.Read"};
  if (operation == "scope-tags") return {"DeviceManagementRBAC.Read.All", "DeviceManagementRBAC.ReadWrite.All"};
  if (operation == "groups-by-name" || operation == "group" || operation == "count") {
    return {"GroupMember.Read.All", "Group.Read.All", "Group.ReadWrite.All", "Directory.Read.All"};
  }
  if (operation == "application") return {"Application.Read.All", "Directory.Read.All"};
  if (operation == "devices") {
    return {"DeviceManagementManagedDevices.Read.All", "DeviceManagementManagedDevices.ReadWrite.All"};
  }
  if (operation == "reset-passcode") return {"DeviceManagementManagedDevices.PrivilegedOperations.All"};
  // Since 2023 the right to read is not enough.
  if (operation == "plain-text") return configuration_permissions(true);
  const bool reads = operation == "policies" || operation == "policy" || operation == "filters" ||
                     operation == "filter" || operation == "status";
  return reads ? configuration_permissions(false) : write_permissions(kind);
}

}  // namespace

auto clock_of(const Store& store) -> std::int64_t {
  return store.knobs.clock ? store.knobs.clock() : kBegin + store.seconds;
}

auto Store::find(object::Kind kind, std::string_view id) -> Json* {
  auto& objects = table(kind);
  const auto found = objects.find(base::folded(id));
  return found == objects.end() ? nullptr : &found->second;
}

auto Store::new_id() -> std::string {
  Dice dice(0x1D5EEDU + ++made_ids);
  const auto a = dice.next();
  const auto b = dice.next();
  return fmt::format("{:08x}-{:04x}-4{:03x}-a{:03x}-{:012x}", a & 0xFFFFFFFFU, (a >> 32U) & 0xFFFFU,
                     (a >> 48U) & 0xFFFU, b & 0xFFFU, b >> 16U);
}

auto Store::has_permission_for(std::string_view operation, object::Kind kind) const -> bool {
  if (knobs.forbidden.count(std::string(operation)) != 0) return false;
  const auto any_of = needed(operation, kind);
  return any_of.empty() || std::any_of(any_of.begin(), any_of.end(), [&](std::string_view one) {
           return std::find(access.permissions.begin(), access.permissions.end(), one) != access.permissions.end();
         });
}

auto Store::insert(object::Kind kind, Json body) -> std::string {
  if (!body.contains("id")) body["id"] = new_id();
  auto id = body["id"].get<std::string>();
  if (!body.contains("createdDateTime")) body["createdDateTime"] = now(*this);
  if (kind == object::Kind::Policy) {
    if (!body.contains("omaSettings") && !is_catalog(body)) body["omaSettings"] = Json::array();
    if (!body.contains("roleScopeTagIds")) body["roleScopeTagIds"] = Json::array({"0"});
    body["assignments"] = accepted_assignments(body.value("assignments", Json::array()), id);
    body["supportsScopeTags"] = true;
  }
  const auto given = body;
  touch(kind, body);
  for (const auto* const name : {"version", "lastModifiedDateTime"}) {
    if (given.contains(name)) body[name] = given[name];
  }
  table(kind)[base::folded(id)] = std::move(body);
  return id;
}

auto Store::touch(object::Kind kind, Json& entity) -> void {
  if (kind == object::Kind::Group) return;
  entity["lastModifiedDateTime"] = now(*this);
  if (kind != object::Kind::Policy) return;
  if (is_catalog(entity)) return;
  entity["version"] = entity.value("version", 0) + 1;
  for (auto& setting : entity["omaSettings"]) {
    setting.erase("secretReferenceValueId");
    if (!is_encrypted(setting)) continue;
    setting["secretReferenceValueId"] = fmt::format("{}_{}_{}", organization.tenant_id, new_id(), new_id());
  }
}

}  // namespace pinwright::fake
