#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "driver/load.hpp"
#include "object/live.hpp"
#include "object/target.hpp"

namespace pinwright::driver {

/// What the journals of the workspace say of the objects that runs wrote. They are read at the first question, which
/// few plans ask. From any thread.
struct WrittenObjects {
  std::function<bool(std::string_view id)> has;  ///< the object of this id
  /// A policy of the target in the tenant, which no later run deleted.
  std::function<bool(std::string_view tenant_id, object::Target target)> has_policies;
  /// Of the tenant, kind and key something was deleted, and the object of this id was never written.
  std::function<bool(std::string_view tenant_id, object::Kind kind, std::string_view key, std::string_view id)>
      is_left_copy;
  /// Where runs wrote the object of the tenant, kind and key, without what a run deleted.
  std::function<std::vector<object::Address>(std::string_view tenant_id, object::Kind kind, std::string_view key)>
      addresses;
  /// For tell_unread, once nobody asks any more.
  std::function<base::Status()> unread;
};
/// Refers to both.
[[nodiscard]] auto written_objects(Env& env, const Loaded& loaded) -> WrittenObjects;

}  // namespace pinwright::driver
