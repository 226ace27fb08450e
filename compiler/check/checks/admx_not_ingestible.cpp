#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "base/text.hpp"
#include "check/check.hpp"
#include "check/tenant_index.hpp"
#include "lower/ingested.hpp"

namespace pinwright::check::checks {

namespace {

constexpr auto kCode = diag::Code::AdmxNotIngestible;

/// Microsoft, "Win32 and Desktop Bridge app ADMX policy ingestion": where Windows refuses ingested policies. Events 850
/// ("Blocked registry key"), 865 and 404 of a device show that for a key that is on no list.
constexpr std::array<std::string_view, 3> kRefused = {"system", "software\\microsoft", "software\\policies\\microsoft"};
/// The exceptions of that page.
constexpr std::array<std::string_view, 23> kAllowed = {
    "software\\microsoft\\edge",
    "software\\microsoft\\edgeupdate",
    "software\\microsoft\\exchange",
    "software\\microsoft\\internet explorer",
    "software\\microsoft\\office",
    "software\\microsoft\\onedrive",
    "software\\microsoft\\shared tools\\graphics filters",
    "software\\microsoft\\shared tools\\proofing tools",
    "software\\microsoft\\visualstudio",
    "software\\microsoft\\windows\\currentversion\\explorer",
    "software\\microsoft\\windows\\windows search\\preferences",
    "software\\policies\\microsoft\\exchange",
    "software\\policies\\microsoft\\ime\\shared",
    "software\\policies\\microsoft\\imejp",
    "software\\policies\\microsoft\\office",
    "software\\policies\\microsoft\\officesoftwareprotectionplatform",
    "software\\policies\\microsoft\\shared tools\\graphics filters",
    "software\\policies\\microsoft\\shared tools\\proofing tools",
    "software\\policies\\microsoft\\softwareprotectionplatform",
    "software\\policies\\microsoft\\vba\\security",
    "software\\policies\\microsoft\\visualstudio",
    "software\\policies\\microsoft\\windows\\currentversion\\explorer",
    "software\\policies\\microsoft\\windows\\windows search\\preferences"};
/// The page is not whole: Microsoft's other pages have the files of Edge and OneDrive ingested, which write here; those
/// of Office write to all of these, and of the dev tunnels people say that it works.
constexpr std::array<std::string_view, 8> kUnlisted = {
    "software\\policies\\microsoft\\devtunnels", "software\\policies\\microsoft\\edge",
    "software\\policies\\microsoft\\edgeupdate", "software\\policies\\microsoft\\ime",
    "software\\policies\\microsoft\\onedrive",   "software\\policies\\microsoft\\shared tools",
    "software\\policies\\microsoft\\vba",        "software\\policies\\microsoft\\vsto"};

auto is_within(std::string_view key, std::string_view folder) -> bool {
  return base::starts_with_folded(key, folder) && (key.size() == folder.size() || key[folder.size()] == '\\');
}

template <class Folders>
auto is_within_any(std::string_view key, const Folders& folders) -> bool {
  return std::any_of(folders.begin(), folders.end(), [&](std::string_view folder) { return is_within(key, folder); });
}

auto is_refused(std::string_view key) -> bool {
  return is_within_any(key, kRefused) && !is_within_any(key, kAllowed) && !is_within_any(key, kUnlisted);
}

/// The first key that the policy writes to and must not; empty: there is none.
auto refused_key(const csp::AdmxPolicyFacts& policy) -> std::string {
  if (is_refused(policy.key)) return policy.key;
  for (const auto& element : policy.elements) {
    if (is_refused(element.key)) return element.key;
  }
  return {};
}

/// Whether nothing of the file can be ingested: its setting has the finding then, and its policies have none.
auto is_all_refused(const csp::AdmxFile& file) -> bool {
  return !file.policies.empty() && std::all_of(file.policies.begin(), file.policies.end(),
                                               [](const auto& policy) { return !refused_key(policy).empty(); });
}

constexpr std::string_view kHelp =
    "set it by the Policy CSP's own area or the settings catalog, where there is one, else write the registry by a "
    "script";

auto check_file(const SettingContext& context, diag::Sink& sink) -> void {
  const auto* file = context.in.in.deployment.ingested->file_of(context.setting);
  if (file == nullptr || !context.in.in.index.is_true_of(*file, is_all_refused)) return;
  sink.add(value_finding(context, kCode,
                         fmt::format("all policies of the ADMX file write where Windows refuses ingested policies, "
                                     "such as {}",
                                     base::quoted(refused_key(file->policies.front()))),
                         std::string(kHelp)));
}

}  // namespace

auto admx_not_ingestible(const SettingContext& context, diag::Sink& sink) -> void {
  const auto* ingested = context.in.in.deployment.ingested.get();
  if (ingested == nullptr || context.uri.slug) return;
  if (lower::is_admx_file(context.setting)) return check_file(context, sink);
  const auto* policy = context.setting.ingested;
  const auto key = policy == nullptr ? std::string() : refused_key(*policy);
  if (key.empty()) return;
  const auto* file = ingested->file_of(*policy);
  if (file != nullptr && context.in.in.index.is_true_of(*file, is_all_refused)) return;
  sink.add(uri_finding(context, kCode,
                       fmt::format("the policy `{}` writes to the registry key {}, where Windows refuses ingested "
                                   "policies",
                                   policy->name, base::quoted(key)),
                       std::string(kHelp)));
}

}  // namespace pinwright::check::checks
