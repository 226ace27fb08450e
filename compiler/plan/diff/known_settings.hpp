#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "plan/diff/snapshot.hpp"

/// Settings of policies of the settings catalog that are not read, since the cache knows enough of them: that ours are
/// what the files say, that those of others have nothing to do with what the files set.
namespace pinwright::plan {

class KnownSettings {
 public:
  /// Refers to `snapshot`, whose desired objects are there.
  explicit KnownSettings(TenantSnapshot& snapshot);

  /// As WholePolicies::known.
  [[nodiscard]] auto holds(const object::Live& live) -> bool;
  /// Puts the settings of the files into the policies of ours that were left out, since holds() said so.
  auto take() -> void;

 private:
  [[nodiscard]] auto is_used() const -> bool;
  [[nodiscard]] auto may_be_taken_over(const object::Live& live) const -> bool;
  /// What the files declare under `key`, as far as the cache knows that `live` holds the same; nullptr: nothing.
  [[nodiscard]] auto declared_for(const object::Live& live, std::string_view key) const -> const Desired*;

  TenantSnapshot& snapshot_;
  std::map<std::string_view, const Desired*> declared_;  // by key
  std::map<std::string, const Desired*> held_;           // by folded id: ours whose settings are left out
};

/// Of a policy that is changed the settings are read after all, so that the plan shows and the journal keeps what the
/// tenant holds. True: some were, and what was made of the snapshot is to be made anew.
[[nodiscard]] auto read_changed(TenantSnapshot& snapshot, Tenant& tenant, const std::vector<Change>& changes)
    -> base::Result<bool>;

/// The text of a policy's settings that the cache knows it by; empty: it is not to be in the cache, since a value comes
/// from the environment, or its settings are always there.
[[nodiscard]] auto settings_text(const TenantSnapshot& snapshot, const Desired& desired) -> std::string;

}  // namespace pinwright::plan
