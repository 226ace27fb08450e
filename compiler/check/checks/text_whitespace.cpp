#include <fmt/format.h>

#include <utility>

#include "base/text.hpp"
#include "check/check.hpp"
#include "check/texts.hpp"

namespace pinwright::check::checks {

namespace {

constexpr std::string_view kHelp = "remove it: Intune may drop it, so it counts as equal whether it is there or not";

auto report(const TenantContext& context, const Text& text, std::string_view what, diag::Sink& sink) -> void {
  sink.add(finding(context, diag::Code::TextWhitespace, lower::place(text.filled), text.path,
                   fmt::format("the {} begins or ends with white space", what), std::string(kHelp)));
}

/// The line break at the end of a block scalar is no mistake.
auto without_last_line_breaks(std::string_view text) -> std::string_view {
  while (text.ends_with('\n') || text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

}  // namespace

auto text_whitespace(const TenantContext& context, diag::Sink& sink) -> void {
  for_each_name(context.deployment, [&](const Text& text) {
    if (base::trimmed(text.filled.text) != text.filled.text) report(context, text, "display name", sink);
  });
  for_each_description(context.deployment, [&](const Text& text) {
    const auto inner = without_last_line_breaks(text.filled.text);
    if (base::trimmed(inner) != inner) report(context, text, "description", sink);
  });
}

}  // namespace pinwright::check::checks
