#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>

#include "sandbox/collection.hpp"
#include "sandbox/validate.hpp"

/// deviceManagement/deviceConfigurations. An object is stored as Graph's beta would show it without a mask, with its
/// assignments under `assignments`.
namespace pinwright::sandbox {

extern const Collection kPolicies;

/// Key of a stored policy that answers show as it stands, whatever it is.
inline constexpr auto kRaw = "$raw";

/// What an answer shows: masked, in another order, with the server's properties.
[[nodiscard]] auto show_policy(const nlohmann::json& stored, const Request& request, Services& services,
                               bool expand_assignments) -> nlohmann::json;
/// The assignments of a policy as an answer shows them.
[[nodiscard]] auto show_assignments(const nlohmann::json& stored, const Request& request, Dice& dice) -> nlohmann::json;

/// Puts the written properties of `body` into `policy`, in the form in which the store keeps them.
auto merge_policy(const nlohmann::json& body, nlohmann::json& policy) -> void;
/// A write was made: the next version, a new date, new references of what is encrypted.
auto touch_policy(nlohmann::json& policy, const Service& service) -> void;
/// What the tables of types cannot say: too many settings, unknown scope tags, …
[[nodiscard]] auto policy_flaw(const nlohmann::json& body, std::string_view tenant, Store::Transaction& transaction)
    -> std::optional<Flaw>;
/// Unknown groups and filters, a filter on an exclusion.
[[nodiscard]] auto assignments_flaw(const nlohmann::json& assignments, std::string_view tenant,
                                    Store::Transaction& transaction) -> std::optional<Flaw>;
/// As stored: each with its id; of two with one target the first.
[[nodiscard]] auto stored_assignments(const nlohmann::json& assignments, std::string_view policy_id) -> nlohmann::json;

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
