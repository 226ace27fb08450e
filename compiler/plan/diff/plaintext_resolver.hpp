#pragma once

#include <map>
#include <string>
#include <utility>

#include "plan/diff/snapshot.hpp"

namespace pinwright::plan {

/// Live objects as far as they could be read: plain texts in the place of masks, and names of groups and filters beside
/// their ids.
class PlaintextResolver {
 public:
  explicit PlaintextResolver(const TenantSnapshot& snapshot);
  [[nodiscard]] auto operator()(const object::Live& live) const -> object::Live;

 private:
  struct Name {
    std::string key, display_name;
  };
  auto name(object::Reference& reference) const -> void;
  auto reveal_settings(const object::Live& live, object::Policy& policy) const -> void;

  std::map<std::string, Name> names_;  // by folded id
  std::map<std::pair<const object::Live*, std::string>, const MaskedSetting*> read_;
};

}  // namespace pinwright::plan
