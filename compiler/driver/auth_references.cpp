#include "driver/auth_references.hpp"

#include <fmt/format.h>

#include <set>

#include "base/text.hpp"
#include "lower/files.hpp"

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
    report(key, *file, fmt::format("the path {} leaves the workspace", base::quoted(file->value)),
           "write a path relative to `pinwright.yaml`, with `/`");
  }

  auto check_variable(std::string_view key, const std::optional<model::Text>& name) -> void {
    if (!name || (!name->value.empty() && name->value.find_first_of(std::string_view("=\0", 2)) == std::string::npos))
      return;
    report(key, *name, fmt::format("{} cannot be the name of an environment variable", base::quoted(name->value)),
           "name the variable that holds the secret, such as `CONTOSO_SECRET`");
  }

  auto report(std::string_view key, const model::Text& text, std::string message, std::string help) -> void {
    if (!reported_.insert(text.span).second) return;
    auto finding = diag::make(diag::Code::UnknownReference, text.span, std::move(message), std::move(help));
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
