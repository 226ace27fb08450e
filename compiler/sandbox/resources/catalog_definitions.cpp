#include "sandbox/resources/catalog_definitions.hpp"

#include <nlohmann/json.hpp>

#include "sandbox/definitions.hpp"
#include "sandbox/typed.hpp"

namespace pinwright::sandbox {

using nlohmann::json;

namespace {

const Collection kDefinitions = {Kind::SettingDefinition,
                                 Area::Intune,
                                 "deviceManagementConfigurationSettingDefinition",
                                 "deviceManagement/configurationSettings",
                                 {},
                                 show_definition};

auto listed(const Definitions& definitions) -> std::vector<Listed> {
  std::vector<Listed> objects;
  objects.reserve(definitions.all().size());
  for (const auto& [id, stored] : definitions.all()) {
    objects.push_back({static_cast<std::int64_t>(objects.size()) + 1, &stored});
  }
  return objects;
}

/// Where none were given every id is one.
auto any_definition(const std::string& id) -> json {
  return stored_definition(
             {{"@odata.type", "#microsoft.graph.deviceManagementConfigurationSimpleSettingDefinition"}, {"id", id}})
      .value();
}

}  // namespace

auto show_definition(const json& stored, const Request& request, Services&, const Expanded&) -> json {
  auto shown = shown_form(stored, *find_type(kDefinitions.type), request.api);
  shown["id"] = stored.at("id");
  return shown;
}

auto list_definitions(const Request& request, Services& services) -> Reply {
  ReadOptions options;
  if (auto refused = read_options(request, kDefinitions, options)) return *std::move(refused);
  return list(request, services, kDefinitions, options, listed(services.definitions));
}

auto count_definitions(const Request& request, Services& services) -> Reply {
  return count(request, kDefinitions, listed(services.definitions));
}

auto get_definition(const Request& request, Services& services) -> Reply {
  ReadOptions options;
  if (auto refused = read_options(request, kDefinitions, options)) return *std::move(refused);
  const auto& id = request.keys.front();
  if (services.definitions.empty()) return shown_reply(request, services, kDefinitions, options, any_definition(id));
  const auto* definition = services.definitions.find(id);
  if (definition == nullptr) return not_found(Area::Intune, id);
  return shown_reply(request, services, kDefinitions, options, *definition);
}

}  // namespace pinwright::sandbox
