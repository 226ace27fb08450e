#pragma once

#include <nlohmann/json_fwd.hpp>

#include "sandbox/collection.hpp"

/// The rest of Intune: assignment filters, scope tags, devices.
namespace pinwright::sandbox {

extern const Collection kFilters;
extern const Collection kScopeTags;
extern const Collection kDevices;

/// As the store keeps it, from the properties that a creator or a seed gives.
[[nodiscard]] auto stored_filter(const nlohmann::json& body, std::string_view id) -> nlohmann::json;
[[nodiscard]] auto stored_scope_tag(const nlohmann::json& body, std::string_view id) -> nlohmann::json;
[[nodiscard]] auto stored_device(const nlohmann::json& body, std::string_view id) -> nlohmann::json;

[[nodiscard]] auto list_filters(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto get_filter(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto create_filter(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto update_filter(const Request& request, Services& services) -> Reply;
/// Refused while an assignment uses it.
[[nodiscard]] auto delete_filter(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto validate_filter(const Request& request, Services& services) -> Reply;

[[nodiscard]] auto list_scope_tags(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto get_scope_tag(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto create_scope_tag(const Request& request, Services& services) -> Reply;

[[nodiscard]] auto list_devices(const Request& request, Services& services) -> Reply;
/// Each read of a device with a reset under way brings it one step nearer to its end.
[[nodiscard]] auto get_device(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto reset_passcode(const Request& request, Services& services) -> Reply;

}  // namespace pinwright::sandbox
