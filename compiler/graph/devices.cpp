#include "graph/devices.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/json_reader.hpp"
#include "base/text.hpp"
#include "grammar/tenant_id.hpp"
#include "graph/ask.hpp"
#include "graph/json.hpp"
#include "graph/kinds.hpp"
#include "graph/url.hpp"

namespace pinwright::graph {

using nlohmann::json;
using Shape = Read::Shape;

namespace {

auto count_at(const json& entity, const char* key) -> std::size_t {
  const auto& value = member(entity, key);
  return value.is_number_integer() && value > 0 ? value.get<std::size_t>() : 0;
}

auto overview_of(const json& entity) -> plan::StatusOverview {
  return {count_at(entity, "pendingCount"), count_at(entity, "notApplicableCount"),
          count_at(entity, "successCount"), count_at(entity, "errorCount"),
          count_at(entity, "failedCount"),  text_at(entity, "lastUpdateDateTime")};
}

auto is_reset(const json& result) -> bool {
  return text_at(result, "actionName") == "resetPasscode" ||
         text_at(result, "@odata.type") == "#microsoft.graph.resetPasscodeActionResult";
}

auto reset_of(const json& result) -> plan::ManagedDevice::Reset {
  const auto& code = member(result, "errorCode");  // Int32 in Microsoft's metadata
  return {text_at(result, "actionState"), text_at(result, "startDateTime"), text_at(result, "lastUpdatedDateTime"),
          text_at(result, "passcode"), base::int32_of(code).value_or(0)};
}

/// UTC times of one form: without the Z a time with a fraction is greater than the whole second before it.
auto instant(std::string_view time) -> std::string_view { return time.substr(0, time.find('Z')); }

auto last_reset(const json& results) -> std::optional<plan::ManagedDevice::Reset> {
  std::optional<plan::ManagedDevice::Reset> last;
  for (const auto& result : results) {
    if (!is_reset(result)) continue;
    auto reset = reset_of(result);
    if (!last || instant(last->started) <= instant(reset.started)) last = std::move(reset);
  }
  return last;
}

auto device_of(const json& entity) -> base::Result<plan::ManagedDevice> {
  plan::ManagedDevice device{text_at(entity, "id"),
                             text_at(entity, "deviceName"),
                             text_at(entity, "operatingSystem"),
                             text_at(entity, "osVersion"),
                             text_at(entity, "model"),
                             text_at(entity, "skuFamily"),
                             text_at(entity, "joinType"),
                             last_reset(member(entity, "deviceActionResults"))};
  if (device.id.empty()) return base::Error{"a managed device of the answer has no `id`"};
  if (device.join_type.empty()) device.join_type = text_at(entity, "deviceEnrollmentType");
  return device;
}

auto path_of_device(const std::string& id) -> std::string {
  return "/deviceManagement/managedDevices/" + percent_encoded(id);
}

}  // namespace

auto GraphDevices::status(const std::vector<std::string>& policy_ids) -> std::vector<base::Result<plan::PolicyStatus>> {
  std::vector<base::Result<plan::PolicyStatus>> out(policy_ids.size(), plan::PolicyStatus{});
  ReadBatch batch;
  const auto add = [&](std::size_t i, std::string_view what, plan::StatusOverview plan::PolicyStatus::*part) {
    batch.add({Shape::Entity, fmt::format("{}/{}", object_path({object::Kind::Policy, policy_ids[i]}), what)},
              [&slot = out[i], part](const base::Result<json>& entity) {
                if (!slot.ok()) return;
                if (!entity.ok()) slot = entity.error();
                if (entity.ok()) slot.value().*part = overview_of(entity.value());
              });
  };
  for (std::size_t i = 0; i < policy_ids.size(); ++i) {
    add(i, "deviceStatusOverview", &plan::PolicyStatus::devices);
    add(i, "userStatusOverview", &plan::PolicyStatus::users);
  }
  batch.run(session_, base_);
  return out;
}

auto GraphDevices::find(const std::string& id_or_name) -> base::Result<std::vector<plan::ManagedDevice>> {
  std::vector<plan::ManagedDevice> found;
  std::optional<base::Error> failure;
  const auto keep = [&](const json& entity) {
    auto device = device_of(entity);
    if (!device.ok()) {
      failure = device.error();
    } else if (std::none_of(found.begin(), found.end(), [&](const auto& one) { return one.id == device.value().id; })) {
      found.push_back(std::move(device).value());
    }
  };
  ReadBatch batch;
  if (grammar::is_guid(id_or_name)) {
    batch.add({Shape::Entity, path_of_device(id_or_name)}, [&](const base::Result<json>& entity) {
      if (entity.ok()) return keep(entity.value());
      if (entity.error().kind != base::ErrorKind::NotFound) failure = entity.error();
    });
  }
  batch.add({Shape::List,
             fmt::format("/deviceManagement/managedDevices?$filter=deviceName%20eq%20{}", odata_literal(id_or_name))},
            [&](const base::Result<json>& list) {
              if (!list.ok()) failure = list.error();
              for (const auto& entity : list.ok() ? list.value() : json::array()) {
                // Windows does not tell names apart by letter case.
                if (base::equal_folded(text_at(entity, "deviceName"), id_or_name)) keep(entity);
              }
            });
  batch.run(session_, base_);
  if (failure) return *failure;
  return found;
}

auto GraphDevices::read(const std::string& id) -> base::Result<plan::ManagedDevice> {
  const std::vector<Read> reads{{Shape::Entity, path_of_device(id)}};
  const auto entity = std::move(read_all(session_, base_, reads).front());
  return entity.ok() ? device_of(entity.value()) : base::Result<plan::ManagedDevice>(entity.error());
}

auto GraphDevices::reset_passcode(const std::string& id) -> base::Status {
  await_write_turn(session_);
  const auto reply = write(session_, {.method = plan::Method::Action,
                                      .verb = "POST",
                                      .url = base_ + path_of_device(id) + "/resetPasscode",
                                      .after = WriteCall::After::Person});
  if (!reply.answer.ok()) return reply.answer.error;
  return base::Done{};
}

}  // namespace pinwright::graph
