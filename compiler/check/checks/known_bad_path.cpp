#include <fmt/format.h>

#include "base/text.hpp"
#include "check/check.hpp"
#include "check/uri_suggestion.hpp"
#include "csp/segment.hpp"
#include "grammar/tenant_id.hpp"

namespace pinwright::check::checks {

namespace {

/// The writer's own names in the places of the titles. Both paths end alike, so they are counted from the end.
auto with_own_names(const grammar::OmaUri& written, std::string_view right) -> std::string {
  const auto segments = base::split(right, '/');
  std::string text;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const auto from_end = segments.size() - i;
    if (i > 0) text += '/';
    if (!csp::is_title(segments[i]) || from_end > written.segments.size()) {
      text += segments[i];
      continue;
    }
    const auto own = written.segments[written.segments.size() - from_end].text;
    const bool is_tenant_id = base::equal_folded(segments[i], "{TenantId}");
    text += is_tenant_id && !grammar::is_guid(own) ? std::string_view("{tenantId}") : own;
  }
  return text;
}

}  // namespace

auto known_bad_path(const SettingContext& context, diag::Sink& sink) -> void {
  if (context.uri.slug != diag::Code::KnownBadPath) return;
  const auto known = context.catalog().known_bad_path(*context.uri.uri);
  if (!known) return;
  const auto suggestion = as_suggestion(context, with_own_names(*context.uri.uri, known->right));
  auto finding = uri_finding(context, diag::Code::KnownBadPath, std::string(known->reason),
                             fmt::format("write `{}`", suggestion.shown));
  // What is right stands in the catalogue, so that the repair is certain however far it is from what is written.
  add_uri_edits(finding, context, "write the right path", edits_between(context.setting.key.text(), suggestion.uri));
  sink.add(std::move(finding));
}

}  // namespace pinwright::check::checks
