#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "csp/catalog.hpp"
#include "csp/settings_catalog.hpp"
#include "object/codec/misfit.hpp"
#include "object/setting_key.hpp"

/// Where a setting stands in a policy of the settings catalog, for the files of this folder. Nodes and their
/// definitions are those of the catalogue that a key carries, or that a reader was given.
namespace pinwright::object {

[[nodiscard]] auto built_in_catalog() -> const csp::Catalog&;
/// nullptr: the built-in one.
[[nodiscard]] auto catalog_or_built_in(const csp::Catalog* catalog) -> const csp::Catalog&;

struct CatalogPlace {
  csp::Node node;
  csp::Definition definition;
  std::string id;
  csp::Node group;        ///< the node with a name above it, whose definition is a group collection; invalid: none
  std::string group_id;   ///< of its definition
  std::string name;       ///< of the instance of the group, decoded; empty for the tenant ID
  bool is_doubt = false;  ///< newer than the list: the id is that of the rule, the control what the DDF suggests
};

/// The node whose own definition this is: in no other way is a value written or read. Invalid: there is none.
[[nodiscard]] auto node_with_definition(const csp::Catalog& catalog, std::string_view id) -> csp::Node;
/// What the list says of it; of a node that is newer than the list what the DDF suggests. nullopt: no definition.
[[nodiscard]] auto definition_of(const csp::Catalog& catalog, const csp::Node& node) -> std::optional<csp::Definition>;

[[nodiscard]] auto catalog_place(const SettingKey& key) -> std::variant<CatalogPlace, Misfit>;

/// The one instance of this node that a body means without naming it, Intune's own: as a provider of DMClient it has
/// enrolled every device under this name. nullopt: a body has to name its instances.
[[nodiscard]] auto name_of_intune(const csp::Node& group) -> std::optional<std::string_view>;
/// The definition in a group that carries the name of an instance: the group's own id and the title of its node.
[[nodiscard]] auto name_definition(std::string_view group_id, const csp::Node& group) -> std::string;
/// The OMA-URI of a node: as the DDF has it, `{TenantId}` for the tenant ID, and `name` for another node with a name.
[[nodiscard]] auto catalog_uri(const csp::Node& node, const csp::Node& group, std::string_view name) -> std::string;

}  // namespace pinwright::object
