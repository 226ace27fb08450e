#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "object/live.hpp"

namespace pinwright::plan {

using Lives = std::vector<const object::Live*>;

/// Objects of one tenant by id, by marker and by name, for one workspace: each is looked at once. What it was made of
/// has to stay where it is. What is found comes in the order in which it was given.
class LiveIndex {
 public:
  LiveIndex(const Lives& lives, std::string_view workspace, std::string_view tenant_id);
  LiveIndex(const std::vector<object::Live>& lives, std::string_view workspace, std::string_view tenant_id);

  /// By id, in any case of letters; nullptr: there is none.
  [[nodiscard]] auto find(object::Kind kind, std::string_view id) const -> const object::Live*;
  /// Those that carry this workspace's marker of this key.
  [[nodiscard]] auto owned(object::Kind kind, const std::string& key) const -> const Lives&;
  /// All that carry a marker of this workspace, by kind and key.
  [[nodiscard]] auto owned() const -> const std::map<std::pair<object::Kind, std::string>, Lives>& { return owned_; }
  [[nodiscard]] auto is_owned(const object::Live& live) const -> bool { return ours_.contains(&live); }
  /// Those that people would say have this name (object::is_same_name), whoever owns them.
  [[nodiscard]] auto named(std::string_view name) const -> Lives;
  /// This workspace's policy that takes the place of `live`, or whose place it takes (is_replacement); nullptr: there
  /// is none.
  [[nodiscard]] auto counterpart_of(const object::Live& live) const -> const object::Live*;

 private:
  using Places = std::vector<std::size_t>;
  auto add(const object::Live& live, std::string_view workspace, std::string_view tenant_id) -> void;

  Lives lives_;
  std::map<std::pair<object::Kind, std::string>, Lives> owned_;
  std::set<const object::Live*> ours_;
  std::map<std::pair<object::Kind, std::string>, const object::Live*> by_id_;  // folded
  std::unordered_map<std::string, Places> by_text_, by_kept_text_;             // names, folded
  std::unordered_map<std::string, Places> by_replaced_;                        // folded id in a marker of ours
};

}  // namespace pinwright::plan
