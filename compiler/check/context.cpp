#include "check/context.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"
#include "object/well_known.hpp"

namespace pinwright::check {

namespace {

/// Microsoft's first-party applications whose ids stand beside tenant IDs in the pages that administrators copy from
/// (PIN reset page; Entra's list of first-party applications).
constexpr std::array<std::string_view, 4> kPublishedApplications = {
    object::kPinResetService,
    object::kPinResetClient,
    object::kIntuneApplication,
    object::kGraphApplication,
};

}  // namespace

auto finding(const TenantContext& context, diag::Code code, source::Span span, std::string path, std::string message,
             std::string help) -> diag::Diagnostic {
  auto diagnostic = diag::make(code, span, std::move(message), std::move(help));
  diagnostic.path = std::move(path);
  diagnostic.tenants = {context.tenant_name()};
  return diagnostic;
}

auto finding(const PolicyContext& context, diag::Code code, source::Span span, std::string message, std::string help)
    -> diag::Diagnostic {
  return finding(context.in, code, span, context.path(), std::move(message), std::move(help));
}

auto uri_finding(const SettingContext& context, diag::Code code, std::string message, std::string help)
    -> diag::Diagnostic {
  const auto span = lower::place_in_uri(context.sources(), context.setting, context.uri.begin, context.uri.end);
  // What pinRecovery makes has no OMA-URI in the files.
  const auto path = context.setting.declared == nullptr ? context.path() : context.path() + ".omaUri";
  return finding(context.in.in, code, span, path, std::move(message), std::move(help));
}

namespace {

auto value_path(const SettingContext& context) -> std::string {
  if (context.setting.declared == nullptr) return context.path();
  if (context.setting.declared->admx) return context.path() + ".admx";
  return context.path() + (context.setting.declared->value ? ".value" : ".valueFrom");
}

}  // namespace

auto value_finding(const SettingContext& context, diag::Code code, std::string message, std::string help)
    -> diag::Diagnostic {
  const auto span = lower::place(context.setting.value.text);
  return finding(context.in.in, code, span, value_path(context), std::move(message), std::move(help));
}

auto value_finding(const SettingContext& context, diag::Code code, std::size_t begin, std::size_t end,
                   std::string message, std::string help) -> diag::Diagnostic {
  const auto span = lower::place(context.sources(), context.setting.value.text, begin, end);
  return finding(context.in.in, code, span, value_path(context), std::move(message), std::move(help));
}

auto is_application(const model::Workspace& workspace, std::string_view guid) -> bool {
  const auto is_it = [&](std::string_view id) { return base::equal_folded(id, guid); };
  if (std::any_of(kPublishedApplications.begin(), kPublishedApplications.end(), is_it)) return true;
  const auto is_client = [&](const auto& auth) { return auth && auth->client_id && is_it(auth->client_id->value); };
  const auto& tenants = workspace.tenants.all();
  return std::any_of(tenants.begin(), tenants.end(), [&](const auto& tenant) { return is_client(tenant.value.auth); });
}

auto written_uri(const lower::Setting& setting) -> const std::string& {
  return setting.declared == nullptr ? setting.key.text() : setting.declared->oma_uri.value;
}

auto csp_name(const grammar::OmaUri& uri) -> std::string {
  return uri.segments.empty() ? std::string() : std::string(uri.segments[0].text);
}

auto edition_of(const SettingContext& context) -> std::string {
  const auto name = context.uri.uri ? csp_name(*context.uri.uri) : std::string();
  return fmt::format("DDF edition {}", context.catalog().edition(name));
}

}  // namespace pinwright::check
