#include "driver/auth_references.hpp"

#include <fmt/format.h>

#include <set>

#include "driver/variable_names.hpp"
#include "lower/files.hpp"
#include "lower/path_problem.hpp"

namespace pinwright::driver {

namespace {

/// What tenants share has one place in the files, and is reported once.
class AuthCheck {
 public:
  explicit AuthCheck(diag::Sink& sink) : sink_(sink) {}

  auto check(const model::Named<model::Tenant>& tenant) -> void {
    if (!tenant.value.auth) return;
    const auto& auth = *tenant.value.auth;
    path_ = fmt::format("tenants.{}.auth", tenant.name.value);
    check_file("certificateFile", auth.certificate_file);
    check_file("tokenFile", auth.token_file);
    check_variable("secretEnv", auth.secret_env);
    check_variable("certificatePasswordEnv", auth.certificate_password_env);
  }

 private:
  auto check_file(std::string_view key, const std::optional<model::Text>& file) -> void {
    if (!file || !lower::resolve_path("", file->value).empty()) return;
    auto problem = lower::path_problem("path", file->value, "`pinwright.yaml`");
    report(key,
           diag::make(diag::Code::UnknownReference, file->span, std::move(problem.message), std::move(problem.help)));
  }

  auto check_variable(std::string_view key, const std::optional<model::Text>& name) -> void {
    if (!name) return;
    if (auto finding = variable_name_finding(*name)) report(key, *std::move(finding));
  }

  auto report(std::string_view key, diag::Diagnostic finding) -> void {
    if (!reported_.insert(finding.span).second) return;
    finding.severity = diag::Severity::Warning;
    finding.path = fmt::format("{}.{}", path_, key);
    sink_.add(std::move(finding));
  }

  diag::Sink& sink_;
  std::string path_;
  std::set<source::Span> reported_;
};

}  // namespace

auto check_auth_references(Loaded& loaded) -> void {
  AuthCheck check(loaded.sink);
  for (const auto& tenant : loaded.workspace.tenants.all()) check.check(tenant);
}

}  // namespace pinwright::driver
