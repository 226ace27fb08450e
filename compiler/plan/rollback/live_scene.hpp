#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "plan/live_index.hpp"
#include "plan/rollback/history.hpp"
#include "plan/tenant.hpp"

namespace pinwright::plan {

/// What a tenant holds of the objects of a journal, and beside them.
class LiveScene {
 public:
  LiveScene(const LiveScene&) = delete;  // the indexes point into the objects
  auto operator=(const LiveScene&) -> LiveScene& = delete;
  LiveScene(LiveScene&&) = default;
  auto operator=(LiveScene&&) -> LiveScene& = default;
  ~LiveScene() = default;

  /// Asks the tenant for what the histories are about, and for whatever may be in the way.
  [[nodiscard]] static auto of(Tenant& tenant, const std::vector<History>& histories, const std::string& workspace,
                               const std::string& tenant_id) -> base::Result<LiveScene>;

  [[nodiscard]] auto find(const History& history) const -> const object::Live* {
    return index_.find(history.kind, history.id);
  }
  /// What the journal does not know by its id.
  [[nodiscard]] auto strangers() const -> const Lives& { return strangers_; }
  [[nodiscard]] auto stranger_index() const -> const LiveIndex& { return stranger_index_; }
  /// The id of the object whose place `live` took, when it is gone and has not been made anew.
  [[nodiscard]] auto replaced_and_gone(const object::Live& live) const -> std::optional<std::string>;
  /// The object that has taken the place of one that was deleted; nullptr: there is none.
  [[nodiscard]] auto successor_of(const History& history) const -> const object::Live*;

 private:
  LiveScene(std::vector<object::Live> lives, const std::vector<History>& histories, const std::string& workspace,
            const std::string& tenant_id);

  std::vector<object::Live> lives_;
  LiveIndex index_;  // of these
  Lives strangers_;  // of these
  LiveIndex stranger_index_;
};

}  // namespace pinwright::plan
