#include "check/admx.hpp"

#include <fmt/format.h>

#include <memory>
#include <utility>
#include <vector>

#include "base/nearest.hpp"
#include "base/text.hpp"
#include "check/xml_value.hpp"

namespace pinwright::check {

namespace {

using csp::AdmxElement;
using csp::AdmxKind;

constexpr std::size_t kListed = 12;

auto one_of(const AdmxElement& element) -> std::string {
  std::vector<std::string> items;
  for (const auto& item : element.items) {
    if (!item.value) continue;
    items.push_back(item.name.empty() ? fmt::format("`{}`", *item.value)
                                      : fmt::format("`{}` ({})", *item.value, item.name));
  }
  return "one of " + base::listed(items, kListed);
}

auto whole_number(const AdmxElement& element) -> std::string {
  const auto low = element.min.value_or(0);
  if (!element.max && element.kind == AdmxKind::LongDecimal) return fmt::format("a whole number from {} on", low);
  return fmt::format("a whole number from {} to {}", low, element.max.value_or(csp::kAdmxDefaultMax));
}

auto text(const AdmxElement& element) -> std::string {
  const std::string_view which = element.required ? "text that is not empty" : "text";
  if (!element.max_length) return std::string(which);
  return fmt::format("{}, of at most {} characters", which, *element.max_length);
}

auto list(const AdmxElement& element) -> std::string {
  if (element.explicit_value) return "a mapping from names to values";
  return element.value_prefix ? "a list of texts" : "a list of texts, or a mapping from names to values";
}

}  // namespace

auto admx_subject(const SettingContext& context) -> const AdmxSubject* {
  const auto& setting = context.setting;
  if (context.admx || !setting.admx || !setting.admx->enabled || !is_admx_policy(context)) return context.admx.get();
  if (auto policy = lower::admx_policy(setting))
    context.admx = std::make_shared<const AdmxSubject>(AdmxSubject{*std::move(policy), *setting.admx});
  return context.admx.get();
}

namespace {

/// `SMB1ClientDriver` for `Pol_SecGuide_SMB1ClientDriver`: the only element whose id holds the text.
auto containing_element(const csp::AdmxPolicy& policy, std::string_view id) -> const csp::AdmxElement* {
  constexpr std::size_t kShortest = 5;
  const csp::AdmxElement* found = nullptr;
  if (id.size() < kShortest) return nullptr;
  for (const auto& element : policy.elements) {
    if (base::folded(element.id).find(base::folded(id)) == std::string::npos) continue;
    if (found != nullptr) return nullptr;
    found = &element;
  }
  return found;
}

}  // namespace

auto meant_element(const csp::AdmxPolicy& policy, std::string_view id) -> const csp::AdmxElement* {
  if (const auto* element = policy.element(id)) return element;
  std::vector<std::string_view> ids;
  for (const auto& element : policy.elements) ids.push_back(element.id);
  if (const auto near = base::nearest(id, ids)) return policy.element(*near);
  return containing_element(policy, id);
}

auto admx_finding(const SettingContext& context, diag::Code code, const lower::AdmxPlace& place, std::string_view id,
                  std::string message, std::string help) -> diag::Diagnostic {
  if (place.in_value)
    return value_finding(context, code, place.in_value->begin, place.in_value->end, std::move(message),
                         std::move(help));
  auto path = context.path() + ".admx";
  if (!id.empty()) path += fmt::format(".{}", id);
  return finding(context.in.in, code, place.span, std::move(path), std::move(message), std::move(help));
}

auto taken_by(const AdmxElement& element) -> std::string {
  switch (element.kind) {
    case AdmxKind::Boolean:
      return "`true` or `false`";
    case AdmxKind::Enum:
      return one_of(element);
    case AdmxKind::Decimal:
    case AdmxKind::LongDecimal:
      return whole_number(element);
    case AdmxKind::Text:
      return text(element);
    case AdmxKind::MultiText:
      return "a list of texts";
    case AdmxKind::List:
      return list(element);
  }
  return {};
}

auto policy_and_source(const csp::AdmxPolicy& policy) -> std::string {
  if (policy.edition.empty())
    return fmt::format("the policy `{}` (an ADMX file that this tenant installs)", policy.name);
  return fmt::format("the policy `{}` (ADMX files of {})", policy.name, policy.edition);
}

}  // namespace pinwright::check
