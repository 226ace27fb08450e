#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "object/live.hpp"

namespace pinwright::plan {

/// What one tenant's policies were found to hold, so that it need not be read again: an encrypted value of a custom
/// policy costs a request of its own (getOmaSettingPlainTextValue), the settings of a policy of the settings catalog
/// one for each 25. Only digests are kept, made with a key, and only of values that the files declare in clear: never
/// of one that comes from the environment.
///
/// A row holds for one state of a policy: its id, version and lastModifiedDateTime, and the secretReferenceValueId of
/// the setting, all of them. Whether Intune makes a new reference with each write is documented nowhere.
class TenantCache {
 public:
  /// `key`: random bytes that nobody else knows. `definitions`: Catalog::definitions_digest of what policies are read
  /// with; rows that were read with others hold no longer.
  explicit TenantCache(std::string key, std::string definitions = {})
      : key_(std::move(key)), definitions_(std::move(definitions)) {}

  /// Takes the rows of what to_json() gave. False: it is nothing like that, and the cache stays empty.
  [[nodiscard]] auto read_json(std::string_view text) -> bool;
  [[nodiscard]] auto to_json() const -> std::string;

  /// Whether the setting that shows `reference` is known to hold `value`, a text that equal values share, in this state
  /// of `live`.
  [[nodiscard]] auto holds(const object::Live& live, std::string_view reference, std::string_view value) const -> bool;
  /// Whether a row of this very state says something else than what was read. No row can be believed then: clear().
  [[nodiscard]] auto contradicts(const object::Live& live, std::string_view reference, std::string_view value) const
      -> bool;
  auto take(const object::Live& live, std::string_view reference, std::string_view value) -> void;
  auto clear() -> void;

  /// In the place of a reference: all settings of the policy, their value as object::canonical_settings gives it.
  static constexpr std::string_view kAllSettings{};
  /// The nodes (object::node_id) that the policy sets, all of them, in this state of `live`.
  auto take_nodes(const object::Live& live, const std::set<std::string>& nodes) -> void;
  [[nodiscard]] auto has_nodes(const object::Live& live) const -> bool;
  /// Whether it is known that the policy sets none of `nodes` in this state.
  [[nodiscard]] auto sets_none_of(const object::Live& live, const std::set<std::string>& nodes) const -> bool;

  /// Ids of definitions of the settings catalog that the tenant is known to have, in whatever state its policies are.
  [[nodiscard]] auto found_definitions() const -> const std::set<std::string>& { return found_definitions_; }
  auto set_found_definitions(std::set<std::string> ids) -> void {
    changed_ = changed_ || ids != found_definitions_;
    found_definitions_ = std::move(ids);
  }

  /// Forgets rows of policies of which `is_there` is not true.
  template <class IsThere>
  auto keep_only(const IsThere& is_there) -> void {
    const auto values = std::erase_if(rows_, [&](const auto& row) { return !is_there(row.first.first); });
    const auto policies = std::erase_if(nodes_, [&](const auto& row) { return !is_there(row.first); });
    changed_ = values > 0 || policies > 0 || changed_;
  }

  [[nodiscard]] auto size() const -> std::size_t { return rows_.size() + nodes_.size(); }
  /// Whether to_json() would give something else than what was read.
  [[nodiscard]] auto has_changed() const -> bool { return changed_; }
  /// When rows were last taken: RFC 3339, as the caller told; empty: never.
  [[nodiscard]] auto time() const -> const std::string& { return time_; }
  auto set_time(std::string time) -> void { time_ = std::move(time); }

 private:
  /// Of a policy.
  struct State {
    std::int64_t version = 0;
    std::string last_modified;

    auto operator==(const State&) const -> bool = default;
  };
  struct Row {
    State state;
    std::string digest;
  };
  struct Nodes {
    State state;
    std::set<std::string> digests;
  };
  static auto state_of(const object::Live& live) -> State { return {live.version, live.last_modified}; }
  /// nullptr: there is none for this state.
  [[nodiscard]] auto row_of(const object::Live& live, std::string_view reference) const -> const Row*;
  [[nodiscard]] auto digest_of(const object::Live& live, std::string_view reference, std::string_view value) const
      -> std::string;
  [[nodiscard]] auto nodes_of(const object::Live& live) const -> const Nodes*;
  [[nodiscard]] auto digest_of_node(std::string_view node) const -> std::string;

  std::string key_;
  std::string definitions_;
  std::string time_;
  std::map<std::pair<std::string, std::string>, Row> rows_;  ///< by folded policy id and reference
  std::map<std::string, Nodes> nodes_;                       ///< by folded policy id
  std::set<std::string> found_definitions_;
  bool changed_ = false;
};

}  // namespace pinwright::plan
