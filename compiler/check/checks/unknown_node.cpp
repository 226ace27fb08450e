#include <fmt/format.h>

#include <string>
#include <vector>

#include "base/quoted_all.hpp"
#include "base/text.hpp"
#include "check/catalog_text.hpp"
#include "check/check.hpp"
#include "check/ingested_path.hpp"
#include "check/tenant_ids.hpp"
#include "check/tenant_index.hpp"
#include "check/uri_edit.hpp"
#include "check/uri_suggestion.hpp"
#include "lower/ingested.hpp"

namespace pinwright::check::checks {

namespace {

constexpr auto kCode = diag::Code::UnknownNode;
constexpr std::size_t kListed = 8;

/// `?list=StructData` belongs to a Get of the OMA DM protocol.
auto query_finding(const SettingContext& context) -> diag::Diagnostic {
  auto finding =
      uri_finding(context, kCode, fmt::format("the OMA-URI ends in the query {}", base::quoted(blamed_text(context))),
                  "leave it out: a query asks a device for a list, and a setting names one node");
  add_uri_edits(finding, context, "remove the query", {{context.uri.begin, context.uri.end, ""}});
  return finding;
}

/// The node below which the blamed name is not there; invalid when a dynamic segment took the name in.
auto parent_of_blamed(const SettingContext& context) -> csp::Node {
  const auto& missing = context.uri.missing;
  const auto& segments = context.uri.uri->segments;
  const bool blames_missing =
      missing && missing->segment < segments.size() && segments[missing->segment].begin == context.uri.begin;
  return blames_missing ? missing->parent : csp::Node();
}

auto message_for(const SettingContext& context, const csp::Node& parent) -> std::string {
  const auto name = base::quoted(blamed_text(context));
  if (!parent.valid()) {
    return fmt::format("the CSP `{}` has no node {} here ({})", csp_name(*context.uri.uri), name, edition_of(context));
  }
  return fmt::format("`{}` has no node {} ({})", parent.uri(), name, edition_of(parent));
}

/// For a path that is like no other: it may be right, and newer than the catalogue.
auto help_for(const csp::Node& parent) -> std::string {
  constexpr std::string_view kNewer =
      "a node that is newer is declared under `nodes`, or read by `pinwright csp import`";
  if (!parent.valid()) return fmt::format("see Microsoft's reference of the CSP for its nodes; {}", kNewer);
  if (parent.children().empty()) return fmt::format("`{}` holds the value itself", parent.uri());
  return fmt::format("it has {}; {}", listed_children(parent), kNewer);
}

/// A policy that the ADMX files which this tenant installs do not have.
auto ingested_finding(const SettingContext& context) -> diag::Diagnostic {
  const auto& ingested = *context.in.in.deployment.ingested;
  const auto [area, name] = lower::ingested_name(context.setting);
  const bool is_area = ingested.find(area, name).kind == lower::IngestedAdmx::Answer::Kind::UnknownArea;
  const auto known = is_area ? ingested.areas(area) : ingested.names(area);
  const auto what = is_area ? fmt::format("no policy in the area {}", base::quoted(area))
                            : fmt::format("no policy {} in the area `{}`", base::quoted(name), area);
  auto finding = uri_finding(context, kCode, fmt::format("the ADMX files that this tenant installs have {}", what),
                             fmt::format("they have {}", base::listed_words(known, kListed)));
  if (known.empty()) finding.help = "they have no policy at all: is it the right file?";
  const auto near = context.in.in.index.nearest()(is_area ? area : name, known);
  if (!near) return finding;
  finding.help = fmt::format("did you mean `{}`?", *near);
  add_uri_edits(finding, context, fmt::format("write `{}`", *near),
                {{context.uri.begin, context.uri.end, std::string(*near)}});
  return finding;
}

auto why_words(MeantPolicy::Why why) -> std::string_view {
  switch (why) {
    case MeantPolicy::Why::Form:
      return "the path of an ingested policy is its area, with `~` between the categories, then `/` and its name";
    case MeantPolicy::Why::Application:
      return "no ADMX file of this tenant is installed under this application and kind, and another one has the policy";
    case MeantPolicy::Why::Category:
      return "the ADMX files that this tenant installs have the policy in another category";
  }
  return {};
}

/// A file of this tenant has the policy, and another path leads to it. Something outside of the files may have
/// installed the other application too.
auto meant_finding(const SettingContext& context, const MeantPolicy& meant) -> diag::Diagnostic {
  constexpr std::size_t kArea = 2;
  const auto path = fmt::format("{}/{}", meant.area, meant.name);
  auto found = uri_finding(context, kCode, std::string(why_words(meant.why)), fmt::format("did you mean `{}`?", path));
  if (meant.why == MeantPolicy::Why::Application) found.severity = diag::Severity::Warning;
  add_uri_edits(found, context, fmt::format("write `{}`", path),
                {{context.uri.uri->segments[kArea].begin, context.setting.key.text().size(), path}});
  return found;
}

/// `ADMXInstall/{App}/Policies/{File}`.
auto install_kind_finding(const SettingContext& context) -> diag::Diagnostic {
  auto found = uri_finding(context, kCode,
                           fmt::format("an ADMX file is installed as `Policy` or `Preference`, and {} is neither",
                                       base::quoted(blamed_text(context))),
                           "write `Policy`; the policies then stand below `Policy/Config/<application>~Policy~…`");
  add_uri_edits(found, context, "write `Policy`", {{context.uri.begin, context.uri.end, "Policy"}});
  return found;
}

auto is_ingested(const SettingContext& context) -> bool {
  return context.uri.missing && context.uri.missing->kind == csp::NotFound::Kind::AdmxIngested;
}

}  // namespace

auto unknown_node(const SettingContext& context, diag::Sink& sink) -> void {
  if (context.uri.slug != kCode) return;
  if (!context.uri.uri->query.empty()) {
    sink.add(query_finding(context));
    return;
  }
  if (is_ingested(context)) {
    const auto meant = meant_policy(context.in.in.deployment, context.setting);
    sink.add(meant ? meant_finding(context, *meant) : ingested_finding(context));
    return;
  }
  if (lower::is_admx_file(context.setting)) {
    sink.add(install_kind_finding(context));
    return;
  }
  const auto parent = parent_of_blamed(context);
  auto finding = uri_finding(context, kCode, message_for(context, parent), help_for(parent));
  if (const auto suggestion = suggested_uri(context)) {
    finding.help = fmt::format("did you mean `{}`?", suggestion->shown);
    add_suggestion(finding, context, *suggestion);
  }
  sink.add(std::move(finding));
}

}  // namespace pinwright::check::checks
