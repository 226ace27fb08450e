#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "base/text.hpp"
#include "sandbox/guid.hpp"
#include "sandbox/instant.hpp"
#include "sandbox/json_text.hpp"
#include "sandbox/resources/intune.hpp"

namespace pinwright::sandbox {

using nlohmann::json;

namespace {

// Beside Graph's properties these are stored: `resetPasscode`, the script of the seed ({after, state, passcode,
// errorCode}), and `pollsLeft`, the reads until a reset that was asked for ends.

constexpr std::string_view kResult = "#microsoft.graph.resetPasscodeActionResult";

auto show_device(const json& stored, const Request& request, Services&, const Expanded&) -> json {
  json shown = json::object();
  const auto* type = find_type("managedDevice");
  for (const auto& [key, value] : stored.items()) {
    if (key == "@odata.type" || find_property(*type, key, request.api) != nullptr) shown[key] = value;
  }
  return shown;
}

/// The reset that is under way, or nullptr.
auto active_reset(json& device) -> json* {
  for (auto& result : device["deviceActionResults"]) {
    if (text_of(result, "@odata.type") != kResult) continue;
    const auto state = text_of(result, "actionState");
    if (state == "pending" || state == "active") return &result;
  }
  return nullptr;
}

/// True: something changed.
auto advance_reset(json& device) -> bool {
  auto* reset = active_reset(device);
  if (reset == nullptr) return false;
  const auto left = device.value("pollsLeft", 0);
  (*reset)["lastUpdatedDateTime"] = to_text(now());
  if (left > 0) {
    device["pollsLeft"] = left - 1;
    (*reset)["actionState"] = "active";
    return true;
  }
  const auto script = device.value("resetPasscode", json::object());
  (*reset)["actionState"] = script.value("state", "done");
  (*reset)["errorCode"] = script.value("errorCode", 0);
  if (text_of(*reset, "actionState") == "done") (*reset)["passcode"] = script.value("passcode", "482915");
  return true;
}

auto begin_reset(json& device) -> void {
  const auto moment = to_text(now());
  json kept = json::array();
  for (const auto& result : device["deviceActionResults"]) {
    if (text_of(result, "@odata.type") != kResult) kept.push_back(result);
  }
  kept.push_back({{"@odata.type", kResult},
                  {"actionName", "resetPasscode"},
                  {"actionState", "pending"},
                  {"startDateTime", moment},
                  {"lastUpdatedDateTime", moment},
                  {"errorCode", 0},
                  {"passcode", nullptr}});
  device["deviceActionResults"] = std::move(kept);
  device["pollsLeft"] = device.value("resetPasscode", json::object()).value("after", 1);
}

}  // namespace

const Collection kDevices = {Kind::Device, Area::Intune, "managedDevice", "deviceManagement/managedDevices",
                             {},           show_device};

auto stored_device(const json& body, std::string_view id) -> json {
  json device = {{"id", id},
                 {"@odata.type", "#microsoft.graph.managedDevice"},
                 {"deviceActionResults", json::array()},
                 {"operatingSystem", "Windows"},
                 {"enrolledDateTime", to_text(now(), Fraction::Shortest).substr(0, 19) + "Z"}};
  take_properties(body, device);
  return device;
}

auto list_devices(const Request& request, Services& services) -> Reply { return list(request, services, kDevices); }

auto get_device(const Request& request, Services& services) -> Reply {
  {
    Store::Transaction transaction(services.store);
    const auto row = transaction.find(request.who.tenant, Kind::Device, request.keys.front());
    if (!row) return not_found(Area::Intune, request.keys.front());
    auto device = parse_stored(row->body);
    if (advance_reset(device)) {
      transaction.replace(request.who.tenant, Kind::Device, request.keys.front(), to_text(device));
      if (auto done = transaction.commit(); !done) return store_failed(Area::Intune, done.error());
    }
  }
  return get(request, services, kDevices);
}

auto reset_passcode(const Request& request, Services& services) -> Reply {
  Store::Transaction transaction(services.store);
  const auto row = transaction.find(request.who.tenant, Kind::Device, request.keys.front());
  if (!row) return not_found(Area::Intune, request.keys.front());
  auto device = parse_stored(row->body);
  begin_reset(device);
  transaction.replace(request.who.tenant, Kind::Device, request.keys.front(), to_text(device));
  if (auto done = transaction.commit(); !done) return store_failed(Area::Intune, done.error());
  return no_content();
}

}  // namespace pinwright::sandbox
