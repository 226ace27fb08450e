#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "base/text.hpp"
#include "check/check.hpp"

namespace pinwright::check::checks {

namespace {

constexpr auto kCode = diag::Code::AdmxNotIngestible;

/// Microsoft, "Win32 and Desktop Bridge app ADMX policy ingestion": where Windows refuses ingested policies. The page
/// lists all of Software\Policies\Microsoft, with exceptions, and its list of exceptions is not whole: Microsoft's own
/// pages have Edge's and OneDrive's files ingested, which write there. What is left is Windows' own part.
constexpr std::array<std::string_view, 3> kRefused = {"system", "software\\policies\\microsoft\\windows",
                                                      "software\\policies\\microsoft\\windows nt"};
/// The exceptions of that page within it.
constexpr std::array<std::string_view, 2> kAllowed = {
    "software\\policies\\microsoft\\windows\\currentversion\\explorer",
    "software\\policies\\microsoft\\windows\\windows search\\preferences"};

auto is_within(std::string_view key, std::string_view folder) -> bool {
  return base::starts_with_folded(key, folder) && (key.size() == folder.size() || key[folder.size()] == '\\');
}

template <class Folders>
auto is_within_any(std::string_view key, const Folders& folders) -> bool {
  return std::any_of(folders.begin(), folders.end(), [&](std::string_view folder) { return is_within(key, folder); });
}

auto is_refused(std::string_view key) -> bool { return is_within_any(key, kRefused) && !is_within_any(key, kAllowed); }

/// The first key that the policy writes to and must not; empty: there is none.
auto refused_key(const csp::AdmxPolicyFacts& policy) -> std::string {
  if (is_refused(policy.key)) return policy.key;
  for (const auto& element : policy.elements) {
    if (is_refused(element.key)) return element.key;
  }
  return {};
}

}  // namespace

auto admx_not_ingestible(const SettingContext& context, diag::Sink& sink) -> void {
  const auto* policy = context.setting.ingested;
  if (policy == nullptr || context.uri.slug) return;
  const auto key = refused_key(*policy);
  if (key.empty()) return;
  sink.add(
      uri_finding(context, kCode,
                  fmt::format("the policy `{}` writes to the registry key {}, where Windows refuses ingested "
                              "policies",
                              policy->name, base::quoted(key)),
                  "set it by the Policy CSP's own area, where there is one; an ingested policy has no effect there"));
}

}  // namespace pinwright::check::checks
