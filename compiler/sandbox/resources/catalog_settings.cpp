#include "sandbox/resources/catalog_settings.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "sandbox/definitions.hpp"
#include "sandbox/json_text.hpp"
#include "sandbox/resources/catalog_definitions.hpp"
#include "sandbox/resources/catalog_instance.hpp"
#include "sandbox/resources/catalog_policies.hpp"
#include "sandbox/resources/catalog_walk.hpp"

namespace pinwright::sandbox {

using nlohmann::json;

namespace {

constexpr std::string_view kExpands[] = {"settingDefinitions"};
constexpr std::size_t kPage = 25;
/// A place in a list of settings is the number of the presentation and the place in its order, as one number: each
/// presentation has an order of its own, and a next link leads on in the same.
constexpr std::int64_t kPlaces = 1'000'000;

auto with_definitions(const json& setting, const Definitions& definitions, const Request& request, Services& services)
    -> json {
  json found = json::array();
  json instances = json::array({setting.at("settingInstance")});
  const auto add = [&](const json& instance) {
    if (const auto* one = definitions.find(text_of(instance, "settingDefinitionId"))) {
      found.push_back(show_definition(*one, request, services, {}));
    }
  };
  add(instances.front());
  for_each_value_below(std::as_const(instances), [&](const json&, const json& value) {
    for (const auto& child : value.value("children", json::array())) add(child);
  });
  return found;
}

auto show_setting(const json& shown, const Request& request, Services& services, const Expanded& expanded) -> json {
  json setting = shown;
  if (asks_for(expanded, "settingDefinitions")) {
    setting["settingDefinitions"] = with_definitions(shown, services.definitions, request, services);
  }
  return setting;
}

/// `path` is given by the policy.
auto collection_of(std::string_view path) -> Collection {
  return {Kind::CatalogPolicy,
          Area::Intune,
          "deviceManagementConfigurationSetting",
          path,
          kExpands,
          show_setting,
          kPage,
          kPage};
}

auto key_of(const json& policy) -> std::string { return text_of(policy, "id") + "/settings"; }

auto presented(const json& policy, std::uint64_t presentation) -> json {
  return show_settings(policy.value("settings", json::array()), dice_of(key_of(policy), presentation));
}

auto presentation_of(const ReadOptions& options, const json& policy, Services& services) -> std::uint64_t {
  if (options.after > 0) return static_cast<std::uint64_t>(options.after / kPlaces);
  return options.skipped > 0 ? services.variation.latest(key_of(policy)) : services.variation.begin(key_of(policy));
}

/// What is asked of the settings of one policy.
struct SettingsRead {
  json policy;
  std::string path;  ///< of `collection`
  Collection collection;
  ReadOptions options;
};

/// nullopt: `read` is filled. `collection` refers to `path`, so `read` is filled where it stays.
auto open_settings(const Request& request, Services& services, SettingsRead& read) -> std::optional<Reply> {
  const auto row = find_as_of(request, services, Kind::CatalogPolicy);
  if (!row) return not_found(Area::Intune, request.keys.front());
  read.policy = parse_stored(row->body);
  read.path = fmt::format("{}('{}')/settings", kCatalogPolicies.path, text_of(read.policy, "id"));
  read.collection = collection_of(read.path);
  return read_options(request, read.collection, read.options);
}

}  // namespace

auto list_catalog_settings(const Request& request, Services& services) -> Reply {
  SettingsRead read;
  if (auto refused = open_settings(request, services, read)) return *std::move(refused);
  const auto presentation = presentation_of(read.options, read.policy, services);
  const auto settings = presented(read.policy, presentation);
  std::vector<Listed> objects;
  for (const auto& setting : settings) {
    const auto place = static_cast<std::int64_t>(objects.size()) + 1;
    objects.push_back({static_cast<std::int64_t>(presentation) * kPlaces + place, &setting});
  }
  return list(request, services, read.collection, read.options, objects);
}

auto get_catalog_setting(const Request& request, Services& services) -> Reply {
  SettingsRead read;
  if (auto refused = open_settings(request, services, read)) return *std::move(refused);
  for (const auto& setting : presented(read.policy, services.variation.latest(key_of(read.policy)))) {
    if (text_of(setting, "id") == request.keys.at(1)) {
      return shown_reply(request, services, read.collection, read.options, setting);
    }
  }
  return not_found(Area::Intune, request.keys.at(1));
}

}  // namespace pinwright::sandbox
