#include "fake/view.hpp"

#include <string>

#include "base/text.hpp"
#include "fake/catalog.hpp"
#include "fake/store.hpp"

namespace pinwright::fake {

namespace {

constexpr auto kFilterId = "deviceAndAppManagementAssignmentFilterId";
constexpr auto kFilterType = "deviceAndAppManagementAssignmentFilterType";

auto upper(std::string text) -> std::string {
  for (auto& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

/// null, "" or absent, where there is nothing to tell.
auto disturb_description(Json& json, Dice& dice) -> void {
  const auto text = json.find("description");
  if (text != json.end() && text->is_string() && !text->get<std::string>().empty()) return;
  const auto form = dice.below(3);
  if (form == 0) json["description"] = nullptr;
  if (form == 1) json["description"] = "";
  if (form == 2) json.erase("description");
}

/// The same instant in UTC.
auto respelled(const std::string& instant, Dice& dice) -> std::string {
  if (!instant.ends_with('Z') || instant.find('.') != std::string::npos) return instant;
  const auto bare = instant.substr(0, instant.size() - 1);
  return bare + (dice.below(2) == 0 ? ".0000000Z" : "+00:00");
}

auto disturb_value(Json& setting, Dice& dice) -> void {
  const auto type = setting["@odata.type"].get<std::string>();
  auto& value = setting["value"];
  if (type.ends_with("DateTime")) value = respelled(value.get<std::string>(), dice);
  // As a server prints a Single that it keeps as a double; the sign of zero gets lost on the way.
  if (type.ends_with("FloatingPoint")) value = static_cast<double>(value.get<float>()) + 0.0;
  if (!is_encrypted(setting)) return;
  value = type.ends_with("StringXml") ? "PGEvPg==" : "****";
}

auto disturb_setting(Json& setting, Dice& dice) -> void {
  disturb_description(setting, dice);
  disturb_value(setting, dice);
  setting["isEncrypted"] = is_encrypted(setting);
  if (!is_encrypted(setting)) setting["secretReferenceValueId"] = nullptr;
}

auto disturb_target(Json& target, Dice& dice) -> void {
  if (target.contains("groupId") && dice.below(2) == 0) target["groupId"] = upper(target["groupId"]);
  if (target.contains(kFilterId)) {
    if (dice.below(2) == 0) target[kFilterId] = upper(target[kFilterId]);
    return;
  }
  target[kFilterId] = dice.below(2) == 0 ? Json() : Json("00000000-0000-0000-0000-000000000000");
  target[kFilterType] = "none";
}

}  // namespace

auto disturbed(Json entity, Dice& dice) -> Json {
  disturb_description(entity, dice);
  if (entity.contains("omaSettings") || is_catalog(entity)) {
    if (is_catalog(entity)) {
      disturb_catalog(entity, dice);
    } else {
      for (auto& setting : entity["omaSettings"]) disturb_setting(setting, dice);
      dice.shuffle(entity["omaSettings"]);
    }
    dice.shuffle(entity["roleScopeTagIds"]);
    for (auto& assignment : entity["assignments"]) disturb_target(assignment["target"], dice);
    dice.shuffle(entity["assignments"]);
  }
  return entity;
}

}  // namespace pinwright::fake
