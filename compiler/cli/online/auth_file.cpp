#include "cli/online/auth_file.hpp"

#include <algorithm>
#include <string>

namespace pinwright::cli::online {

namespace {

constexpr std::string_view kVariable = "PINWRIGHT_AUTH_FILE";

auto is_refusal(const diag::Diagnostic& finding) -> bool {
  return finding.code == diag::Code::TenantNotAllowed || finding.code == diag::Code::AdoptNotAllowed;
}

}  // namespace

auto open_auth_file(const Args& args, driver::Env& env, driver::Loaded& loaded)
    -> base::Result<std::unique_ptr<driver::AuthFile>> {
  const auto path = args.has("auth-file") ? args.get("auth-file") : env.variable(kVariable).value_or("");
  if (path.empty()) return std::unique_ptr<driver::AuthFile>();
  auto file = driver::read_auth_file(env, path, loaded.root);
  if (file.ok()) driver::impose(*file.value(), loaded);
  return file;
}

auto refused_by_auth_file(const driver::Loaded& loaded, const std::vector<lower::TenantRef>& tenants)
    -> std::vector<diag::Diagnostic> {
  std::vector<diag::Diagnostic> refusals;
  for (const auto& finding : loaded.sink.diagnostics()) {
    if (!is_refusal(finding)) continue;
    const bool is_met = std::any_of(tenants.begin(), tenants.end(), [&](lower::TenantRef tenant) {
      return std::find(finding.tenants.begin(), finding.tenants.end(), tenant->name.value) != finding.tenants.end();
    });
    if (is_met) refusals.push_back(finding);
  }
  return refusals;
}

}  // namespace pinwright::cli::online
