#include "check/check.hpp"
#include "object/codec/codec.hpp"

namespace pinwright::check::checks {

auto settings_catalog_needs_beta(const PolicyContext& context, diag::Sink& sink) -> void {
  const auto& policy = context.policy;
  if (context.in.all.workspace.graph_api == object::GraphApi::Beta) return;
  // What the policy holds may ask for beta too; here it is the target alone.
  if (object::codec_of(policy.target).lowest_api({}) != object::GraphApi::Beta) return;
  sink.add(finding(context, diag::Code::SettingsCatalogNeedsBeta,
                   policy.target_span.known() ? policy.target_span : policy.declared->name.span,
                   "Microsoft Graph v1.0 has no settings catalog, and `graphApi` of this workspace is `v1.0`",
                   "remove `graphApi: v1.0`, or write `target: custom`"));
}

}  // namespace pinwright::check::checks
