#include "check/allowed_value.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>

#include "base/text.hpp"
#include "check/dependency.hpp"
#include "check/value_type.hpp"

namespace pinwright::check {

using object::SettingValue;

namespace {

constexpr std::size_t kShown = 60;

auto to_flag(std::string_view text) -> std::optional<bool> {
  if (base::equal_folded(text, "true") || text == "1") return true;
  if (base::equal_folded(text, "false") || text == "0") return false;
  return std::nullopt;
}

auto is_flag_word(std::string_view text) -> bool {
  return base::equal_folded(text, "true") || base::equal_folded(text, "false");
}

auto is_text(std::string_view allowed, std::string_view text) -> bool {
  if (allowed == text) return true;
  const auto number = base::to_int_or_hex(allowed);
  if (number && number == base::to_int_or_hex(text)) return true;
  return (is_flag_word(allowed) || is_flag_word(text)) && to_flag(allowed) && to_flag(allowed) == to_flag(text);
}

struct Compare {
  std::string_view allowed;
  auto operator()(bool value) const -> bool { return to_flag(allowed) == value; }
  auto operator()(std::int32_t value) const -> bool { return base::to_int_or_hex(allowed) == value; }
  auto operator()(float value) const -> bool {
    const auto number = base::to_double(allowed);
    return number && static_cast<float>(*number) == value;
  }
  auto operator()(const std::string& value) const -> bool { return is_text(allowed, value); }
  auto operator()(const object::Masked&) const -> bool { return false; }
  auto operator()(const object::AdmxPayload& value) const -> bool { return object::to_xml(value) == allowed; }
};

auto own_allowance(const csp::Node& node) -> Allowance {
  Allowance allowance;
  allowance.kind = node.allowed();
  if (allowance.kind == csp::Allowed::Enum || allowance.kind == csp::Allowed::Flag)
    allowance.values = node.allowed_values();
  if (allowance.kind == csp::Allowed::Range) allowance.range = node.allowed_range();
  return allowance;
}

auto changed_allowance(const csp::DependencyGroup& group) -> Allowance {
  Allowance allowance;
  allowance.kind = group.changed_kind;
  allowance.values = group.changed_values;
  if (allowance.kind == csp::Allowed::Range && !allowance.values.empty())
    allowance.range = parse_range(allowance.values.front());
  return allowance;
}

auto spelled(const SettingValue& value) -> std::string {
  if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
  if (const auto* number = std::get_if<std::int32_t>(&value)) return fmt::format("{}", *number);
  if (const auto* real = std::get_if<float>(&value)) return fmt::format("{}", *real);
  return object::text_of(value).value_or(std::string());
}

}  // namespace

auto is_value(std::string_view allowed, const SettingValue& value) -> bool {
  return std::visit(Compare{allowed}, value);
}

auto is_default(const csp::Node& node, const SettingValue& value) -> bool {
  const auto standard = node.default_value();
  return standard && is_value(*standard, value);
}

auto number_of(const SettingValue& value) -> std::optional<std::int64_t> {
  if (const auto* number = std::get_if<std::int32_t>(&value)) return *number;
  if (const auto* text = std::get_if<std::string>(&value)) return base::to_int_or_hex(*text);
  return std::nullopt;
}

auto parse_range(std::string_view text) -> std::optional<csp::Range> {
  const auto dash = text.find('-', 1);
  if (dash == std::string_view::npos) return std::nullopt;
  const auto low = base::to_int(text.substr(0, dash));
  const auto high = base::to_int(text.substr(dash + 1));
  if (!low || !high) return std::nullopt;
  return csp::Range{*low, *high};
}

auto allowance_of(const SettingContext& context) -> Allowance {
  const auto& node = *context.node();
  for (const auto& group : node.dependencies()) {
    if (group.changed_kind == csp::Allowed::Absent || group.changed_kind == csp::Allowed::Admx) continue;
    const auto* setting = setting_that_meets(group, context.setting, context.in.policy);
    if (setting == nullptr) continue;
    auto allowance = changed_allowance(group);
    allowance.because = fmt::format(" while `{}` is `{}`", setting->node.name(), spelled(*setting->typed));
    return allowance;
  }
  return own_allowance(node);
}

auto elements_of(const csp::Node& node, const lower::Setting& setting) -> std::vector<Element> {
  const std::string_view whole = setting.value.text.text;
  if (!std::holds_alternative<std::string>(*setting.typed) || setting.type == object::DataType::Base64) {
    return {{*setting.typed, 0, whole.size()}};
  }
  const auto delimiter = node.list_delimiter();
  // White space at the ends is value-whitespace's; here it does not count.
  if (delimiter.empty()) return {{std::string(base::trimmed(whole)), 0, whole.size()}};
  std::vector<Element> elements;
  for (const auto piece : base::split(whole, delimiter)) {
    const auto element = base::trimmed(piece);
    if (element.empty()) continue;
    const auto begin = static_cast<std::size_t>(element.data() - whole.data());
    elements.push_back({std::string(element), begin, begin + element.size()});
  }
  return elements;
}

auto elements_finding(const SettingContext& context, diag::Code code, const std::vector<Element>& elements,
                      std::string message, std::string help) -> diag::Diagnostic {
  const auto& text = context.setting.value.text;
  const auto& first = elements.front();
  const bool is_whole = first.begin == 0 && first.end == text.text.size();
  if (is_whole) return value_finding(context, code, std::move(message), std::move(help));
  auto found = value_finding(context, code, first.begin, first.end, std::move(message), std::move(help));
  for (std::size_t i = 1; i < std::min(elements.size(), kNamedElements); ++i) {
    found.labels.push_back({lower::place(context.sources(), text, elements[i].begin, elements[i].end), "and here"});
  }
  return found;
}

auto shown(const SettingContext& context, const std::vector<Element>& elements) -> std::string {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min(elements.size(), kNamedElements); ++i) {
    const auto text = spelled(elements[i].value);
    if (context.setting.node.is_secret() || text.size() > kShown)
      return elements.size() == 1 ? "the value" : fmt::format("{} parts of the value", elements.size());
    names.push_back(text.empty() ? "an empty text" : base::quoted(text));
  }
  if (elements.size() == 1) return names.front();
  auto last = fmt::format("{} more", elements.size() - names.size());
  if (names.size() == elements.size()) {
    last = std::move(names.back());
    names.pop_back();
  }
  return fmt::format("{} and {}", base::joined(names, ", "), last);
}

auto pattern_for(const SettingContext& context) -> const Pattern* {
  const auto* node = context.node();
  if (node == nullptr || node->allowed() != csp::Allowed::RegEx) return nullptr;
  if (known_text(context) == nullptr || type_error(context) != TypeError::None) return nullptr;
  return &context.patterns().get(node->pattern());
}

}  // namespace pinwright::check
