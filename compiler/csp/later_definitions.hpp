#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "csp/definitions.hpp"
#include "csp/settings_catalog.hpp"

namespace pinwright::csp {

/// Definitions that the built-in list lacks, or has otherwise: of what `csp import --definitions` wrote, and of
/// `definitionId:` in the files. Immutable. A node is known by its path (path_key).
class LaterDefinitions {
 public:
  /// `earlier`: what `list` comes before; nullptr: nothing. A node that the list names is what the list says of it.
  LaterDefinitions(const LaterDefinitions* earlier, const Definitions& list);

  /// Views into this. nullopt: it says nothing of the node.
  [[nodiscard]] auto of_path(std::string_view path) const -> std::optional<Definition>;
  /// The path of the node whose definition has this id, or which has it as a further one; empty: no node has.
  [[nodiscard]] auto path_of(std::string_view id) const -> std::string_view;
  /// Which of them, and of those that the built-in list has, stand in options of others.
  [[nodiscard]] auto children() const -> const DefinitionChildren& {
    return children_ == nullptr ? DefinitionChildren::built_in() : *children_;
  }
  /// When the newest of Microsoft's lists was made; empty: all of it was declared.
  [[nodiscard]] auto list() const -> std::string_view { return list_; }
  /// Equal where the same ids belong to the same nodes, and stand in the same options.
  [[nodiscard]] auto digest() const -> std::string;

 private:
  auto add(const DefinitionFacts& row, bool is_declared) -> void;

  struct Row {
    DefinitionFacts facts;  // with its id, even where the rule gives it
    bool is_declared = false;
  };
  std::unordered_map<std::string, Row> rows_;           // by path_key
  std::unordered_map<std::string, std::string> paths_;  // by id
  std::shared_ptr<const DefinitionChildren> children_;  // nullptr: the lists do not say
  std::string list_;
};

}  // namespace pinwright::csp
