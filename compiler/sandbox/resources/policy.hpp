#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>

#include "sandbox/resources/policy_kind.hpp"

/// deviceManagement/deviceConfigurations. An object is stored as Graph's beta would show it without a mask, with its
/// assignments under `assignments`.
namespace pinwright::sandbox {

extern const Collection kPolicies;

/// Key of a stored policy that answers show as it stands, whatever it is.
inline constexpr auto kRaw = "$raw";

/// What an answer shows: masked, in another order, with the server's properties.
[[nodiscard]] auto show_policy(const nlohmann::json& stored, const Request& request, Services& services,
                               const Expanded& expanded) -> nlohmann::json;
/// See PolicyKind. Too many settings are refused.
[[nodiscard]] auto merge_policy(const nlohmann::json& body, nlohmann::json& stored, const Writing& writing)
    -> std::optional<Flaw>;
/// A write was made: the next version, a new date, new references of what is encrypted.
auto touch_policy(nlohmann::json& stored, const Service& service) -> void;

[[nodiscard]] auto list_policies(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto count_policies(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto get_policy(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto create_policy(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto update_policy(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto delete_policy(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto assign_policy(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto list_policy_assignments(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto reveal_policy_setting(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto policy_device_overview(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto policy_user_overview(const Request& request, Services& services) -> Reply;

}  // namespace pinwright::sandbox
