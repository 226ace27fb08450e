#pragma once

#include <initializer_list>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "sandbox/store.hpp"
#include "sandbox/strict.hpp"

namespace pinwright::sandbox {

/// Where the objects of a seed go: one tenant of the store that is being made.
struct SeedTarget {
  const std::string& tenant;
  Store::Transaction& transaction;

  auto put(const Place& place, Kind kind, const std::string& id, const nlohmann::json& body) const -> void;
};

/// The GUID of the key `id`, or a new one.
[[nodiscard]] auto id_of(const Place& place) -> std::string;
/// Judges what is left of an object when the keys that only a seed has are taken away.
[[nodiscard]] auto check_body(const Place& place, nlohmann::json body, std::string_view type,
                              std::initializer_list<std::string_view> own) -> bool;

}  // namespace pinwright::sandbox
