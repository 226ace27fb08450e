#pragma once

#include <rapidcheck.h>

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>

/// Workspaces and tenants by chance.
namespace pinwright::property {

inline const std::string kTenantId = "3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63";
inline const std::string kWorkspace = "scene-1";

/// A workspace for one tenant, `contoso`: every data type, target, kind of object, and way to leave something out. Two
/// scenes have keys in common, so that the second changes, removes and adds.
struct Scene {
  std::string yaml;                                ///< of pinwright.yaml
  std::map<std::string, std::string> environment;  ///< the secrets that it names
};

[[nodiscard]] auto any_scene() -> rc::Gen<Scene>;

/// What every scene may refer to: groups with members, filters, scope tags; and policies that others made.
[[nodiscard]] auto seed_of_tenant() -> std::string;

}  // namespace pinwright::property
