#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "base/nearest.hpp"
#include "base/quoted_all.hpp"
#include "base/text.hpp"
#include "check/allowed_value.hpp"
#include "check/catalog_text.hpp"
#include "check/check.hpp"
#include "check/value_type.hpp"
#include "check/written.hpp"
#include "object/codec/codec.hpp"

namespace pinwright::check::checks {

namespace {

constexpr auto kCode = diag::Code::ValueNotAllowed;
constexpr std::size_t kListed = 12;

/// Bits as unsigned 32-bit numbers: 0x80000000 is written as -2147483648 in a policy.
auto has_only_bits(const std::vector<std::string_view>& flags, std::int64_t value) -> bool {
  std::uint32_t mask = 0;
  for (const auto flag : flags) mask |= static_cast<std::uint32_t>(base::to_int_or_hex(flag).value_or(0));
  if (value < std::numeric_limits<std::int32_t>::min() || value > std::numeric_limits<std::uint32_t>::max())
    return false;
  return (static_cast<std::uint32_t>(value) & ~mask) == 0;
}

auto is_allowed(const Allowance& allowance, const object::SettingValue& value) -> bool {
  if (allowance.kind == csp::Allowed::Flag) {
    const auto number = number_of(value);
    return number && has_only_bits(allowance.values, *number);
  }
  return std::any_of(allowance.values.begin(), allowance.values.end(),
                     [&](std::string_view one) { return is_value(one, value); });
}

/// Some CSPs fold letters although the list does not say so.
auto differs_in_case_only(const Allowance& allowance, const Element& element) -> bool {
  const auto* text = std::get_if<std::string>(&element.value);
  if (text == nullptr || allowance.kind != csp::Allowed::Enum) return false;
  return std::any_of(allowance.values.begin(), allowance.values.end(),
                     [&](std::string_view one) { return base::equal_folded(*text, one); });
}

/// An allowed value that differs in letter case alone, or is near.
auto suggestion(const Allowance& allowance, const Element& element) -> std::string_view {
  const auto* text = std::get_if<std::string>(&element.value);
  if (text == nullptr || allowance.kind != csp::Allowed::Enum) return {};
  return base::nearest(*text, allowance.values).value_or(std::string_view());
}

auto add_repair(diag::Diagnostic& found, const SettingContext& context, const Element& element, std::string_view near)
    -> void {
  const auto& value = context.setting.value;
  const auto& text = std::get<std::string>(element.value);
  const auto at = value.text.text.find(text, element.begin);
  if (value.source != lower::Value::Source::Inline || at == std::string::npos) return;
  add_edit(found, context.sources(), {value.text, at, at + text.size()}, fmt::format("write `{}`", near),
           std::string(near));
}

auto suggest(diag::Diagnostic& found, const SettingContext& context, const Allowance& allowance,
             const std::vector<Element>& wrong) -> void {
  std::vector<std::string> meant;
  for (std::size_t i = 0; i < std::min(wrong.size(), kNamedElements); ++i) {
    const auto near = suggestion(allowance, wrong[i]);
    if (near.empty()) continue;
    meant.push_back(fmt::format("`{}`", near));
    add_repair(found, context, wrong[i], near);
  }
  if (!meant.empty()) found.help = fmt::format("did you mean {}? {}", base::joined(meant, " and "), found.help);
}

auto report(const SettingContext& context, const Allowance& allowance, const std::vector<Element>& wrong)
    -> diag::Diagnostic {
  const auto& node = *context.node();
  const bool is_flag = allowance.kind == csp::Allowed::Flag;
  auto found = elements_finding(
      context, kCode, wrong,
      fmt::format("{} {} of `{}`{} ({})", shown(context, wrong), wrong.size() == 1 ? "is no value" : "are no values",
                  node.name(), allowance.because, edition_of(node)),
      fmt::format("it takes {}: {}", is_flag ? "sums of" : "one of", base::listed_words(allowance.values, kListed)));
  const auto is_near = [&](const Element& element) { return differs_in_case_only(allowance, element); };
  if (std::all_of(wrong.begin(), wrong.end(), is_near)) found.severity = diag::Severity::Warning;
  suggest(found, context, allowance, wrong);
  return found;
}

/// The elements that the node's list does not have.
auto wrong_elements(const SettingContext& context, const Allowance& allowance) -> std::vector<Element> {
  const auto& node = *context.node();
  if (allowance.kind != csp::Allowed::Enum && allowance.kind != csp::Allowed::Flag) return {};
  const auto is_right = [&](const Element& element) {
    return is_allowed(allowance, element.value) || is_default(node, element.value);
  };
  auto wrong = elements_of(node, context.setting);
  wrong.erase(std::remove_if(wrong.begin(), wrong.end(), is_right), wrong.end());
  return wrong;
}

/// What the node takes, but a policy of this target cannot say.
auto check_target(const SettingContext& context, diag::Sink& sink) -> void {
  const auto& codec = object::codec_of(context.in.policy.target);
  if (codec.misfit == nullptr) return;
  const auto misfit = codec.misfit(lower::to_object(context.setting));
  if (!misfit || misfit->what != object::Misfit::What::Value) return;
  auto found = value_finding(
      context, kCode,
      fmt::format("a {} {} give `{}` this value: {}", codec.noun, misfit->is_doubt ? "may not be able to" : "cannot",
                  context.node()->name(), misfit->reason),
      misfit->is_doubt ? "if Intune refuses it, move the setting to a policy with `target: custom`"
                       : "change the value, or move the setting to a policy with `target: custom`");
  if (misfit->is_doubt) found.severity = diag::Severity::Warning;
  sink.add(std::move(found));
}

/// The target's own list decides: what the CSP allows is another one.
auto has_own_list(const SettingContext& context) -> bool {
  const auto& codec = object::codec_of(context.in.policy.target);
  return codec.has_own_values != nullptr && codec.has_own_values(context.setting.key);
}

}  // namespace

auto value_not_allowed(const SettingContext& context, diag::Sink& sink) -> void {
  if (context.node() == nullptr || !context.setting.typed || type_error(context) != TypeError::None) return;
  // What nobody knows can still be of a kind that the target does not carry.
  if (lower::plain_value(context.setting) == nullptr || has_own_list(context)) return check_target(context, sink);
  const auto allowance = allowance_of(context);
  const auto wrong = wrong_elements(context, allowance);
  if (!wrong.empty()) {
    sink.add(report(context, allowance, wrong));
  } else {
    check_target(context, sink);
  }
}

}  // namespace pinwright::check::checks
