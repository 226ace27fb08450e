#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "object/live.hpp"

namespace pinwright::plan {

/// What one tenant's encrypted values were found to be, so that they need not be read again: each costs a request of
/// its own (getOmaSettingPlainTextValue). Only digests are kept, made with a key, and only of values that the files
/// declare in clear: never of one that comes from the environment.
///
/// A row holds for one state of a policy: its id, version, lastModifiedDateTime and the secretReferenceValueId of the
/// setting, all of them. Whether Intune makes a new reference with each write is documented nowhere.
class PlainTextCache {
 public:
  /// `key`: random bytes that nobody else knows.
  explicit PlainTextCache(std::string key) : key_(std::move(key)) {}

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
  /// Forgets rows of policies of which `is_there` is not true.
  template <class IsThere>
  auto keep_only(const IsThere& is_there) -> void {
    changed_ = std::erase_if(rows_, [&](const auto& row) { return !is_there(row.first.first); }) > 0 || changed_;
  }

  [[nodiscard]] auto size() const -> std::size_t { return rows_.size(); }
  /// Whether to_json() would give something else than what was read.
  [[nodiscard]] auto has_changed() const -> bool { return changed_; }
  /// When rows were last taken: RFC 3339, as the caller told; empty: never.
  [[nodiscard]] auto time() const -> const std::string& { return time_; }
  auto set_time(std::string time) -> void { time_ = std::move(time); }

 private:
  struct Row {
    std::int64_t version = 0;
    std::string last_modified, digest;
  };
  /// nullptr: there is none for this state.
  [[nodiscard]] auto row_of(const object::Live& live, std::string_view reference) const -> const Row*;
  [[nodiscard]] auto digest_of(const object::Live& live, std::string_view reference, std::string_view value) const
      -> std::string;

  std::string key_;
  std::string time_;
  std::map<std::pair<std::string, std::string>, Row> rows_;  ///< by folded policy id and reference
  bool changed_ = false;
};

}  // namespace pinwright::plan
