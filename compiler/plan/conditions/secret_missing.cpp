#include <fmt/format.h>

#include "plan/conditions/conditions.hpp"
#include "plan/secrets.hpp"

namespace pinwright::plan::conditions {

namespace {

/// What fills the variable in; the whole text where nothing does.
auto place_in(const lower::Filled& text, const std::string& name) -> source::Span {
  const auto placeholder = fmt::format("{{env.{}}}", name);
  const auto at = text.text.find(placeholder);
  const auto* piece = at == std::string::npos ? nullptr : lower::piece_with(text, at, at + placeholder.size());
  return piece != nullptr && piece->from_placeholder ? piece->scalar : text.span;
}

/// The first setting whose value the variable is part of.
auto place_of(const TenantSnapshot& snapshot, const std::string& name) -> std::pair<source::Span, std::string> {
  for (const auto& policy : snapshot.deployment.policies) {
    for (const auto& setting : policy.settings) {
      for (const auto& secret : setting.value.text.secrets) {
        if (secret == name) return {place_in(setting.value.text, name), lower::path_of(policy, setting)};
      }
    }
  }
  return {};
}

/// `is_left`: the policies that need it are left out alone.
auto missing(const TenantSnapshot& snapshot, const std::string& name, bool is_left) -> diag::Diagnostic {
  auto [span, path] = place_of(snapshot, name);
  auto found =
      finding(snapshot, diag::Code::SecretMissing, span, std::move(path), why_missing(name, snapshot.options.variable),
              "set it where the command runs: its value is compared with the tenant and written there, and "
              "never shown");
  if (!is_left) return found;
  found.severity = diag::Severity::Warning;
  found.notes.emplace_back("the policies that need it are left as they are, and the others go on");
  return found;
}

}  // namespace

auto secret_missing(const TenantSnapshot& snapshot, diag::Sink& sink) -> void {
  for (const auto& name : snapshot.missing_variables) sink.add(missing(snapshot, name, false));
  for (const auto& name : snapshot.left_variables) sink.add(missing(snapshot, name, true));
}

}  // namespace pinwright::plan::conditions
