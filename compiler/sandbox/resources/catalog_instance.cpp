#include "sandbox/resources/catalog_instance.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "sandbox/guid.hpp"
#include "sandbox/json_text.hpp"
#include "sandbox/resources/catalog_walk.hpp"
#include "sandbox/typed.hpp"

namespace pinwright::sandbox {

using nlohmann::json;

namespace {

constexpr std::string_view kInstance = "deviceManagementConfigurationSettingInstance";

auto is_secret(const json& value) -> bool { return short_type(value) == "SecretSettingValue"; }

/// The clear text of a secret of this setting that has the token.
auto clear_text(const json& before, const std::string& definition, const std::string& token)
    -> std::optional<std::string> {
  std::optional<std::string> clear;
  for_each_value_below(before, [&](const json& instance, const json& value) {
    const bool is_it = text_of(instance, "settingDefinitionId") == definition && text_of(value, "token") == token;
    if (is_it && !token.empty()) clear = text_of(value, "value");
  });
  return clear;
}

/// Gives a written secret its token, or a token its clear text.
auto keep_secret(const json& instance, json& value, const json& before, SecretTokens tokens) -> std::optional<Flaw> {
  const auto state = value.contains("valueState") ? text_of(value, "valueState") : "notEncrypted";
  const auto definition = text_of(instance, "settingDefinitionId");
  if (state == "notEncrypted") {
    value["token"] = new_guid();
  } else {
    const auto token = text_of(value, "value");
    auto clear = tokens == SecretTokens::Taken && state == "encryptedValueToken" ? clear_text(before, definition, token)
                                                                                 : std::nullopt;
    if (!clear) {
      return Flaw{"BadRequest",
                  fmt::format("The secret of the setting '{}' has no valid encrypted value token.", definition)};
    }
    value["value"] = *std::move(clear);
    value["token"] = token;
  }
  value.erase("valueState");
  return std::nullopt;
}

/// Tokens in the place of secrets.
auto masked(json instance) -> json {
  json list = json::array({std::move(instance)});
  for_each_value_below(list, [](const json&, json& value) {
    if (!is_secret(value)) return;
    value["value"] = text_of(value, "token");
    value["valueState"] = "encryptedValueToken";
  });
  return std::move(list.front());
}

/// Children stand in any order too.
auto shuffle_children(json& instance, Dice& dice) -> void {
  json list = json::array({std::move(instance)});
  for_each_value_below(list, [&](const json&, json& value) {
    const auto children = value.find("children");
    if (children != value.end()) dice.shuffle(*children);
  });
  instance = std::move(list.front());
}

/// Real tenants answer with this property, always null, now and then.
auto with_audit_rule(json instance, Dice& dice) -> json {
  if (dice.flip()) instance["auditRuleInformation"] = nullptr;
  return instance;
}

}  // namespace

auto store_settings(const json& settings, const json& before, SecretTokens tokens, json& stored)
    -> std::optional<Flaw> {
  stored = json::array();
  for (const auto& setting : settings) {
    stored.push_back(stored_form(setting.at("settingInstance"), *find_type(kInstance)));
  }
  std::optional<Flaw> flaw;
  for_each_value_below(stored, [&](const json& instance, json& value) {
    if (!flaw && is_secret(value)) flaw = keep_secret(instance, value, before, tokens);
  });
  return flaw;
}

auto show_settings(const json& stored, Dice dice) -> json {
  json order = stored;
  dice.shuffle(order);
  json shown = json::array();
  for (auto& instance : order) {
    auto one = shown_form(masked(std::move(instance)), *find_type(kInstance), Api::Beta);
    shuffle_children(one, dice);
    shown.push_back({{"id", std::to_string(shown.size())}, {"settingInstance", with_audit_rule(std::move(one), dice)}});
  }
  return shown;
}

}  // namespace pinwright::sandbox
