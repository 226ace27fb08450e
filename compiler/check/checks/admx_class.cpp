#include <fmt/format.h>

#include "check/check.hpp"
#include "check/uri_edit.hpp"

namespace pinwright::check::checks {

namespace {

constexpr auto kCode = diag::Code::AdmxClass;
constexpr std::string_view kDevice = "./Device/";
constexpr std::string_view kUser = "./User/";

}  // namespace

/// Of the catalogue's own policies the DDF files say in which scope they are: `wrong-scope` speaks of those.
auto admx_class(const SettingContext& context, diag::Sink& sink) -> void {
  const auto* policy = context.setting.ingested;
  if (policy == nullptr || context.uri.slug || policy->policy_class == csp::AdmxClass::Both) return;
  const bool is_user = context.uri.uri->root == grammar::OmaUriRoot::User;
  if (is_user == (policy->policy_class == csp::AdmxClass::User)) return;
  const auto right = is_user ? kDevice : kUser;
  auto found = uri_finding(context, kCode,
                           fmt::format("the policy `{}` is of the class {}, and the OMA-URI is the {}'s", policy->name,
                                       csp::name(policy->policy_class), is_user ? "user" : "device"),
                           fmt::format("write `{}` in front", right));
  const std::string_view uri = context.setting.key.text();
  const auto wrong = is_user ? kUser : kDevice;
  if (uri.starts_with(wrong))
    add_uri_edits(found, context, fmt::format("write `{}`", right), {{0, wrong.size(), std::string(right)}});
  sink.add(std::move(found));
}

}  // namespace pinwright::check::checks
