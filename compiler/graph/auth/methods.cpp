#include "graph/auth/methods.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <vector>

#include "base/text.hpp"

namespace pinwright::graph::auth {

namespace {

using model::AuthMethod;

constexpr Method kMethods[] = {
    {AuthMethod::Secret, "EnvironmentCredential", "prod", sign_in_with_secret},
    {AuthMethod::Certificate, "EnvironmentCredential", "prod", sign_in_with_certificate},
    {AuthMethod::Federated, "WorkloadIdentityCredential", "prod", sign_in_with_federated_token},
    {AuthMethod::ManagedIdentity, "ManagedIdentityCredential", "prod", sign_in_with_managed_identity},
    {AuthMethod::AzureCli, "AzureCliCredential", "dev", sign_in_with_azure_cli},
    {AuthMethod::DeviceCode, "", "", sign_in_with_device_code},
};

/// "dev, prod", and each name once.
auto known_names() -> std::string {
  std::set<std::string_view> groups;
  std::vector<std::string_view> names;
  for (const auto& row : kMethods) {
    if (row.sdk_name.empty()) continue;
    groups.insert(row.group);
    if (std::find(names.begin(), names.end(), row.sdk_name) == names.end()) names.push_back(row.sdk_name);
  }
  return fmt::format("{}, {}", fmt::join(groups, ", "), fmt::join(names, ", "));
}

}  // namespace

auto methods() -> std::span<const Method> { return kMethods; }

auto methods_unasked(const SignIn& sign_in) -> base::Result<std::vector<const Method*>> {
  const auto set = sign_in.variable("AZURE_TOKEN_CREDENTIALS").value_or("");
  const auto wanted = base::trimmed(set);
  std::vector<const Method*> out;
  for (const auto& row : kMethods) {
    if (row.sdk_name.empty()) continue;
    const bool is_wanted = base::equal_folded(wanted, row.group) || base::equal_folded(wanted, row.sdk_name);
    if (wanted.empty() || is_wanted) out.push_back(&row);
  }
  if (!out.empty()) return out;
  return base::Error{fmt::format("`AZURE_TOKEN_CREDENTIALS` is {}, which names no credential", base::quoted(wanted)),
                     "known: " + known_names()};
}

}  // namespace pinwright::graph::auth
