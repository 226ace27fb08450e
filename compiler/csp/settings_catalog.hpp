#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csp/admx.hpp"
#include "csp/definitions.hpp"
#include "csp/node.hpp"

/// Intune's settings catalog: which definition a node has, its id, and the ids behind it. Microsoft states no rule for
/// ids; the one here was measured, and schemas/csp-definitions.json names each id that does not follow it. Whether
/// there is a definition, the list of March 2025 says: VPNv2 and DMClient have none, and the newest nodes may have one
/// by now. Catalog::node_of_definition finds these by the id of the rule, and every node by the ids of its further
/// definitions too, such as those of a single attack surface reduction rule.
namespace pinwright::csp {

/// What the list says of a node's definition. Views into the catalogue.
struct Definition {
  Control control = Control::Unknown;
  std::string_view own_id;                         ///< empty: by the rule
  std::vector<std::string_view> own_options;       ///< raw values of its options, where they are not the DDF's
  std::vector<std::string_view> option_ids;        ///< of `own_options`, each in its place; none: by the rule
  std::vector<std::string_view> missing_elements;  ///< ids of ADMX elements without a definition
  bool named = false;        ///< Group: the setting `<id>_<title>` in it carries the name of an instance
  bool is_secret = false;    ///< a later list says that its value is written as a secret
  bool is_declared = false;  ///< by `definitionId:` in the files: no list of Microsoft's has it
};

/// How the definition of a node is set whose facts are these, as far as the DDF tells: what the list says goes before.
[[nodiscard]] auto suggested_control(const Node& node) -> Control;

/// The id of a node's definition in the built-in list (Catalog::definition_id knows later ones): its path in the DDF
/// file, in lower case, `_` for `/`, dynamic segments as their titles in braces:
/// `./Device/Vendor/MSFT/PassportForWork/{TenantId}` is `device_vendor_msft_passportforwork_{tenantid}`; or what the
/// list says in its place: where a definition has a successor (`…_v2`), that one.
[[nodiscard]] auto settings_catalog_id(const Node& node) -> std::string;

/// Whether Intune refuses an enabled policy of this definition without the element: the ADMX file says that it is
/// required, and there is a definition of it to send.
[[nodiscard]] auto is_required(const Definition& definition, const AdmxElement& element) -> bool;

/// The definition of an element of an ADMX-backed node: its own id behind that of the node. A list whose names are the
/// writer's has two more behind its own, `…_key` and `…_value`.
[[nodiscard]] auto settings_catalog_child_id(std::string_view policy_id, std::string_view element_id) -> std::string;

/// The option of a choice that stands for a value: `…_1`, `…_true`. Of an ADMX-backed node `0` is disabled, `1`
/// enabled.
[[nodiscard]] auto settings_catalog_option_id(std::string_view definition_id, std::string_view value) -> std::string;
/// The other way round: the value, in lower case, for which an option of the definition stands. nullopt: it is none of
/// that definition.
[[nodiscard]] auto settings_catalog_option_value(std::string_view definition_id, std::string_view option_id)
    -> std::optional<std::string_view>;

}  // namespace pinwright::csp
