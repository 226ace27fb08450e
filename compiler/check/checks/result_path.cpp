#include "check/check.hpp"
#include "check/uri_edit.hpp"

namespace pinwright::check::checks {

auto result_path(const SettingContext& context, diag::Sink& sink) -> void {
  if (context.uri.slug != diag::Code::ResultPath) return;
  auto finding = uri_finding(context, diag::Code::ResultPath,
                             "`Policy/Result` is read-only: a device answers there with the values that are in effect",
                             "write `Policy/Config`");
  add_uri_edits(finding, context, "write `Config`", {{context.uri.begin, context.uri.end, "Config"}});
  sink.add(std::move(finding));
}

}  // namespace pinwright::check::checks
