#include <fmt/format.h>

#include <limits>

#include "base/text.hpp"
#include "check/catalog_text.hpp"
#include "check/check.hpp"
#include "check/value_type.hpp"

namespace pinwright::check::checks {

namespace {

auto node_allows_more(const csp::Node& node) -> bool {
  if (!node.valid()) return false;
  const auto range = node.allowed_range();
  return range && range->high > std::numeric_limits<std::int32_t>::max();
}

}  // namespace

auto integer_overflow(const SettingContext& context, diag::Sink& sink) -> void {
  if (type_error(context) != TypeError::Overflow) return;
  const auto& node = context.setting.node;
  auto finding = value_finding(context, diag::Code::IntegerOverflow,
                               fmt::format("{} does not fit the 32-bit integer that Microsoft Graph carries",
                                           base::quoted(context.setting.value.text.text)),
                               "write a number from -2147483648 to 2147483647");
  if (node_allows_more(node)) {
    finding.notes.push_back(
        fmt::format("`{}` itself allows numbers up to {} ({}); no policy of Intune can set the greater ones",
                    node.name(), node.allowed_range()->high, edition_of(node)));
  }
  sink.add(std::move(finding));
}

}  // namespace pinwright::check::checks
