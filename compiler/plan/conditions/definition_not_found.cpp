#include <fmt/format.h>

#include "check/context.hpp"
#include "plan/conditions/conditions.hpp"
#include "plan/diff/definitions.hpp"

namespace pinwright::plan::conditions {

namespace {

auto not_found(const TenantSnapshot& snapshot, const lower::Policy& policy, const lower::Setting& setting,
               const std::string& id) -> diag::Diagnostic {
  return finding(snapshot, diag::Code::DefinitionNotFound, setting.uri_origin.span, lower::path_of(policy, setting),
                 fmt::format("the tenant has no definition `{}` in its settings catalog, by which `{}` is set", id,
                             check::written_uri(setting)),
                 "name the one that it has under `nodes:` by `definitionId`, or move the setting to a policy with "
                 "`target: custom`");
}

auto not_checked(const TenantSnapshot& snapshot, const lower::Policy& policy, const lower::Setting& setting,
                 const std::string& id, const base::Error& why) -> diag::Diagnostic {
  auto found =
      finding(snapshot, diag::Code::DefinitionNotFound, setting.uri_origin.span, lower::path_of(policy, setting),
              fmt::format("whether the tenant has the definition `{}` could not be checked: {}", id, why.message),
              "if it has none, Intune refuses the policy");
  found.severity = diag::Severity::Note;
  return found;
}

}  // namespace

auto definition_not_found(const TenantSnapshot& snapshot, diag::Sink& sink) -> void {
  for (const auto& policy : snapshot.deployment.policies) {
    const auto& codec = object::codec_of(policy.target);
    for (const auto& setting : policy.settings) {
      const auto* answer = answer_for(snapshot, codec, setting.key);
      if (answer == nullptr || answer->ok()) continue;
      const auto id = codec.unlisted_definition(setting.key).value_or("");
      const bool is_missing = answer->error().kind == base::ErrorKind::NotFound;
      sink.add(is_missing ? not_found(snapshot, policy, setting, id)
                          : not_checked(snapshot, policy, setting, id, answer->error()));
    }
  }
}

}  // namespace pinwright::plan::conditions
