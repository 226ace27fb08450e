#include "check/check.hpp"
#include "check/uri_edit.hpp"

namespace pinwright::check::checks {

namespace {

auto slashes(std::string_view text) -> std::vector<UriEdit> {
  std::vector<UriEdit> edits;
  for (auto at = text.find('\\'); at != std::string_view::npos; at = text.find('\\', at + 1))
    edits.push_back({at, at + 1, "/"});
  return edits;
}

}  // namespace

auto oma_uri_backslash(const SettingContext& context, diag::Sink& sink) -> void {
  if (context.uri.slug != diag::Code::OmaUriBackslash) return;
  auto finding = uri_finding(context, diag::Code::OmaUriBackslash, "the OMA-URI holds a backslash",
                             "separate segments with `/`; a backslash that belongs to a name is written `%5C`");
  const auto edits = slashes(context.setting.key.text());
  if (names_a_node(context.catalog(), edited_uri(context.setting.key.text(), edits))) {
    add_uri_edits(finding, context, "write `/`", edits);
  }
  sink.add(std::move(finding));
}

}  // namespace pinwright::check::checks
