#include <fmt/format.h>

#include "plan/conditions/conditions.hpp"

namespace pinwright::plan::conditions {

namespace {

/// The first setting whose value the variable is part of.
auto place_of(const Facts& facts, const std::string& name) -> std::pair<source::Span, std::string> {
  for (const auto& policy : facts.deployment.policies) {
    for (const auto& setting : policy.settings) {
      for (const auto& secret : setting.value.text.secrets) {
        if (secret == name) return {setting.value.text.span, lower::path_of(policy, setting)};
      }
    }
  }
  return {};
}

}  // namespace

auto secret_missing(const Facts& facts, diag::Sink& sink) -> void {
  for (const auto& name : facts.missing_variables) {
    auto [span, path] = place_of(facts, name);
    sink.add(finding(facts, diag::Code::SecretMissing, span, std::move(path),
                     fmt::format("the environment variable `{}` is not set, or is empty", name),
                     "set it where the command runs: its value is compared with the tenant and written there, and "
                     "never shown"));
  }
}

}  // namespace pinwright::plan::conditions
