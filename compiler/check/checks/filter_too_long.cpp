#include <fmt/format.h>

#include "base/utf8.hpp"
#include "check/check.hpp"
#include "check/rule_check.hpp"

namespace pinwright::check::checks {

namespace {

/// Characters (Microsoft Intune, filters).
constexpr std::size_t kLongestRule = 3072;

}  // namespace

auto filter_too_long(const TenantContext& context, diag::Sink& sink) -> void {
  for (const auto& filter : context.deployment.filters) {
    if (!is_checked(filter)) continue;
    const auto count = base::count_code_points(filter.rule->text);
    if (count <= kLongestRule) continue;
    const RuleFindings findings(context, diag::Code::FilterTooLong, "filters", filter);
    sink.add(
        findings.finding(fmt::format("the rule has {} characters, and Intune takes at most {}", count, kLongestRule),
                         "shorten it: `-in [\"a\", \"b\"]` holds many values in one comparison; or split the filter"));
  }
}

}  // namespace pinwright::check::checks
