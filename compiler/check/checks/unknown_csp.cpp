#include <fmt/format.h>

#include "base/nearest.hpp"
#include "base/text.hpp"
#include "check/catalog_text.hpp"
#include "check/check.hpp"
#include "check/uri_suggestion.hpp"

namespace pinwright::check::checks {

namespace {

constexpr auto kCode = diag::Code::UnknownCsp;

/// The CSP alone may be near although nothing is known of what follows.
auto nearest_csp(const SettingContext& context) -> std::string {
  const auto roots = context.catalog().roots();
  std::vector<std::string_view> names;
  for (const auto& root : roots) names.push_back(root.name());
  const auto near = base::nearest(csp_name(*context.uri.uri), names);
  return near ? std::string(*near) : std::string();
}

auto unknown(const SettingContext& context) -> diag::Diagnostic {
  const auto name = csp_name(*context.uri.uri);
  const auto message = name.empty() ? fmt::format("the OMA-URI ends before it names a CSP ({})", edition_of(context))
                                    : fmt::format("there is no CSP {} ({})", base::quoted(name), edition_of(context));
  return uri_finding(
      context, kCode, message,
      "see Microsoft's list of CSPs; nothing below this one can be checked, until its nodes are declared under "
      "`nodes` or read by `pinwright csp import`");
}

}  // namespace

auto unknown_csp(const SettingContext& context, diag::Sink& sink) -> void {
  if (context.uri.slug != kCode) return;
  auto finding = unknown(context);
  const auto suggestion = suggested_uri(context);
  const auto near = suggestion && suggestion->clear ? std::string() : nearest_csp(context);
  if (suggestion) {
    finding.help = fmt::format("did you mean `{}`?", suggestion->shown);
    add_suggestion(finding, context, *suggestion);
  } else if (!near.empty()) {
    finding.help = fmt::format("did you mean `{}`?", near);
  }
  // A CSP that is like no other may be newer than the catalogue: that is not for certain a mistake.
  const bool is_misspelt = !near.empty() || (suggestion && suggestion->clear);
  if (!is_misspelt && !context.uri.uri->segments.empty()) {
    finding.severity = diag::Severity::Warning;
    if (auto note = type_note(context); !note.empty()) finding.notes.push_back(std::move(note));
  }
  sink.add(std::move(finding));
}

}  // namespace pinwright::check::checks
