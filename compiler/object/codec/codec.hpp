#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "object/codec/misfit.hpp"
#include "object/live.hpp"

namespace pinwright::object {

/// How a policy of one target stands in Microsoft Graph: one row a target, and nothing outside this folder asks which
/// target a policy has. A codec promises:
/// - what `from_graph` reads of what `to_create` or `to_update` wrote equals the policy in canonical form, once the
///   tenant has given it an id and its references are resolved;
/// - reading makes each setting's key (object/setting_key.hpp), which is looked up in the catalogue that it is given
///   (nullptr: the built-in one), turns a value that Graph shows as a mask into Masked
/// and
///   leaves the marker at the end of the description;
/// - writing gets no `{env.NAME}`: the caller has put the values in; nor a Masked value, unless the target takes a
/// token
///   back; of the policy everything that is managed is in the body, and nothing that is not, so that a PATCH leaves it
///   alone.
struct Codec {
  Target target;
  std::string_view noun;        ///< what people call a policy of it: "custom policy"
  std::string_view odata_type;  ///< of the entity: what an answer is recognised by
  std::string_view collection;  ///< below the version: "/deviceManagement/deviceConfigurations"
  std::string_view name_key;    ///< of the display name in a body
  bool carries_texts;           ///< display name, description and file name of each setting
  bool has_overview;            ///< deviceStatusOverview and userStatusOverview
  bool tells_masked;            ///< what is behind a mask can be asked for: getOmaSettingPlainTextValue
  std::size_t most_settings;    ///< of one policy; 0: no source states a limit
  /// Query of the list that holds every policy of this target, with assignments; it may hold others too.
  std::string_view list_query;
  /// Where the settings of one policy are listed, below the policy; empty: they are a part of it in every answer.
  std::string_view settings_path;
  /// "PATCH", or "PUT": then the body takes the place of all that is there, and names alone are changed by a PATCH.
  std::string_view update_method;
  /// Body of the POST to `collection`. Keys in the order of Graph's documentation.
  auto(*to_create)(const Policy&) -> nlohmann::ordered_json;
  /// Body of `update_method`.
  auto(*to_update)(const Policy&) -> nlohmann::ordered_json;
  /// An entity of this target as Graph answers it, v1.0 or beta, `assignments` expanded or not. See from_graph.hpp.
  auto(*from_graph)(const nlohmann::json&, const csp::Catalog*) -> base::Result<Live>;
  /// The elements of the list at `settings_path`; nullptr where that is empty.
  auto(*settings_from_graph)(const nlohmann::json&, const csp::Catalog*) -> base::Result<std::vector<Setting>>;
  /// Of the entities of its type those that are for Windows. nullptr: all are.
  auto(*is_for_windows)(const nlohmann::json&) -> bool;
  /// The lowest version of Graph that can carry the policy.
  auto(*lowest_api)(const Policy&) -> GraphApi;
  /// Why a policy of this target cannot carry the setting; nullopt: it can. nullptr: it carries every setting.
  auto(*misfit)(const Setting&) -> std::optional<Misfit>;
  /// Whether the target has a list of values of its own for the node, which takes the place of what the CSP says: that
  /// `misfit` finds nothing is then all that counts. nullptr: it never has.
  auto(*has_own_values)(const SettingKey&) -> bool;
  /// The id of the definition that carries a setting of this key, where no list of Microsoft's that is known has it:
  /// the tenant knows whether it is one. nullptr: the target needs no definitions.
  auto(*unlisted_definition)(const SettingKey&) -> std::optional<std::string>;
  /// An enabled ADMX policy without an element that has to be there is refused as a whole.
  bool requires_elements;
  /// Makes declared settings what `from_graph` will read of them: what the target does not carry goes, what it spells
  /// in one way only is spelled so. To be called again once the values of the environment are in. nullptr: there is
  /// nothing of the kind.
  auto(*settle)(Policy&) -> void;
  /// Of an entity that from_graph does not take: those of its settings that can be read. nullptr: none can.
  auto(*known_settings)(const nlohmann::json&, const csp::Catalog*) -> std::vector<Setting> = nullptr;
  /// Reads a setting that was kept by its id once more. nullptr: none is ever kept so.
  auto(*read_again)(const Setting&, const csp::Catalog*) -> std::vector<Setting> = nullptr;
};

/// A PUT takes away what its body does not hold.
[[nodiscard]] inline auto replaces_whole(const Codec& codec) -> bool { return codec.update_method == "PUT"; }

[[nodiscard]] auto codec_of(Target target) -> const Codec&;
/// What people call a policy of its target: "custom policy".
[[nodiscard]] inline auto noun_of(const Object& object) -> std::string_view { return codec_of(target_of(object)).noun; }
/// Of every target, in the order of the enumeration.
[[nodiscard]] auto codecs() -> std::span<const Codec>;
/// By the `@odata.type` of an entity, and what has none by what it alone has: of a collection of one type Graph leaves
/// it out; nullptr: a policy of no target that this program knows.
[[nodiscard]] auto codec_for(const nlohmann::json& entity) -> const Codec*;

}  // namespace pinwright::object
