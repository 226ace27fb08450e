#include "check/check.hpp"
#include "check/uri_edit.hpp"

namespace pinwright::check::checks {

auto oma_uri_trailing_slash(const SettingContext& context, diag::Sink& sink) -> void {
  if (context.uri.slug != diag::Code::OmaUriTrailingSlash) return;
  auto finding = uri_finding(context, diag::Code::OmaUriTrailingSlash, "the OMA-URI ends in `/`",
                             "end with the name of the node that is set");
  add_uri_edits(finding, context, "remove the `/`", {{context.uri.begin, context.uri.end, {}}});
  sink.add(std::move(finding));
}

}  // namespace pinwright::check::checks
