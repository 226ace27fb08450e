#include <fmt/format.h>

#include "base/text.hpp"
#include "check/catalog_text.hpp"
#include "check/check.hpp"
#include "check/uri_suggestion.hpp"

namespace pinwright::check::checks {

namespace {

auto right_root(grammar::OmaUriRoot root, std::string_view written) -> std::string_view {
  switch (root) {
    case grammar::OmaUriRoot::Device:
      return "./Device/Vendor/MSFT";
    case grammar::OmaUriRoot::User:
      return "./User/Vendor/MSFT";
    case grammar::OmaUriRoot::Vendor:
      return "./Vendor/MSFT";
    case grammar::OmaUriRoot::Cimv2:
    case grammar::OmaUriRoot::Other:
      return written;
  }
  return written;
}

/// The CSP's spelling; dynamic and escaped segments stay as they are.
auto rightly_spelled(const grammar::OmaUri& uri, csp::Node node) -> std::string {
  std::string tail;
  for (auto i = uri.segments.size(); i > 0 && node.valid(); --i, node = node.parent()) {
    const auto written = uri.segments[i - 1].text;
    const bool differs = !node.is_dynamic() && base::equal_folded(written, node.name());
    tail = "/" + std::string(differs ? node.name() : written) + tail;
  }
  return std::string(right_root(uri.root, uri.root_text)) + tail;
}

auto comparison(std::string_view uri, const std::vector<UriEdit>& edits) -> std::string {
  std::vector<std::string> pairs;
  for (const auto& edit : edits)
    pairs.push_back(fmt::format("`{}` for `{}`", uri.substr(edit.begin, edit.end - edit.begin), edit.text));
  return base::joined(pairs, ", ");
}

}  // namespace

auto case_mismatch(const SettingContext& context, diag::Sink& sink) -> void {
  if (context.uri.slug || !context.uri.found || !context.uri.found->case_differs) return;
  const auto& uri = context.setting.key.text();
  const auto& node = context.uri.found->node;
  const auto edits = edits_between(uri, rightly_spelled(*context.uri.uri, node));
  if (edits.empty()) return;
  // The finding blames nothing here, so the place is this check's own.
  const auto span = lower::place_in_uri(context.sources(), context.setting, edits.front().begin, edits.back().end);
  auto found = finding(context.in.in, diag::Code::CaseMismatch, span, context.path() + ".omaUri",
                       fmt::format("the OMA-URI differs from the CSP's in letter case: {} ({})", comparison(uri, edits),
                                   edition_of(node)),
                       "write it as the CSP does: Intune calls its OMA-URI field case sensitive");
  add_uri_edits(found, context, "use the CSP's letter case", edits);
  sink.add(std::move(found));
}

}  // namespace pinwright::check::checks
