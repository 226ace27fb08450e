#include "check/check.hpp"

namespace pinwright::check::checks {

auto oma_uri_wildcard(const SettingContext& context, diag::Sink& sink) -> void {
  if (context.uri.slug != diag::Code::OmaUriWildcard) return;
  sink.add(uri_finding(context, diag::Code::OmaUriWildcard, "a segment of the OMA-URI is only `*`",
                       "write the name of one node, and a setting for each: Windows has no wildcards in an OMA-URI"));
}

}  // namespace pinwright::check::checks
