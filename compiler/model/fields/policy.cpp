#include "model/codecs.hpp"

namespace pinwright::model {

template <>
auto table<ValueFrom>() -> const Table<ValueFrom>& {
  static const Table<ValueFrom> kTable{
      "valueFrom",
      "A value from a file or from the environment.",
      {field<ValueFrom, &ValueFrom::file>("file", "Path relative to this file, inside the workspace, with / only."),
       field<ValueFrom, &ValueFrom::placeholders>("placeholders",
                                                  "Fill placeholders in the file's text. Default: false."),
       field<ValueFrom, &ValueFrom::env>("env", "Environment variable that holds the value; the value is a secret.")},
      {{"file", "env"}}};
  return kTable;
}

template <>
auto table<Setting>() -> const Table<Setting>& {
  static const Table<Setting> kTable{
      "setting",
      "One OMA-URI setting.",
      {field<Setting, &Setting::oma_uri>(
           "omaUri", "The CSP node, such as ./Device/Vendor/MSFT/…; {tenantId} is filled in.", kRequired),
       field<Setting, &Setting::value>("value",
                                       "The value. A scalar that is one placeholder keeps the variable's type."),
       field<Setting, &Setting::value_from>("valueFrom", "Take the value from a file or from the environment."),
       field<Setting, &Setting::admx>("admx", "The payload of an ADMX-backed policy: its elements by their ids."),
       field<Setting, &Setting::display_name>("displayName",
                                              "Name of the setting in Intune. Default: last segment of the OMA-URI."),
       field<Setting, &Setting::description>("description", "Description of the setting in Intune."),
       field<Setting, &Setting::data_type>("dataType", "Data type in Intune. Default: what the CSP says.")},
      {{"value", "valueFrom", "admx"}},
      {{"admx", "value"}, {"admx", "valueFrom"}, {"admx", "dataType"}}};
  return kTable;
}

template <>
auto table<PinRecovery>() -> const Table<PinRecovery>& {
  static const Table<PinRecovery> kTable{
      "pinRecovery",
      "Windows Hello PIN recovery: EnablePinRecovery, and the web sign-in URLs that a federated tenant needs.",
      {field<PinRecovery, &PinRecovery::enabled>("enabled", "EnablePinRecovery. Default: true."),
       field<PinRecovery, &PinRecovery::scope>("scope",
                                               "Which node is set, the device's or the user's. Default: device."),
       field<PinRecovery, &PinRecovery::web_sign_in_allowed_urls>(
           "webSignInAllowedUrls",
           "Domains for ConfigureWebSignInAllowedUrls, or federated: each tenant's own federatedSignIn list."),
       field<PinRecovery, &PinRecovery::services>(
           "services", "Whether plan and apply demand the two PIN reset enterprise applications. Default: required.")}};
  return kTable;
}

template <>
auto table<Override>() -> const Table<Override>& {
  static const Table<Override> kTable{
      "override",
      "An exception for some tenants. Overrides are applied in order.",
      {field<Override, &Override::tenants>("tenants", "Which tenants.", kRequired),
       field<Override, &Override::reason>("reason", "Why; for the reader and for the audit.", kRequired),
       field<Override, &Override::settings>("settings", "Settings to add, or to replace by OMA-URI."),
       field<Override, &Override::remove_settings>("removeSettings", "OMA-URIs of settings to leave out."),
       field<Override, &Override::pin_recovery>("pinRecovery", "Keys of pinRecovery to replace."),
       field<Override, &Override::assignments>("assignments", "Replaces the policy's assignments."),
       field<Override, &Override::scope_tags>("scopeTags", "Replaces the policy's scope tags."),
       field<Override, &Override::display_name>("displayName", "Replaces the policy's display name."),
       field<Override, &Override::description>("description", "Replaces the policy's description."),
       field<Override, &Override::target>("target", "Replaces the policy's target.")}};
  return kTable;
}

template <>
auto table<PolicyDefaults>() -> const Table<PolicyDefaults>& {
  static const Table<PolicyDefaults> kTable{"policyDefaults",
                                            "What all policies share; a policy's own keys win.",
                                            {field<PolicyDefaults, &PolicyDefaults::target>(
                                                "target", "Target of policies that name none. Default: custom.")}};
  return kTable;
}

template <>
auto table<Policy>() -> const Table<Policy>& {
  static const Table<Policy> kTable{
      "policy",
      "An Intune policy, made in every tenant that it selects: a custom policy, or one of the settings catalog.",
      {field<Policy, &Policy::display_name>("displayName", "Display name in Intune.", kRequired),
       field<Policy, &Policy::description>(
           "description", "Description in Intune, at most 1,300 characters; somewhat fewer with very long names."),
       field<Policy, &Policy::target>(
           "target", "What the policy becomes in Intune: a custom policy (default) or one of the settings catalog."),
       field<Policy, &Policy::tenants>("tenants", "Which tenants get the policy. Default: all."),
       field<Policy, &Policy::pin_recovery>("pinRecovery", "Windows Hello PIN recovery."),
       field<Policy, &Policy::setting_sets>("settingSets", "Names of shared lists of settings."),
       field<Policy, &Policy::settings>("settings", "OMA-URI settings; one with the OMA-URI of a set wins."),
       field<Policy, &Policy::assignments>("assignments", "Who gets the policy."),
       field<Policy, &Policy::scope_tags>("scopeTags", "Display names of Intune scope tags."),
       field<Policy, &Policy::protect>("protect",
                                       "Never delete the policy, even when its file is gone. Default: false."),
       field<Policy, &Policy::formerly>("formerly",
                                        "Earlier names of this policy: an object marked with one is taken over."),
       field<Policy, &Policy::adopt>("adopt", "Object IDs, by tenant, of hand-made policies to take over."),
       field<Policy, &Policy::overrides>("overrides", "Exceptions of single tenants.")}};
  return kTable;
}

}  // namespace pinwright::model
