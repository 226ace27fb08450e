#include <fmt/format.h>

#include "base/text.hpp"
#include "check/check.hpp"
#include "check/tenant_ids.hpp"
#include "check/uri_edit.hpp"
#include "grammar/tenant_id.hpp"

namespace pinwright::check::checks {

namespace {

constexpr auto kCode = diag::Code::TenantIdNotGuid;

/// The GUID that was certainly meant: with white space at its ends, or without its dashes; else empty.
auto meant_guid(std::string_view text) -> std::string {
  std::string guid(base::trimmed(text));
  if (guid.size() == 32) {
    for (const std::size_t dash : {8U, 13U, 18U, 23U}) guid.insert(dash, 1, '-');
  }
  return grammar::is_guid(guid) ? guid : std::string();
}

/// What stands in its place is right behind it.
auto is_left_out(const SettingContext& context) -> bool {
  const auto id = context.tenant().tenant_id.value + "/";
  return names_a_node(context.catalog(),
                      edited_uri(context.setting.key.text(), {{context.uri.begin, context.uri.begin, id}}));
}

}  // namespace

auto tenant_id_not_guid(const WorkspaceContext& context, diag::Sink& sink) -> void {
  for (const auto* tenant : tenants_with(context, kCode)) {
    const auto& id = tenant->value.tenant_id;
    auto finding =
        tenant_id_finding(*tenant, kCode,
                          id.value.empty() ? "the tenant ID is empty"
                                           : fmt::format("the tenant ID {} is not a GUID", base::quoted(id.value)));
    if (const auto guid = meant_guid(id.value); !guid.empty()) {
      finding.help = fmt::format("write `{}`", guid);
      finding.fixes.push_back({fmt::format("write `{}`", guid), {{id.span, guid}}});
    }
    sink.add(std::move(finding));
  }
}

auto tenant_id_not_guid(const SettingContext& context, diag::Sink& sink) -> void {
  if (context.uri.slug != kCode) return;
  const auto message =
      fmt::format("{} stands where the tenant ID belongs and is not a GUID", base::quoted(blamed_text(context)));
  auto finding = tenant_segment_finding(context, kCode, message);
  if (!finding) return;
  // It may be a badly misspelt node just as well: no single repair is right.
  finding->fixes.clear();
  if (is_left_out(context)) {
    finding->help = "insert `{tenantId}/` in front of it: every tenant's own ID is filled in";
    add_uri_edits(*finding, context, "insert `{tenantId}/`", {{context.uri.begin, context.uri.begin, "{tenantId}/"}});
  }
  sink.add(*std::move(finding));
}

}  // namespace pinwright::check::checks
