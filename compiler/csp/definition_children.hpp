#pragma once

#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

/// Which definitions of the settings catalog stand in an option of another definition, and not by themselves:
/// schemas/definition-children.json, and what a later list says in its place. Microsoft's list of March 2025 does not
/// say; of most CSPs nothing is known without a later one. Elements of an ADMX policy are no matter of it as children;
/// in an option of one another node's definition may stand.
namespace pinwright::csp {

struct DefinitionParent {
  std::string id;                    ///< of the definition, a choice
  std::vector<std::string> options;  ///< ids of those of its options that the child stands in
  std::string child;                 ///< id of the child there: it may be another one for each option

  auto operator==(const DefinitionParent&) const -> bool = default;
};

/// What a list says: each row of one parent and some of its options.
struct ChildrenList {
  struct Row {
    std::string parent;
    std::vector<std::string> options;   ///< their ids
    std::vector<std::string> children;  ///< ids of definitions
  };
  std::vector<Row> rows;
  std::map<std::string, std::string, std::less<>> same_node;  ///< a child -> the id that its node has by itself
};

class DefinitionChildren {
 public:
  DefinitionChildren() = default;
  explicit DefinitionChildren(const ChildrenList& list) { add(list); }

  /// The facts that are built into the program; they are read at the first use.
  [[nodiscard]] static auto built_in() -> const DefinitionChildren&;
  /// An Error says what is wrong.
  [[nodiscard]] static auto of_json(std::string_view json) -> base::Result<DefinitionChildren>;

  /// The same, but that of the nodes whose own definitions are `decided` what `list` says is all there is.
  [[nodiscard]] auto with(const ChildrenList& list, const std::vector<std::string>& decided) const
      -> DefinitionChildren;

  /// Where the definition of a node may stand, the innermost first. `id`: the one that the node has by itself.
  [[nodiscard]] auto parents_of(std::string_view id) const -> std::span<const DefinitionParent>;
  [[nodiscard]] auto is_parent(std::string_view id) const -> bool { return parents_.contains(id); }
  /// The definition that the node of `child` has by itself, where `child` is another one of the same node that stands
  /// in `option`; empty: it is none.
  [[nodiscard]] auto own_id_of(std::string_view child, std::string_view option) const -> std::string_view;

  /// By the id that a child's node has by itself.
  [[nodiscard]] auto all() const -> const std::map<std::string, std::vector<DefinitionParent>, std::less<>>& {
    return by_child_;
  }

 private:
  auto add(const ChildrenList& list) -> void;
  auto put_innermost_first() -> void;
  /// How many others a definition may stand in, one in the other.
  [[nodiscard]] auto depth_of(std::string_view id, std::map<std::string_view, int>& known, int level) const -> int;

  std::map<std::string, std::vector<DefinitionParent>, std::less<>> by_child_;
  std::set<std::string, std::less<>> parents_;
  std::map<std::string, std::string, std::less<>> same_node_;  ///< id -> the node's own
};

}  // namespace pinwright::csp
