#include "driver/auth_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "driver/find_files.hpp"
#include "driver/paths.hpp"
#include "syntax/parse.hpp"

namespace pinwright::driver {

namespace {

constexpr syntax::Limits kLimits{};
constexpr std::string_view kGraphUrl = "PINWRIGHT_GRAPH_URL";

auto error_of(const diag::Sink& sink, const source::SourceMap& sources) -> base::Error {
  const auto& all = sink.diagnostics();
  const auto first = std::find_if(all.begin(), all.end(), [](const diag::Diagnostic& finding) {
    return finding.severity == diag::Severity::Error;
  });
  if (first == all.end()) return {"the file of `--auth-file` is not one document", "write one mapping"};
  const auto place = sources.position(first->span.file, first->span.begin);
  return {fmt::format("{}:{}:{}: {}", sources.path(first->span.file), place.line, place.column, first->message),
          first->help};
}

/// Findings about how to sign in point at the tenant: what stands in the other file is no place of the workspace.
auto moved(model::Auth auth, source::Span span) -> model::Auth {
  auth.span = span;
  if (auth.method) auth.method->span = span;
  for (auto* text : {&auth.client_id, &auth.secret_env, &auth.certificate_file, &auth.certificate_password_env,
                     &auth.token_file, &auth.service_connection_id}) {
    if (*text) (*text)->span = span;
  }
  return auth;
}

auto find_tenant(const AuthFile& file, std::string_view id) -> const model::AllowedTenant* {
  for (const auto& tenant : file.content.tenants) {
    if (base::equal_folded(tenant.name.value, id)) return &tenant.value;
  }
  return nullptr;
}

auto impose_on(const AuthFile& file, model::Named<model::Tenant>& tenant, diag::Sink& sink) -> void {
  const auto span = tenant.value.tenant_id.span;
  const auto* allowed = find_tenant(file, tenant.value.tenant_id.value);
  if (allowed == nullptr) {
    auto finding =
        diag::make(diag::Code::TenantNotAllowed, span,
                   fmt::format("the file of `--auth-file` does not list the tenant `{}`", tenant.value.tenant_id.value),
                   "whoever runs this adds its ID to `tenants` there, or leaves it out with `--exclude-tenant`");
    finding.tenants = {tenant.name.value};
    finding.path = "tenants." + tenant.name.value + ".tenantId";
    sink.add(std::move(finding));
    return;
  }
  tenant.value.cloud.reset();
  if (allowed->cloud) tenant.value.cloud = model::Located<model::Cloud>{allowed->cloud->value, span};
  tenant.value.auth =
      allowed->auth ? model::Rare<model::Auth>(moved(*allowed->auth, span)) : model::Rare<model::Auth>();
}

auto check_adoptions(const AuthFile& file, const model::Named<model::Policy>& policy, diag::Sink& sink) -> void {
  std::set<std::string> allowed;
  for (const auto& id : file.content.adopt.value_or(std::vector<model::Text>())) allowed.insert(base::folded(id.value));
  for (const auto& [tenant, id, broken] : policy.value.adopt) {
    if (allowed.contains(base::folded(id.value))) continue;
    auto finding = diag::make(diag::Code::AdoptNotAllowed, id.span,
                              fmt::format("the file of `--auth-file` does not list the ID {}", base::quoted(id.value)),
                              "whoever runs this adds it to `adopt` there");
    finding.tenants = {tenant.value};
    finding.path = fmt::format("policies.{}.adopt.{}", policy.name.value, tenant.value);
    sink.add(std::move(finding));
  }
}

}  // namespace

auto read_auth_file(Env& env, const std::string& path, const std::string& root)
    -> base::Result<std::unique_ptr<AuthFile>> {
  const auto full = absolute(env.working_folder, path);
  const auto real_root = env.files.real_path(root);
  // A link in the workspace leads where the workspace says, wherever that is.
  const bool is_named_inside = is_within(absolute(env.working_folder, root), full);
  if (is_named_inside || (real_root.ok() && is_inside(env, real_root.value(), full)))
    return base::Error{fmt::format("{} lies in the workspace, which it is to be independent of", base::quoted(path)),
                       "keep the file of `--auth-file` where a pull request cannot change it"};
  auto bytes = env.files.read(full, kLimits.bytes);
  if (!bytes.ok()) return bytes.error();
  source::SourceMap sources;
  diag::Sink sink;
  const auto id = sources.add(path);
  sources.set_text(id, std::move(bytes).value());
  const auto documents = syntax::parse(sources, id, kLimits, sink);
  auto content = model::decode_auth_file(sources, documents, sink);
  if (!content) return error_of(sink, sources);
  return std::make_unique<AuthFile>(AuthFile{*std::move(content), parent(full)});
}

auto impose(const AuthFile& file, Loaded& loaded) -> void {
  for (auto& tenant : loaded.workspace.tenants.all()) impose_on(file, tenant, loaded.sink);
  for (const auto& policy : loaded.workspace.policies.all()) check_adoptions(file, policy, loaded.sink);
}

auto value_variables(const AuthFile& file, base::Variables all) -> base::Variables {
  std::set<std::string, std::less<>> names;
  for (const auto& name : file.content.env.value_or(std::vector<model::Text>())) names.insert(name.value);
  return [names = std::move(names), all = std::move(all)](std::string_view name) {
    return names.contains(name) ? all(name) : std::nullopt;
  };
}

auto sign_in_variables(const AuthFile& file, base::Variables all) -> base::Variables {
  if (!file.content.graph_url) return all;
  return [url = file.content.graph_url->value, all = std::move(all)](std::string_view name) {
    return name == kGraphUrl ? std::optional(url) : all(name);
  };
}

}  // namespace pinwright::driver
