#include "sandbox/resources/enrollment.hpp"

#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "sandbox/guid.hpp"
#include "sandbox/json_text.hpp"
#include "sandbox/resources/assignments.hpp"

namespace pinwright::sandbox {

using nlohmann::json;

namespace {

constexpr std::string_view kDefaultHello = "DefaultWindowsHelloForBusiness";

const PolicyKind kKind = {kEnrollments,
                          "enrollmentConfigurationAssignment",
                          "enrollmentConfigurationAssignments",
                          false,
                          merge_enrollment,
                          touch_common,
                          enrollment_id};

struct Form {
  std::string_view type;
  std::string_view kind;  ///< deviceEnrollmentConfigurationType
  std::string_view id;    ///< end of an id
};
constexpr std::array<Form, 3> kForms = {
    {{"deviceEnrollmentWindowsHelloForBusinessConfiguration", "windowsHelloForBusiness", "WindowsHelloForBusiness"},
     {"deviceEnrollmentLimitConfiguration", "limit", "Limit"},
     {"deviceEnrollmentPlatformRestrictionsConfiguration", "platformRestrictions", "PlatformRestrictions"}}};

auto form_of(const json& configuration) -> const Form* {
  const auto type = text_of(configuration, "@odata.type");
  for (const auto& form : kForms) {
    if (type.ends_with("." + std::string(form.type))) return &form;
  }
  return nullptr;
}

auto is_default(std::string_view id) -> bool { return base::folded(id).ends_with("_" + base::folded(kDefaultHello)); }

}  // namespace

const Collection kEnrollments = {Kind::Enrollment,
                                 Area::Intune,
                                 "deviceEnrollmentConfiguration",
                                 "deviceManagement/deviceEnrollmentConfigurations",
                                 kExpandsAssignments,
                                 show_enrollment};

auto show_enrollment(const json& stored, const Request& request, Services& services, const Expanded& expanded) -> json {
  const auto id = text_of(stored, "id");
  auto dice = services.variation.next(id);
  auto shown = show_common(stored, kKind, request, services, expanded, dice);
  const auto* form = form_of(stored);
  if (request.api == Api::Beta && form != nullptr) {
    shown["deviceEnrollmentConfigurationType"] = is_default(id) ? "defaultWindowsHelloForBusiness" : form->kind;
  }
  return shown;
}

auto merge_enrollment(const json& body, json& stored, const Writing& writing) -> std::optional<Flaw> {
  if (auto flaw = merge_common(body, stored, kEnrollments.type, writing)) return flaw;
  const auto least = stored.value("pinMinimumLength", json(0));
  const auto most = stored.value("pinMaximumLength", json(0));
  const bool both = stored.contains("pinMinimumLength") && stored.contains("pinMaximumLength");
  if (both && least > most) return Flaw{"BadRequest", "The pinMinimumLength is greater than the pinMaximumLength."};
  return std::nullopt;
}

auto enrollment_id(const json& body, std::string_view) -> std::string {
  const auto* form = form_of(body);
  return fmt::format("{}_{}", new_guid(), form == nullptr ? "Unknown" : form->id);
}

auto default_hello_id(std::string_view tenant) -> std::string { return fmt::format("{}_{}", tenant, kDefaultHello); }

auto default_hello(std::string_view tenant) -> json {
  const auto id = default_hello_id(tenant);
  auto configuration = blank_policy(id);
  configuration.update({{"@odata.type", "#microsoft.graph.deviceEnrollmentWindowsHelloForBusinessConfiguration"},
                        {"displayName", "All users and all devices"},
                        {"description",
                         "This is the default Windows Hello for Business configuration applied with the "
                         "lowest priority to all users regardless of group membership."},
                        {"state", "notConfigured"},
                        {"enhancedBiometricsState", "notConfigured"},
                        {"pinMinimumLength", 6},
                        {"pinMaximumLength", 127},
                        {"pinUppercaseCharactersUsage", "disallowed"},
                        {"pinLowercaseCharactersUsage", "disallowed"},
                        {"pinSpecialCharactersUsage", "disallowed"},
                        {"remotePassportEnabled", true},
                        {"unlockWithBiometricsEnabled", true}});
  touch_common(configuration, Service{});
  const json everyone = {{"target", {{"@odata.type", "#microsoft.graph.allLicensedUsersAssignmentTarget"}}}};
  configuration["assignments"] = stored_assignments(json::array({everyone}), id);
  return configuration;
}

auto list_enrollments(const Request& request, Services& services) -> Reply {
  return list(request, services, kEnrollments);
}
auto count_enrollments(const Request& request, Services& services) -> Reply {
  return count(request, services, kEnrollments);
}
auto get_enrollment(const Request& request, Services& services) -> Reply {
  return get(request, services, kEnrollments);
}
auto create_enrollment(const Request& request, Services& services) -> Reply { return create(request, services, kKind); }
auto update_enrollment(const Request& request, Services& services) -> Reply { return update(request, services, kKind); }
auto delete_enrollment(const Request& request, Services& services) -> Reply {
  if (is_default(request.keys.front())) {
    return refuse({"BadRequest", "The default enrollment configuration cannot be deleted."});
  }
  return erase(request, services, kKind);
}
auto assign_enrollment(const Request& request, Services& services) -> Reply { return assign(request, services, kKind); }
auto list_enrollment_assignments(const Request& request, Services& services) -> Reply {
  return list_assignments(request, services, kKind);
}

}  // namespace pinwright::sandbox
