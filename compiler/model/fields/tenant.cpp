#include "model/codecs.hpp"

namespace pinwright::model {

template <>
auto table<Environment>() -> const Table<Environment>& {
  static const Table<Environment> kTable{
      "environment",
      "A secret from the environment of the process.",
      {field<Environment, &Environment::env>("env", "Name of the environment variable that holds the secret.",
                                             kRequired)}};
  return kTable;
}

template <>
auto table<Fleet>() -> const Table<Fleet>& {
  static const Table<Fleet> kTable{
      "fleet",
      "The Windows devices of a tenant, for warnings about settings that they cannot apply.",
      {field<Fleet, &Fleet::minimum_build>("minimumBuild", "Oldest Windows build in use, such as 10.0.19045."),
       field<Fleet, &Fleet::editions>("editions", "Windows editions in use, such as Enterprise or Professional.")}};
  return kTable;
}

template <>
auto table<Auth>() -> const Table<Auth>& {
  static const Table<Auth> kTable{
      "auth",
      "How plan and apply sign in. Never holds a secret: keys that end in Env name variables of the environment.",
      {field<Auth, &Auth::method>("method", "How to sign in; without it, the order of DefaultAzureCredential."),
       field<Auth, &Auth::client_id>("clientId", "Application (client) ID of the app registration."),
       field<Auth, &Auth::secret_env>("secretEnv", "Name of the variable that holds the client secret."),
       field<Auth, &Auth::certificate_file>("certificateFile", "Certificate with its key, PEM or PFX."),
       field<Auth, &Auth::certificate_password_env>("certificatePasswordEnv",
                                                    "Name of the variable that holds the certificate's password."),
       field<Auth, &Auth::token_file>("tokenFile", "File that holds a federated token."),
       field<Auth, &Auth::service_connection_id>("serviceConnectionId", "Azure DevOps service connection.")}};
  return kTable;
}

namespace {

template <class T>
auto shared_rows() -> std::vector<Field<T>> {
  return {
      field<T, &T::cloud>("cloud", "Microsoft cloud of the tenant; GCC is global, GCC High is usGov. Default: global."),
      field<T, &T::labels>("labels", "Words that selectors match: ring, region, …"),
      field<T, &T::vars>("vars",
                         "Values for the placeholders {vars.NAME}; a variable from the environment is a secret."),
      field<T, &T::federated_sign_in>(
          "federatedSignIn",
          "Host names of the identity provider's sign-in pages, for a tenant whose users sign in "
          "at a provider other than Microsoft Entra."),
      field<T, &T::groups>("groups",
                           "What a shared group or filter is called in this tenant; none drops its assignment lines."),
      field<T, &T::auth>("auth", "How plan and apply sign in to this tenant."),
      field<T, &T::fleet>("fleet", "The Windows devices of this tenant."),
  };
}

}  // namespace

template <>
auto table<TenantSettings>() -> const Table<TenantSettings>& {
  static const Table<TenantSettings> kTable{
      "tenantDefaults", "What all tenants share; a tenant's own keys win, mappings merge key by key.",
      shared_rows<TenantSettings>()};
  return kTable;
}

template <>
auto table<Tenant>() -> const Table<Tenant>& {
  static const Table<Tenant> kTable = [] {
    Table<Tenant> made{"tenant", "A Microsoft Entra tenant.", {}};
    made.rows = {
        field<Tenant, &Tenant::tenant_id>("tenantId", "Directory (tenant) ID: a GUID without braces.", kRequired),
        field<Tenant, &Tenant::primary_domain>(
            "primaryDomain", "A verified domain of the tenant; plan compares it with the tenant's own list.")};
    for (auto& row : shared_rows<Tenant>()) made.rows.push_back(row);
    made.rows.push_back(
        field<Tenant, &Tenant::offboard>("offboard",
                                         "Take the tenant out: plan proposes to delete or forget the policies and "
                                         "filters that this workspace owns there, but for protected ones to delete."));
    return made;
  }();
  return kTable;
}

}  // namespace pinwright::model
