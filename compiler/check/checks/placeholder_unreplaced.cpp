#include <fmt/format.h>

#include "base/text.hpp"
#include "check/check.hpp"
#include "check/tenant_ids.hpp"
#include "check/uri_edit.hpp"

namespace pinwright::check::checks {

namespace {

constexpr auto kCode = diag::Code::PlaceholderUnreplaced;

/// The segment that is blamed stands right behind `parent`, such as `/DMClient/Provider/`.
auto stands_behind(const SettingContext& context, std::string_view parent) -> bool {
  const auto before = std::string_view(context.setting.key.text()).substr(0, context.uri.begin);
  return before.size() >= parent.size() && base::equal_folded(before.substr(before.size() - parent.size()), parent);
}

/// It says so, or it stands where PassportForWork has its tenant ID.
auto means_tenant_id(const SettingContext& context) -> bool {
  return base::folded(blamed_text(context)).find("tenant") != std::string::npos ||
         stands_behind(context, "/PassportForWork/");
}

/// `Provider/ProviderID` of DMClient: the name under which the server that manages the device has enrolled it.
auto means_provider(const SettingContext& context) -> bool { return stands_behind(context, "/DMClient/Provider/"); }

}  // namespace

auto placeholder_unreplaced(const SettingContext& context, diag::Sink& sink) -> void {
  if (context.uri.slug != kCode) return;
  auto finding = uri_finding(
      context, kCode,
      fmt::format("{} is a placeholder of documentation, which a device takes for a name",
                  base::quoted(blamed_text(context))),
      "write the name that is meant in its place; filled in are only `{tenantId}`, `{tenant.…}` and `{vars.NAME}`");
  if (means_tenant_id(context)) {
    finding.help = "write `{tenantId}`: every tenant's own ID is filled in";
    add_uri_edits(finding, context, "write `{tenantId}`", {{context.uri.begin, context.uri.end, "{tenantId}"}});
  } else if (means_provider(context)) {
    finding.help = "write `MS%20DM%20Server`, which is Intune's name on a device";
    add_uri_edits(finding, context, "write `MS%20DM%20Server`",
                  {{context.uri.begin, context.uri.end, "MS%20DM%20Server"}});
  }
  sink.add(std::move(finding));
}

}  // namespace pinwright::check::checks
