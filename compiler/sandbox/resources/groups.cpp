#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "base/utf8.hpp"
#include "sandbox/guid.hpp"
#include "sandbox/instant.hpp"
#include "sandbox/json_text.hpp"
#include "sandbox/resources/directory.hpp"
#include "sandbox/validate.hpp"

namespace pinwright::sandbox {

using nlohmann::json;

namespace {

auto show_group(const json& stored, const Request&, Services&, const Expanded&) -> json {
  json shown = stored;
  shown.erase("devices");
  shown.erase("users");
  return shown;
}

auto bad(std::string_view message) -> Reply { return refuse(Area::Directory, 400, "Request_BadRequest", message); }

auto is_dynamic(const json& group) -> bool {
  const auto types = group.find("groupTypes");
  return types != group.end() && types->is_array() &&
         std::find(types->begin(), types->end(), "DynamicMembership") != types->end();
}

/// What the directory checks beyond types; `group` is the object as it would be. A rule stays behind when an update
/// makes a dynamic group an assigned one (Microsoft Entra, groups-change-type).
auto group_problem(const json& group, Purpose purpose) -> std::optional<std::string> {
  const auto name_size = base::count_code_points(text_of(group, "displayName"));
  if (name_size == 0 || name_size > 256)
    return "Invalid value specified for property 'displayName' of resource 'Group'.";
  const auto nickname = text_of(group, "mailNickname");
  if (nickname.empty() || nickname.size() > 64 || nickname.find_first_of("@()\\[]\";:<>, ") != std::string::npos) {
    return "Invalid value specified for property 'mailNickname' of resource 'Group'.";
  }
  const bool has_rule = !text_of(group, "membershipRule").empty();
  if (is_dynamic(group) ? !has_rule : has_rule && purpose == Purpose::Create) {
    return "A group has a membershipRule exactly when its groupTypes hold 'DynamicMembership'.";
  }
  const auto state = text_of(group, "membershipRuleProcessingState");
  if (!state.empty() && state != "On" && state != "Paused") {
    return "Invalid value specified for property 'membershipRuleProcessingState' of resource 'Group'.";
  }
  return std::nullopt;
}

/// A body that a type's table refuses, in the directory's words.
auto refused_body(const json& body, Api api, Purpose purpose) -> std::optional<Reply> {
  auto flaw = find_flaw(body, *find_type("group"), api, purpose);
  if (!flaw) return std::nullopt;
  return bad(flaw->message);
}

auto counted(const Request& request, Services& services, bool devices, bool users) -> Reply {
  if (!eventual(request)) return bad("$count is not currently supported.");
  Store::Transaction transaction(services.store);
  const auto row = find_visible(request, services, Kind::Group, transaction);
  if (!row) return not_found(Area::Directory, request.keys.front());
  const auto group = parse_stored(row->body);
  std::size_t number = 0;
  if (devices) number += group.value("devices", std::size_t{0});
  if (users) number += group.value("users", std::size_t{0});
  return plain_number(number);
}

}  // namespace

const Collection kGroups = {Kind::Group, Area::Directory, "group", "groups", {}, show_group};

auto stored_group(const json& body, std::string_view id) -> json {
  json group = {{"id", id},
                {"deletedDateTime", nullptr},
                {"classification", nullptr},
                {"createdDateTime", to_text(now(), Fraction::Shortest).substr(0, 19) + "Z"},
                {"description", nullptr},
                {"expirationDateTime", nullptr},
                {"groupTypes", json::array()},
                {"isAssignableToRole", nullptr},
                {"mail", nullptr},
                {"mailEnabled", false},
                {"membershipRule", nullptr},
                {"membershipRuleProcessingState", nullptr},
                {"onPremisesSyncEnabled", nullptr},
                {"preferredDataLocation", nullptr},
                {"preferredLanguage", nullptr},
                {"proxyAddresses", json::array()},
                {"securityEnabled", true},
                {"theme", nullptr},
                {"uniqueName", nullptr},
                {"visibility", nullptr}};
  group["renewedDateTime"] = group["createdDateTime"];
  take_properties(body, group);
  if (is_dynamic(group) && text_of(group, "membershipRuleProcessingState").empty()) {
    group["membershipRuleProcessingState"] = "On";
  }
  return group;
}

auto list_groups(const Request& request, Services& services) -> Reply { return list(request, services, kGroups); }
auto get_group(const Request& request, Services& services) -> Reply { return get(request, services, kGroups); }

auto create_group(const Request& request, Services& services) -> Reply {
  const auto body = parse_json(request.call.body);
  if (!body) return bad("Unable to read JSON request payload.");
  if (auto refused = refused_body(*body, request.api, Purpose::Create)) return *std::move(refused);
  const auto id = new_guid();
  const auto group = stored_group(*body, id);
  if (const auto problem = group_problem(group, Purpose::Create)) return bad(*problem);
  {
    Store::Transaction transaction(services.store);
    transaction.insert(request.who.tenant, Kind::Group, id, to_text(group));
    if (auto done = transaction.commit(); !done) return store_failed(Area::Directory, done.error());
  }
  services.visibility.created(request.who.tenant, Kind::Group, id);
  return object_reply(request, services, "groups/$entity", show_group(group, request, services, {}), 201);
}

auto update_group(const Request& request, Services& services) -> Reply {
  const auto body = parse_json(request.call.body);
  if (!body) return bad("Unable to read JSON request payload.");
  if (auto refused = refused_body(*body, request.api, Purpose::Update)) return *std::move(refused);
  Store::Transaction transaction(services.store);
  const auto row = find_visible(request, services, Kind::Group, transaction);
  if (!row) return not_found(Area::Directory, request.keys.front());
  auto group = parse_stored(row->body);
  take_properties(*body, group);
  if (const auto problem = group_problem(group, Purpose::Update)) return bad(*problem);
  transaction.replace(request.who.tenant, Kind::Group, request.keys.front(), to_text(group));
  if (auto done = transaction.commit(); !done) return store_failed(Area::Directory, done.error());
  return no_content();
}

auto delete_group(const Request& request, Services& services) -> Reply {
  Store::Transaction transaction(services.store);
  if (!find_visible(request, services, Kind::Group, transaction)) {
    return not_found(Area::Directory, request.keys.front());
  }
  transaction.erase(request.who.tenant, Kind::Group, request.keys.front());
  if (auto done = transaction.commit(); !done) return store_failed(Area::Directory, done.error());
  return no_content();
}

auto count_members(const Request& request, Services& services) -> Reply {
  return counted(request, services, true, true);
}
auto count_devices(const Request& request, Services& services) -> Reply {
  return counted(request, services, true, false);
}
auto count_users(const Request& request, Services& services) -> Reply {
  return counted(request, services, false, true);
}

}  // namespace pinwright::sandbox
