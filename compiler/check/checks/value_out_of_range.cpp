#include <fmt/format.h>

#include <algorithm>

#include "check/allowed_value.hpp"
#include "check/catalog_text.hpp"
#include "check/check.hpp"
#include "check/value_type.hpp"

namespace pinwright::check::checks {

namespace {

auto message_for(const SettingContext& context, const Allowance& allowance, const std::vector<Element>& wrong)
    -> std::string {
  const auto& node = *context.node();
  const auto what = shown(context, wrong);
  const bool is_any_number =
      std::any_of(wrong.begin(), wrong.end(), [](const Element& one) { return number_of(one.value).has_value(); });
  if (!is_any_number) {
    return fmt::format("{} {}, and `{}` {} ({})", what, wrong.size() == 1 ? "is no number" : "are no numbers",
                       node.name(), wrong.size() == 1 ? "is one" : "takes numbers", edition_of(node));
  }
  return fmt::format("{} {} outside the range of `{}`{} ({})", what, wrong.size() == 1 ? "is" : "are", node.name(),
                     allowance.because, edition_of(node));
}

}  // namespace

auto value_out_of_range(const SettingContext& context, diag::Sink& sink) -> void {
  const auto* node = context.node();
  if (node == nullptr || lower::plain_value(context.setting) == nullptr || type_error(context) != TypeError::None)
    return;
  const auto allowance = allowance_of(context);
  if (allowance.kind != csp::Allowed::Range || !allowance.range) return;
  const auto is_right = [&](const Element& element) {
    const auto number = number_of(element.value);
    const bool is_inside = number && *number >= allowance.range->low && *number <= allowance.range->high;
    return is_inside || is_default(*node, element.value);
  };
  auto wrong = elements_of(*node, context.setting);
  wrong.erase(std::remove_if(wrong.begin(), wrong.end(), is_right), wrong.end());
  if (wrong.empty()) return;
  sink.add(elements_finding(context, diag::Code::ValueOutOfRange, wrong, message_for(context, allowance, wrong),
                            fmt::format("write a number from {} to {}", allowance.range->low, allowance.range->high)));
}

}  // namespace pinwright::check::checks
