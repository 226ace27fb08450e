#pragma once

#include <optional>
#include <string>

#include "object/codec/codec.hpp"

namespace pinwright::object {

/// Body of a create, and of a PUT, which replaces everything: what is not managed has to be in `policy` as it is live.
/// A setting that does not fit (settings_catalog_misfit) is left out: the caller has checked.
[[nodiscard]] auto settings_catalog_to_graph(const Policy& policy) -> nlohmann::ordered_json;
/// Beta alone has configurationPolicies.
[[nodiscard]] auto settings_catalog_lowest_api(const Policy& policy) -> GraphApi;
[[nodiscard]] auto settings_catalog_misfit(const Setting& setting) -> std::optional<Misfit>;
/// Whether the definition has a list of options that is not the DDF's, or the DDF would not let the node be set.
[[nodiscard]] auto settings_catalog_has_own_values(const SettingKey& key) -> bool;
/// As Codec::unlisted_definition says: what `definitionId` declares, or what the rule gives for a newer node.
[[nodiscard]] auto settings_catalog_unlisted_definition(const SettingKey& key) -> std::optional<std::string>;
/// Each setting as it will be read back. Values from the environment stay as they are until they are filled in.
auto settings_catalog_settle(Policy& policy) -> void;

}  // namespace pinwright::object
