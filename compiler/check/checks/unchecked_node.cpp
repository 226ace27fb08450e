#include <fmt/format.h>

#include "base/text.hpp"
#include "check/catalog_text.hpp"
#include "check/check.hpp"
#include "check/tenant_ids.hpp"

namespace pinwright::check::checks {

namespace {

auto message_for(const SettingContext& context) -> std::string {
  using Kind = csp::NotFound::Kind;
  switch (context.uri.missing->kind) {
    case Kind::AdmxIngested:
      return fmt::format("the policy area {} comes from an ADMX file that is ingested, which no catalogue can know",
                         base::quoted(blamed_text(context)));
    case Kind::Cimv2:
      return "the path leads to the WMI bridge, which no catalogue describes";
    case Kind::UnlistedCsp:
      return fmt::format("the CSP {} exists, and Microsoft publishes no DDF file of it",
                         base::quoted(csp_name(*context.uri.uri)));
    case Kind::UnknownCsp:
    case Kind::RetiredCsp:
    case Kind::OtherScope:
    case Kind::UnknownNode:
      break;
  }
  return "no catalogue knows this node";
}

}  // namespace

auto unchecked_node(const SettingContext& context, diag::Sink& sink) -> void {
  if (context.uri.slug != diag::Code::UncheckedNode || !context.uri.missing) return;
  auto finding = uri_finding(context, diag::Code::UncheckedNode, message_for(context),
                             "its path is not checked; compare it with the pages of its maker");
  if (auto note = type_note(context); !note.empty()) finding.notes.push_back(std::move(note));
  sink.add(std::move(finding));
}

}  // namespace pinwright::check::checks
