#include "check/check.hpp"
#include "check/texts.hpp"
#include "object/marker.hpp"

namespace pinwright::check::checks {

auto marker_in_description(const TenantContext& context, diag::Sink& sink) -> void {
  for_each_description(context.deployment, [&](const Text& text) {
    const auto parts = object::split_description(text.filled.text);
    if (!parts.marker && !parts.damaged) return;
    sink.add(finding(context, diag::Code::MarkerInDescription, lower::place(text.filled), text.path,
                     "the description holds a line that looks like the marker of an object",
                     "remove the line: `apply` writes a marker of its own, and a line like this is left out of what is "
                     "compared"));
  });
}

}  // namespace pinwright::check::checks
