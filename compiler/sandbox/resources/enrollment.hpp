#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "sandbox/resources/policy_kind.hpp"

/// deviceManagement/deviceEnrollmentConfigurations: what holds from the enrolment of a device on. A tenant always has
/// the default Windows Hello for Business configuration, which goes to everyone.
namespace pinwright::sandbox {

extern const Collection kEnrollments;

[[nodiscard]] auto show_enrollment(const nlohmann::json& stored, const Request& request, Services& services,
                                   const Expanded& expanded) -> nlohmann::json;
[[nodiscard]] auto merge_enrollment(const nlohmann::json& body, nlohmann::json& stored, const Writing& writing)
    -> std::optional<Flaw>;
/// `GUID_KIND`, as the service makes ids of a new configuration.
[[nodiscard]] auto enrollment_id(const nlohmann::json& body, std::string_view tenant) -> std::string;
/// The id of the tenant's own Windows Hello for Business configuration.
[[nodiscard]] auto default_hello_id(std::string_view tenant) -> std::string;
/// That configuration as a new tenant has it.
[[nodiscard]] auto default_hello(std::string_view tenant) -> nlohmann::json;

[[nodiscard]] auto list_enrollments(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto count_enrollments(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto get_enrollment(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto create_enrollment(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto update_enrollment(const Request& request, Services& services) -> Reply;
/// The default one stays.
[[nodiscard]] auto delete_enrollment(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto assign_enrollment(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto list_enrollment_assignments(const Request& request, Services& services) -> Reply;

}  // namespace pinwright::sandbox
