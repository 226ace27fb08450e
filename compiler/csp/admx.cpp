#include "csp/admx.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/text.hpp"
#include "base/words.hpp"

namespace pinwright::csp {
namespace {

// In the order of the enumerators.
constexpr std::array<std::string_view, 7> kKinds = {"boolean", "enum",      "decimal", "longDecimal",
                                                    "text",    "multiText", "list"};
constexpr std::array<std::string_view, 3> kClasses = {"Machine", "User", "Both"};

/// A circle of categories ends here; real files have up to 6 levels.
constexpr std::size_t kMaxCategories = 32;

/// The category that a reference means, when this file defines it.
auto own_category(const AdmxFile& file, std::string_view reference) -> const AdmxCategory* {
  const std::size_t colon = reference.find(':');
  if (colon != std::string_view::npos) {
    if (!base::equal_folded(reference.substr(0, colon), file.prefix)) return nullptr;
    reference.remove_prefix(colon + 1);
  }
  const auto found = std::find_if(file.categories.begin(), file.categories.end(), [&](const AdmxCategory& category) {
    return base::equal_folded(category.name, reference);
  });
  return found == file.categories.end() ? nullptr : &*found;
}

auto view_of(const std::optional<std::string>& text) -> std::optional<std::string_view> {
  return text ? std::optional<std::string_view>(*text) : std::nullopt;
}

}  // namespace

auto name(AdmxKind kind) -> std::string_view { return kKinds.at(static_cast<std::size_t>(kind)); }
auto admx_kind_of(std::string_view text) -> std::optional<AdmxKind> {
  return base::enumerator_of<AdmxKind>(kKinds, text);
}
auto name(AdmxClass policy_class) -> std::string_view { return kClasses.at(static_cast<std::size_t>(policy_class)); }
auto admx_class_of(std::string_view text) -> std::optional<AdmxClass> {
  return base::enumerator_of<AdmxClass>(kClasses, text);
}

auto category_path(const AdmxFile& file, const AdmxPolicyFacts& policy) -> std::vector<std::string_view> {
  std::vector<std::string_view> path;
  const AdmxCategory* category = own_category(file, policy.category);
  while (category != nullptr && path.size() < kMaxCategories) {
    path.emplace_back(category->name);
    category = own_category(file, category->parent);
  }
  std::reverse(path.begin(), path.end());
  return path;
}

auto AdmxElement::item(std::string_view value) const -> const AdmxItem* {
  const auto text = base::trimmed(value);
  const auto number = base::to_int(text);
  const auto found = std::find_if(items.begin(), items.end(), [&](const AdmxItem& one) {
    if (!one.value) return false;
    const auto known = base::trimmed(*one.value);
    return base::equal_folded(known, text) || (number && base::to_int(known) == number);
  });
  return found == items.end() ? nullptr : &*found;
}

auto AdmxPolicy::element(std::string_view id) const -> const AdmxElement* {
  for (const AdmxElement& one : elements) {
    if (base::equal_folded(one.id, id)) return &one;
  }
  return nullptr;
}

auto view(const AdmxPolicyFacts& policy) -> AdmxPolicy {
  AdmxPolicy out{policy.name, {}, policy.policy_class, policy.enabled_value, policy.disabled_value, {}};
  for (const AdmxElementFacts& facts : policy.elements) {
    AdmxElement& element = out.elements.emplace_back();
    element.id = facts.id;
    element.kind = facts.kind;
    element.required = facts.required;
    element.min = facts.min;
    element.max = facts.max;
    element.max_length = facts.max_length;
    element.additive = facts.additive;
    element.explicit_value = facts.explicit_value;
    element.value_prefix = view_of(facts.value_prefix);
    for (const AdmxItemFacts& item : facts.items) element.items.push_back({item.name, view_of(item.value)});
  }
  return out;
}

}  // namespace pinwright::csp
