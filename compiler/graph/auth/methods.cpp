#include "graph/auth/methods.hpp"

#include <fmt/format.h>

#include <vector>

#include "base/text.hpp"

namespace pinwright::graph::auth {

namespace {

using model::AuthMethod;

constexpr Method kMethods[] = {
    {AuthMethod::Secret, "secret", "EnvironmentCredential", "prod", sign_in_with_secret},
    {AuthMethod::Certificate, "certificate", "EnvironmentCredential", "prod", sign_in_with_certificate},
    {AuthMethod::Federated, "federated", "WorkloadIdentityCredential", "prod", sign_in_with_federated_token},
    {AuthMethod::ManagedIdentity, "managedIdentity", "ManagedIdentityCredential", "prod",
     sign_in_with_managed_identity},
    {AuthMethod::AzureCli, "azureCli", "AzureCliCredential", "dev", sign_in_with_azure_cli},
    {AuthMethod::DeviceCode, "deviceCode", "", "", sign_in_with_device_code},
};

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
                     "known: dev, prod, EnvironmentCredential, WorkloadIdentityCredential, ManagedIdentityCredential, "
                     "AzureCliCredential"};
}

}  // namespace pinwright::graph::auth
