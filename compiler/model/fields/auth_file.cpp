#include "model/auth_file.hpp"

#include "model/codecs.hpp"

namespace pinwright::model {

template <>
auto table<AllowedTenant>() -> const Table<AllowedTenant>& {
  static const Table<AllowedTenant> kTable{
      "allowedTenant",
      "How to sign in to a tenant, whatever the workspace says.",
      {field<AllowedTenant, &AllowedTenant::cloud>("cloud", "Microsoft cloud of the tenant. Default: global."),
       field<AllowedTenant, &AllowedTenant::auth>(
           "auth", "As `auth` of a workspace; without it, the order of DefaultAzureCredential.")}};
  return kTable;
}

template <>
auto table<AuthFile>() -> const Table<AuthFile>& {
  static const Table<AuthFile> kTable{
      "authFile",
      "What decides about signing in where the files of a workspace are not to be trusted with it: `--auth-file`.",
      {field<AuthFile, &AuthFile::tenants>("tenants", "By tenant ID: the tenants that may be met, and no others.",
                                           kRequired),
       field<AuthFile, &AuthFile::env>(
           "env", "Names of the variables that the workspace may take values from. Default: none."),
       field<AuthFile, &AuthFile::adopt>("adopt", "IDs of live objects that `adopt` may take over. Default: none."),
       field<AuthFile, &AuthFile::graph_url>("graphUrl", "Instead of the address of Microsoft Graph in the cloud."),
       field<AuthFile, &AuthFile::show_live>("showLive",
                                             "Draw what the tenants hold, as `--show-live` does. Default: false.")}};
  return kTable;
}

}  // namespace pinwright::model
