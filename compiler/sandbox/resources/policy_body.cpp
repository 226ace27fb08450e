#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "sandbox/guid.hpp"
#include "sandbox/json_text.hpp"
#include "sandbox/resources/policy.hpp"

namespace pinwright::sandbox {

using nlohmann::json;

namespace {

constexpr std::size_t kMaxSettings = 1000;

auto is_encrypted(const json& setting) -> bool {
  const auto type = text_of(setting, "@odata.type");
  return type.ends_with("omaSettingString") || type.ends_with("omaSettingStringXml") ||
         type.ends_with("omaSettingBase64");
}

}  // namespace

auto merge_policy(const json& body, json& stored, const Writing& writing) -> std::optional<Flaw> {
  const auto settings = body.find("omaSettings");
  if (settings != body.end() && settings->size() > kMaxSettings) {
    return Flaw{"BadRequest", "The collection omaSettings can contain a maximum of 1000 elements."};
  }
  return merge_common(body, stored, kPolicies.type, writing);
}

auto touch_policy(json& stored, const Service& service) -> void {
  touch_common(stored, service);
  const auto settings = stored.find("omaSettings");
  if (settings == stored.end() || !settings->is_array()) return;
  const auto owner = new_guid();
  for (auto& setting : *settings) {
    if (is_encrypted(setting)) {
      setting["secretReferenceValueId"] = fmt::format("{}_{}_{}", owner, new_guid(), new_guid());
    }
  }
}

}  // namespace pinwright::sandbox
