#include <fmt/format.h>

#include "base/text.hpp"
#include "check/catalog_text.hpp"
#include "check/check.hpp"

namespace pinwright::check::checks {

auto retired_csp(const SettingContext& context, diag::Sink& sink) -> void {
  if (context.uri.slug != diag::Code::RetiredCsp) return;
  auto finding =
      uri_finding(context, diag::Code::RetiredCsp,
                  fmt::format("the CSP {} is described only in documentation of old Windows versions ({})",
                              base::quoted(csp_name(*context.uri.uri)), edition_of(context)),
                  "neither its nodes nor its values are checked; make sure that the fleet's Windows still has it");
  if (auto note = type_note(context); !note.empty()) finding.notes.push_back(std::move(note));
  sink.add(std::move(finding));
}

}  // namespace pinwright::check::checks
