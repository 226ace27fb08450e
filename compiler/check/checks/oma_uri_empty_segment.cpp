#include <algorithm>

#include "check/check.hpp"
#include "check/uri_edit.hpp"

namespace pinwright::check::checks {

namespace {

/// One slash in the place of each run of slashes.
auto joined_slashes(std::string_view text) -> std::vector<UriEdit> {
  std::vector<UriEdit> edits;
  for (auto at = text.find("//"); at != std::string_view::npos; at = text.find("//", at)) {
    const auto end = std::min(text.find_first_not_of('/', at), text.size());
    edits.push_back({at, end, end == text.size() ? "" : "/"});
    at = end;
  }
  return edits;
}

}  // namespace

auto oma_uri_empty_segment(const SettingContext& context, diag::Sink& sink) -> void {
  if (context.uri.slug != diag::Code::OmaUriEmptySegment) return;
  const auto& uri = context.setting.key.text();
  auto finding = uri_finding(context, diag::Code::OmaUriEmptySegment, "the OMA-URI has an empty segment",
                             "write one `/` between segments, or the name that is missing");
  const auto joined = joined_slashes(uri);
  const UriEdit tenant{context.uri.begin, context.uri.end, "/" + context.tenant().tenant_id.value + "/"};
  if (names_a_node(context.catalog(), edited_uri(uri, joined))) {
    add_uri_edits(finding, context, "write one `/`", joined);
  } else if (names_a_node(context.catalog(), edited_uri(uri, {tenant}))) {
    finding.help = "write the tenant ID that is missing here: `{tenantId}`";
    add_uri_edits(finding, context, "write `{tenantId}`", {{tenant.begin, tenant.end, "/{tenantId}/"}});
  }
  sink.add(std::move(finding));
}

}  // namespace pinwright::check::checks
