#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.hpp"
#include "base/result.hpp"
#include "csp/admx.hpp"
#include "csp/node.hpp"
#include "csp/schema_facts.hpp"

/// What `schemas/csp/*.json` holds, as values: the importer writes it, the packer reads it.
namespace pinwright::csp {

/// Of one input: more is refused. Microsoft's largest DDF file has 0.3 MB and 11 levels.
inline constexpr std::size_t kMaxFileSize = base::kCatalogueFileBytes;
inline constexpr std::size_t kMaxDepth = 64;
inline constexpr std::size_t kMaxNodes = 1'000'000;

struct AllowedFacts {
  Allowed kind = Allowed::Absent;
  std::vector<std::string> values;  ///< Enum, Flag; of a dependency also "low-high" of Range
  std::optional<Range> range;
  std::string pattern;
  std::vector<std::string> labels;  ///< what each value means, as many as values, or none; an item may be empty
};

struct DependencyFacts {
  bool negated = false;
  std::string uri;
  AllowedFacts allowed;
};

struct DependencyGroupFacts {
  std::string id;
  AllowedFacts changed;
  std::vector<DependencyFacts> any_of;
};

struct AdmxFacts {
  std::string file, name, area;           ///< as the DDF file names the policy
  std::optional<AdmxPolicyFacts> policy;  ///< from the ADMX file, where it was found
};

/// One DDF node, nothing inherited. Empty text: the DDF file does not say.
struct NodeFacts {
  std::string path;  ///< "./Device/Vendor/MSFT/PassportForWork/{TenantId}"
  Format format = Format::Node;
  std::uint8_t access = 0;  ///< Access bits
  std::string occurrence, scope;
  std::optional<std::string> default_value;
  AllowedFacts allowed;
  std::shared_ptr<const XmlSchemaFacts> schema;  ///< Xsd: what it says, where it could be read
  std::string list;                              ///< delimiter
  Naming naming = Naming::Static;                ///< as stated, even on a static node; Static: not stated
  std::string name_pattern;
  std::optional<AdmxFacts> admx;
  std::vector<std::string> builds;
  std::string csp_version;
  std::optional<std::vector<std::uint16_t>> editions;
  bool deprecated = false;
  std::string deprecated_since;
  std::vector<DependencyGroupFacts> dependencies;
  std::string conflict, reboot, case_sense;
  bool atomic = false;
  bool group_policy = false;
  std::string retired;  ///< the last edition that has the node; empty: the file's own edition has it
};

/// One file of the catalogue.
struct FileFacts {
  std::string edition;
  std::string admx_edition;  ///< of the ADMX files that the policies were found in, or empty
  std::string csp, area;     ///< "Policy", "AboveLock"; area empty for every other CSP
  std::vector<NodeFacts> nodes;
};

/// Fixed key order, one node a line, LF, ASCII.
[[nodiscard]] auto to_json(const FileFacts& file) -> std::string;

/// What a catalogue file says about a node, in the order of its keys, each fact as the texts that it consists of.
/// Editions are SKU numbers, dependencies and the like are JSON.
struct Fact {
  std::string key;  ///< "values"
  std::vector<std::string> texts;
};
[[nodiscard]] auto stated_facts(const NodeFacts& node) -> std::vector<Fact>;

/// Checks everything; the message says what is wrong and at which node, without the file's name.
[[nodiscard]] auto facts_from_json(std::string_view json) -> base::Result<FileFacts>;

}  // namespace pinwright::csp
