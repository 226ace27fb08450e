#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "csp/definition_children.hpp"

/// Which nodes Intune's settings catalog has a definition for, and how each is set: schemas/csp-definitions.json, as
/// values. It was made of Microsoft's list of definitions; ids follow a rule (settings_catalog.hpp) where none is said.
namespace pinwright::csp {

/// How a definition is set, by the type of its settingInstance and of the value in it.
enum class Control : std::uint8_t {
  Choice,    ///< one option
  Choices,   ///< a collection of options: flags, or a list whose elements are options
  Integer,   ///< a number
  Integers,  ///< a collection of numbers
  Text,
  Texts,    ///< a collection of texts
  Group,    ///< a collection of groups of settings: what is below a node with a name; or parts of one node's value
  Unknown,  ///< the list of definitions does not say
};
inline constexpr std::array<std::string_view, 8> kControlWords{"choice", "choices", "integer", "integers",
                                                               "text",   "texts",   "group",   "unknown"};

struct DefinitionFacts {
  std::string path;  ///< of the node
  Control control = Control::Unknown;
  std::string id;                             ///< empty: by the rule
  std::vector<std::string> options;           ///< raw values, where they are not the DDF's
  std::vector<std::string> option_ids;        ///< of `options`, each in its place; none: by the rule
  std::vector<std::string> missing_elements;  ///< ids of ADMX elements that have no definition
  bool named = false;                         ///< Group: one of its settings carries the name of an instance
  bool is_secret = false;                     ///< its value is written as a secret
};

/// Further definitions of one node, which this program reads and never writes: a part of its value, a second way to set
/// it, or what a `_v2` has succeeded.
struct OtherIds {
  std::string path;  ///< of the node, which need not have a definition of its own
  std::vector<std::string> ids;
};

struct Definitions {
  std::string list;  ///< when Microsoft's list was made: "March 2025"; empty: files of a workspace declare them
  std::vector<DefinitionFacts> rows;
  std::vector<OtherIds> others;
  /// Nodes without a definition that came with an edition later than the list: they may have one by now.
  std::vector<std::string> newer;
  /// Which of them stand in an option of another one; nullopt: the list does not say.
  std::optional<ChildrenList> children;
};

/// In the folder of a catalogue, beside the files of its CSPs.
inline constexpr std::string_view kDefinitionsFile = "definitions.json";
[[nodiscard]] auto is_definitions_file(std::string_view path) -> bool;

/// Paths are catalogue paths, each at most once. The message says what is wrong and where.
[[nodiscard]] auto definitions_from_json(std::string_view json) -> base::Result<Definitions>;

}  // namespace pinwright::csp
