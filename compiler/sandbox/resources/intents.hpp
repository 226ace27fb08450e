#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>

#include "sandbox/resources/policy_kind.hpp"

/// deviceManagement/intents, beta alone: the endpoint security policies and baselines of before the settings catalog.
/// Their settings come from a seed; updateSettings changes them.
namespace pinwright::sandbox {

extern const Collection kIntents;

[[nodiscard]] auto show_intent(const nlohmann::json& stored, const Request& request, Services& services,
                               const Expanded& expanded) -> nlohmann::json;
[[nodiscard]] auto merge_intent(const nlohmann::json& body, nlohmann::json& stored, const Writing& writing)
    -> std::optional<Flaw>;
/// A setting as stored, with its id: `value` and `valueJson` say the same. A Flaw: they do not.
[[nodiscard]] auto store_intent_setting(const nlohmann::json& body, nlohmann::json& stored) -> std::optional<Flaw>;

[[nodiscard]] auto list_intents(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto count_intents(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto get_intent(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto create_intent(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto update_intent(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto delete_intent(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto assign_intent(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto list_intent_assignments(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto list_intent_settings(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto update_intent_settings(const Request& request, Services& services) -> Reply;

}  // namespace pinwright::sandbox
