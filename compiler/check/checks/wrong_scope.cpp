#include <fmt/format.h>

#include "check/catalog_text.hpp"
#include "check/check.hpp"
#include "check/uri_edit.hpp"

namespace pinwright::check::checks {

namespace {

/// The root that the node has, in the place of the one that is written.
auto root_edit(const grammar::OmaUri& uri) -> UriEdit {
  return {0, uri.root_text.size(),
          uri.root == grammar::OmaUriRoot::User ? "./Device/Vendor/MSFT" : "./User/Vendor/MSFT"};
}

}  // namespace

auto wrong_scope(const SettingContext& context, diag::Sink& sink) -> void {
  if (context.uri.slug != diag::Code::WrongScope) return;
  const auto& uri = *context.uri.uri;
  const auto twin = context.catalog().in_other_scope(uri);
  if (!twin.valid()) return;
  const bool is_user = twin.scope() == csp::Scope::User;
  auto finding = uri_finding(
      context, diag::Code::WrongScope,
      fmt::format("`{}` exists only in the {} scope ({})", twin.uri(), is_user ? "user" : "device", edition_of(twin)),
      fmt::format("write `./{}/Vendor/MSFT/…`", is_user ? "User" : "Device"));
  add_uri_edits(finding, context, fmt::format("use the {} scope", is_user ? "user" : "device"), {root_edit(uri)});
  sink.add(std::move(finding));
}

}  // namespace pinwright::check::checks
