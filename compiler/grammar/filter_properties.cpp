#include "grammar/filter_properties.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "grammar/filter_rule.hpp"

namespace pinwright::grammar {
namespace {

using Names = std::vector<std::string_view>;

auto text_operators() -> const Names& {
  static const Names kNames = {"eq", "ne", "startsWith", "contains", "notContains", "in", "notIn"};
  return kNames;
}

auto make_properties() -> std::vector<FilterProperty> {
  const Names listed = {"eq", "ne", "in", "notIn"};
  const Names equal = {"eq", "ne"};
  const Names ordered = {"eq", "ne", "gt", "ge", "lt", "le"};
  const auto& text = text_operators();
  return {
      {"cpuArchitecture", false, listed, {"amd64", "x86", "arm64", "unknown"}},
      {"deviceCategory", false, text, {}},
      {"deviceName", false, text, {}},
      {"deviceOwnership", false, equal, {"Personal", "Corporate", "Unknown"}},
      {"deviceTrustType",
       false,
       listed,
       {"Azure AD joined", "Azure AD registered", "Hybrid Azure AD joined", "Unknown"}},
      {"enrollmentProfileName", false, text, {}},
      // Not on the page, but the service's own validator and evaluator know it.
      {"isTpmAttested", false, equal, {"True", "False"}},
      {"manufacturer", false, text, {}},
      {"model", false, text, {}},
      {"operatingSystemSKU",
       false,
       text,
       {"BusinessN",
        "CloudEdition",
        "CloudEditionN",
        "Core",
        "CoreCountrySpecific",
        "CoreN",
        "CoreSingleLanguage",
        "Education",
        "EducationN",
        "Enterprise",
        "EnterpriseEval",
        "EnterpriseG",
        "EnterpriseGN",
        "EnterpriseN",
        "EnterpriseNEval",
        "EnterpriseS",
        "EnterpriseSEval",
        "EnterpriseSN",
        "Holographic",
        "IoTEnterprise",
        "IoTUAP",
        "IoTUAPCommercial",
        "PPIPro",
        "Professional",
        "ProfessionalEducation",
        "ProfessionalEducationN",
        "ProfessionalN",
        "ProfessionalSingleLanguage",
        "ProfessionalWorkstation",
        "ServerRdsh"}},
      {"operatingSystemVersion", true, ordered, {}},
      {"osVersion", false, text, {}},
  };
}

}  // namespace

auto windows_filter_properties() -> const std::vector<FilterProperty>& {
  static const std::vector<FilterProperty> kProperties = make_properties();
  return kProperties;
}

namespace filter {

auto find_property(std::string_view name) -> const FilterProperty* {
  const auto& all = windows_filter_properties();
  const auto found = std::find_if(all.begin(), all.end(), [name](const FilterProperty& property) {
    return base::equal_folded(property.name, name);
  });
  return found == all.end() ? nullptr : &*found;
}

auto all_operators() -> const std::vector<std::string_view>& {
  static const Names kNames = {"eq",    "ne", "startsWith", "contains", "notContains", "in",
                               "notIn", "gt", "ge",         "lt",       "le"};
  return kNames;
}

auto contains_folded(const std::vector<std::string_view>& names, std::string_view name) -> bool {
  return std::any_of(names.begin(), names.end(), [name](std::string_view n) { return base::equal_folded(n, name); });
}

auto one_of(const std::vector<std::string_view>& names) -> std::string {
  std::string out = "one of `";
  for (const auto name : names) {
    if (out.back() != '`') out += ' ';
    out += name;
  }
  return out + "`";
}

}  // namespace filter
}  // namespace pinwright::grammar
