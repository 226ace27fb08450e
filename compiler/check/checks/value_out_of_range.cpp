#include <fmt/format.h>

#include "check/allowed_value.hpp"
#include "check/catalog_text.hpp"
#include "check/check.hpp"
#include "check/value_type.hpp"

namespace pinwright::check::checks {

namespace {

auto message_for(const SettingContext& context, const Allowance& allowance, const Element& element) -> std::string {
  const auto& node = *context.node();
  const auto what = shown(context, element);
  if (!number_of(element.value))
    return fmt::format("{} is no number, and `{}` is one ({})", what, node.name(), edition_of(node));
  return fmt::format("{} is outside the range of `{}`{} ({})", what, node.name(), allowance.because, edition_of(node));
}

}  // namespace

auto value_out_of_range(const SettingContext& context, diag::Sink& sink) -> void {
  const auto* node = context.node();
  if (node == nullptr || lower::plain_value(context.setting) == nullptr || type_fault(context) != TypeFault::None)
    return;
  const auto allowance = allowance_of(context);
  if (allowance.kind != csp::Allowed::Range || !allowance.range) return;
  for (const auto& element : elements_of(*node, context.setting)) {
    const auto number = number_of(element.value);
    const bool is_inside = number && *number >= allowance.range->low && *number <= allowance.range->high;
    if (is_inside || is_default(*node, element.value)) continue;
    sink.add(element_finding(context, diag::Code::ValueOutOfRange, element, message_for(context, allowance, element),
                             fmt::format("write a number from {} to {}", allowance.range->low, allowance.range->high)));
  }
}

}  // namespace pinwright::check::checks
