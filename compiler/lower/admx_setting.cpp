#include "lower/admx_setting.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "lower/admx_words.hpp"
#include "lower/ingested.hpp"

namespace pinwright::lower {

namespace {

/// Nothing needs to be known of the policy where Windows' own words are given.
auto is_worded(const AdmxStatement& statement) -> bool {
  return std::all_of(statement.entries.begin(), statement.entries.end(),
                     [](const AdmxEntry& entry) { return entry.form == AdmxEntry::Form::Xml; });
}

auto missing(const Setting& setting) -> const csp::NotFound* {
  return setting.answer ? std::get_if<csp::NotFound>(&*setting.answer) : nullptr;
}

auto type_payload(Setting& setting) -> void {
  if (!is_admx_policy(setting)) return;
  const auto policy = is_worded(*setting.admx) ? std::nullopt : admx_policy(setting);
  auto payload = payload_of(*setting.admx, policy ? &*policy : nullptr);
  setting.value.text.secrets = secrets_of(*setting.admx);
  setting.typed.reset();
  if (payload) setting.typed = *std::move(payload);
}

}  // namespace

auto is_in_admx_area(const Setting& setting) -> bool {
  const auto* what = missing(setting);
  return what != nullptr && what->kind == csp::NotFound::Kind::AdmxIngested;
}

auto is_admx_policy(const Setting& setting) -> bool {
  if (setting.node.valid()) return setting.node.is_admx_backed();
  const auto* what = missing(setting);
  const bool is_unknown_csp = what != nullptr && what->kind == csp::NotFound::Kind::UnknownCsp;
  return is_in_admx_area(setting) || (is_unknown_csp && setting.declared != nullptr && setting.declared->admx);
}

auto admx_policy(const Setting& setting) -> std::optional<csp::AdmxPolicy> {
  if (setting.node.valid()) return setting.node.admx();
  return setting.ingested == nullptr ? std::nullopt : std::optional(csp::view(*setting.ingested));
}

auto type_payloads(Deployment& deployment) -> void {
  for (auto& policy : deployment.policies) {
    for (auto& setting : policy.settings) {
      if (deployment.ingested != nullptr) {
        const auto [area, name] = ingested_name(setting);
        if (!area.empty()) setting.ingested = deployment.ingested->find(area, name).policy;
      }
      if (setting.admx) type_payload(setting);
    }
  }
}

}  // namespace pinwright::lower
