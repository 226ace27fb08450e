#include <algorithm>
#include <iterator>
#include <optional>

#include "graph/auth/metadata.hpp"
#include "graph/auth/methods.hpp"

namespace pinwright::graph::auth {

namespace {

/// `auth.clientId`, else AZURE_CLIENT_ID: an identity that was assigned by hand. Nullopt: the machine's own.
auto assigned_identity(const SignIn& sign_in) -> std::optional<std::string> {
  if (sign_in.auth.client_id) return sign_in.auth.client_id->value;
  return sign_in.variable("AZURE_CLIENT_ID");
}

auto with_identity(MetadataRequest request, const SignIn& sign_in, std::string_view parameter) -> MetadataRequest {
  if (const auto id = assigned_identity(sign_in)) request.query.emplace_back(parameter, *id);
  return request;
}

auto on_virtual_machine(const SignIn& sign_in) -> base::Result<AccessToken> {
  constexpr std::string_view kOverride = "AZURE_POD_IDENTITY_AUTHORITY_HOST";
  const auto host = sign_in.variable(kOverride).value_or("http://169.254.169.254");
  MetadataRequest request{.service = "the metadata service of this machine", .variable = kOverride};
  request.url = host.substr(0, host.find_last_not_of('/') + 1) + "/metadata/identity/oauth2/token";
  request.query = {{"api-version", "2018-02-01"}, {"resource", sign_in.resource}};
  request.headers = {{"Metadata", "true"}};
  return ask_metadata(sign_in, with_identity(std::move(request), sign_in, "client_id"));
}

auto on_app_service(const SignIn& sign_in) -> base::Result<AccessToken> {
  const auto secret = sign_in.variable("IDENTITY_HEADER").value_or("");
  MetadataRequest request{.service = "App Service", .variable = "IDENTITY_ENDPOINT"};
  request.url = sign_in.variable("IDENTITY_ENDPOINT").value_or("");
  request.query = {{"api-version", "2019-08-01"}, {"resource", sign_in.resource}};
  request.headers = {{"X-IDENTITY-HEADER", secret}};
  request.secrets = {secret};
  return ask_metadata(sign_in, with_identity(std::move(request), sign_in, "client_id"));
}

auto on_old_app_service(const SignIn& sign_in) -> base::Result<AccessToken> {
  const auto secret = sign_in.variable("MSI_SECRET").value_or("");
  MetadataRequest request{.service = "App Service", .variable = "MSI_ENDPOINT"};
  request.url = sign_in.variable("MSI_ENDPOINT").value_or("");
  request.query = {{"api-version", "2017-09-01"}, {"resource", sign_in.resource}};
  request.headers = {{"secret", secret}};
  request.secrets = {secret};
  return ask_metadata(sign_in, with_identity(std::move(request), sign_in, "clientid"));
}

auto in_cloud_shell(const SignIn& sign_in) -> base::Result<AccessToken> {
  MetadataRequest request{.service = "Cloud Shell", .variable = "MSI_ENDPOINT"};
  request.url = sign_in.variable("MSI_ENDPOINT").value_or("");
  request.form = {{"resource", sign_in.resource}};
  request.headers = {{"Metadata", "true"}};
  return ask_metadata(sign_in, request);
}

auto on_arc(const SignIn& sign_in) -> base::Result<AccessToken> {
  if (assigned_identity(sign_in)) {
    return base::Error{"Azure Arc knows the machine's own identity only, and a client ID is named",
                       "leave out `auth.clientId`, and unset AZURE_CLIENT_ID"};
  }
  MetadataRequest request{.service = "Azure Arc", .variable = "IDENTITY_ENDPOINT"};
  request.url = sign_in.variable("IDENTITY_ENDPOINT").value_or("");
  request.query = {{"api-version", "2019-11-01"}, {"resource", sign_in.resource}};
  request.headers = {{"Metadata", "true"}};
  return ask_arc(sign_in, std::move(request));
}

auto on_service_fabric(const SignIn&) -> base::Result<AccessToken> {
  return base::Error{"managed identities of Service Fabric are not supported", "use `auth.method: certificate` there"};
}

/// Where managed identities are found: the first row whose variables are all set.
struct Platform {
  std::string_view variables[3];
  auto(*ask)(const SignIn&) -> base::Result<AccessToken>;
};
constexpr Platform kPlatforms[] = {
    {{"IDENTITY_ENDPOINT", "IDENTITY_HEADER", "IDENTITY_SERVER_THUMBPRINT"}, on_service_fabric},
    {{"IDENTITY_ENDPOINT", "IDENTITY_HEADER"}, on_app_service},
    {{"IDENTITY_ENDPOINT", "IMDS_ENDPOINT"}, on_arc},
    {{"MSI_ENDPOINT", "MSI_SECRET"}, on_old_app_service},
    {{"MSI_ENDPOINT"}, in_cloud_shell},
    {{}, on_virtual_machine},
};

}  // namespace

auto sign_in_with_managed_identity(const SignIn& sign_in) -> base::Result<AccessToken> {
  const auto is_set = [&](std::string_view name) { return name.empty() || sign_in.variable(name).has_value(); };
  const auto* found = std::find_if(std::begin(kPlatforms), std::end(kPlatforms), [&](const Platform& row) {
    return std::all_of(std::begin(row.variables), std::end(row.variables), is_set);
  });
  return found->ask(sign_in);
}

}  // namespace pinwright::graph::auth
