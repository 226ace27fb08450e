#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "csp/admx.hpp"
#include "csp/facts.hpp"
#include "csp/node.hpp"

namespace pinwright::csp {

struct BadPathFacts {
  std::string bad, right;  ///< paths of inner nodes; what is below `bad` belongs below `right`
  std::string reason;
};

/// A pattern of Microsoft's that refuses what Microsoft's own description of the node allows.
struct PatternFacts {
  std::string path;
  std::string instead_of;  ///< the pattern as the DDF file has it: once it says something else, that is taken
  std::string pattern;
};

/// What a node needs by its description in the DDF file, where the file does not say it as a dependency.
struct DependencyOverlay {
  std::string path;
  DependencyFacts on;
};

/// The policy that a node stands for, where the DDF file names another.
struct AdmxCorrection {
  std::string path;
  std::string instead_of;  ///< the policy's name in the DDF file: once it says something else, that is taken
  std::string edition;     ///< of the ADMX files
  AdmxPolicyFacts policy;
};

/// What the text of a node's values is, where the DDF file says no more than that it is a text.
struct ContentFacts {
  std::string path;  ///< of an inner node: holds for the leaves right below it
  std::optional<Content> content;
  std::string root;                  ///< XML: local name of the outermost element; empty: not known
  std::optional<std::string> space;  ///< its namespace
  ContentRule rule = ContentRule::None;
};

/// Our own facts about nodes, schemas/csp-overlay.json. Paths are catalogue paths.
struct Overlay {
  std::vector<std::string> tenant_ids;    ///< dynamic segments that are a tenant ID without braces
  std::vector<std::string> placeholders;  ///< dynamic segments that stand for what other DDF files spell out
  std::vector<std::string> secrets;
  std::vector<ContentFacts> contents;
  std::vector<std::pair<std::string, std::string>> replaced_by;
  std::vector<PatternFacts> patterns;
  std::vector<DependencyOverlay> dependencies;
  std::vector<AdmxCorrection> admx_policies;
  std::vector<std::string> retired, unlisted;  ///< names of CSPs
  std::vector<BadPathFacts> bad_paths;
  std::vector<std::pair<std::uint16_t, std::string>> editions;  ///< SKU number, name in the language
};

/// Every row must say its source. The message names the row.
[[nodiscard]] auto overlay_from_json(std::string_view json) -> base::Result<Overlay>;

}  // namespace pinwright::csp
