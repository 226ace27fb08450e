#include "csp/admx_xml.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <pugixml.hpp>
#include <utility>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "csp/ddf_xml.hpp"
#include "csp/xml_text.hpp"

// Elements go by their local names: 244 of the known files use Microsoft's namespace, the others one of their own or
// none.

namespace pinwright::csp {
namespace {

using pugi::xml_node;

/// More is refused; the largest known file, inetres.admx, has 1.7 MB.
constexpr std::size_t kMaxAdmx = 16 * base::kMiB;

/// An attribute whatever its letter case: `Key`, `maxvalue` are met.
auto find(const xml_node& element, std::string_view wanted) -> pugi::xml_attribute {
  for (const pugi::xml_attribute& attribute : element.attributes()) {
    if (base::equal_folded(attribute.name(), wanted)) return attribute;
  }
  return {};
}
auto text(const xml_node& element, std::string_view wanted) -> std::string {
  return std::string(base::trimmed(find(element, wanted).value()));
}
auto flag(const xml_node& element, std::string_view wanted) -> bool {
  const auto value = text(element, wanted);
  return value == "1" || base::equal_folded(value, "true");
}
auto number(const xml_node& element, std::string_view wanted) -> std::optional<std::int64_t> {
  return base::to_int(text(element, wanted));
}

/// "L_Low" of "$(string.L_Low)".
auto identifier(std::string reference) -> std::string {
  constexpr std::string_view kBefore = "$(string.";
  if (!base::starts_with_folded(reference, kBefore) || !reference.ends_with(')')) return reference;
  return reference.substr(kBefore.size(), reference.size() - kBefore.size() - 1);
}

auto item_value(const xml_node& item) -> std::optional<std::string> {
  const xml_node value = first_element(child(item, "value"));
  const auto kind = local_name(value);
  if (kind == "decimal" || kind == "longDecimal") return text(value, "value");
  if (kind == "string") return std::string(value.text().get());
  return std::nullopt;
}

auto read_items(const xml_node& element) -> std::vector<AdmxItemFacts> {
  std::vector<AdmxItemFacts> items;
  for (const xml_node& item : element.children()) {
    if (local_name(item) == "item") items.push_back({identifier(text(item, "displayName")), item_value(item)});
  }
  return items;
}

auto read_element(const xml_node& element, AdmxKind kind) -> AdmxElementFacts {
  AdmxElementFacts facts;
  facts.id = text(element, "id");
  facts.kind = kind;
  facts.required = flag(element, "required");
  facts.key = text(element, "key");
  if (kind == AdmxKind::Decimal || kind == AdmxKind::LongDecimal) {
    facts.min = number(element, "minValue");
    facts.max = number(element, "maxValue");
  }
  if (kind == AdmxKind::Text || kind == AdmxKind::MultiText) facts.max_length = number(element, "maxLength");
  if (kind == AdmxKind::Enum) facts.items = read_items(element);
  if (kind == AdmxKind::List) {
    facts.additive = flag(element, "additive");
    facts.explicit_value = flag(element, "explicitValue");
    if (const auto prefix = find(element, "valuePrefix")) facts.value_prefix = prefix.value();
  }
  return facts;
}

auto read_policy(const xml_node& policy) -> std::optional<AdmxPolicyFacts> {
  const auto policy_class = admx_class_of(text(policy, "class"));
  AdmxPolicyFacts facts;
  facts.name = text(policy, "name");
  if (!policy_class || facts.name.empty()) return std::nullopt;
  facts.policy_class = *policy_class;
  facts.key = text(policy, "key");
  facts.category = text(child(policy, "parentCategory"), "ref");
  facts.enabled_value = child(policy, "enabledValue") || child(policy, "enabledList");
  facts.disabled_value = child(policy, "disabledValue") || child(policy, "disabledList");
  for (const xml_node& element : child(policy, "elements").children()) {
    const auto kind = admx_kind_of(local_name(element));
    if (kind && find(element, "id")) facts.elements.push_back(read_element(element, *kind));
  }
  return facts;
}

auto parse(std::string_view bytes, pugi::xml_document& document) -> base::Status {
  if (bytes.size() > kMaxAdmx) return base::Error{fmt::format("larger than {} MiB", kMaxAdmx / base::kMiB), {}};
  const auto decoded = xml_to_utf8(bytes);
  if (!decoded.ok()) return decoded.error();
  const auto& utf8 = decoded.value();
  const auto result = document.load_buffer(utf8.data(), utf8.size(), pugi::parse_default, pugi::encoding_utf8);
  if (result) return base::Done{};
  return base::Error{
      "not well-formed XML at byte " + std::to_string(result.offset) + ": " + base::folded(result.description()), {}};
}

auto is_resources(const xml_node& root) -> bool { return local_name(root) == "policyDefinitionResources"; }

}  // namespace

auto is_adml(std::string_view bytes) -> bool {
  pugi::xml_document document;
  return parse(bytes, document).ok() && is_resources(document.document_element());
}

auto parse_admx(std::string_view bytes) -> base::Result<AdmxFile> {
  pugi::xml_document document;
  if (const auto parsed = parse(bytes, document); !parsed.ok()) return parsed.error();
  const xml_node root = document.document_element();
  if (is_resources(root)) {
    return base::Error{"it is an ADML, the texts of an ADMX", "take the file of the same name that ends in `.admx`"};
  }
  if (local_name(root) != "policyDefinitions") {
    return base::Error{"root element is " + base::quoted(root.name()) + ", expected `policyDefinitions`", {}};
  }
  AdmxFile file;
  file.prefix = text(child(child(root, "policyNamespaces"), "target"), "prefix");
  for (const xml_node& category : child(root, "categories").children()) {
    if (local_name(category) != "category") continue;
    file.categories.push_back({text(category, "name"), text(child(category, "parentCategory"), "ref")});
  }
  for (const xml_node& policy : child(root, "policies").children()) {
    if (local_name(policy) != "policy") continue;
    if (auto facts = read_policy(policy)) file.policies.push_back(std::move(*facts));
  }
  return file;
}

}  // namespace pinwright::csp
