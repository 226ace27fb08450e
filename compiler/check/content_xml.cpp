#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"
#include "check/content.hpp"
#include "grammar/oma_uri_canonical.hpp"
#include "grammar/tenant_id.hpp"

namespace pinwright::check::content {

namespace {

constexpr auto kCode = diag::Code::ValueContent;

/// The segment of the OMA-URI before the last: what the node above names.
auto name_in_uri(const SettingContext& context) -> std::string {
  const auto& segments = context.uri.uri->segments;
  return segments.size() < 2 ? std::string() : grammar::decoded_segment(segments[segments.size() - 2].text);
}

/// A name from the environment is not known.
auto is_known(std::string_view name) -> bool { return !name.empty() && name.find("{env.") == std::string_view::npos; }

auto text_in(const grammar::XmlElement* element) -> std::string_view {
  return element == nullptr ? std::string_view() : base::trimmed(element->text);
}

/// `6F6666696365` of an SSID is `office`.
auto from_hex(std::string_view hex) -> std::string {
  std::string out;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    const int high = base::hex_value(hex[i]), low = base::hex_value(hex[i + 1]);
    if (high < 0 || low < 0) return {};
    out += static_cast<char>(high * 16 + low);
  }
  return out;
}

auto names_of_network(const grammar::XmlElement& profile) -> std::vector<std::string> {
  std::vector<std::string> names;
  const auto add = [&](std::string name) {
    if (!name.empty()) names.push_back(std::move(name));
  };
  add(std::string(text_in(profile.child("name"))));
  for (const auto& config : profile.children) {
    if (config.local_name() != "SSIDConfig") continue;
    for (const auto& ssid : config.children) {
      if (ssid.local_name() != "SSID") continue;
      add(std::string(text_in(ssid.child("name"))));
      add(from_hex(text_in(ssid.child("hex"))));
    }
  }
  return names;
}

/// The elements of a membership that name an account, and the attribute with the name.
struct Member {
  std::string_view element, attribute;
};
constexpr std::array<Member, 4> kMembers{
    {{"add", "member"}, {"remove", "member"}, {"member", "name"}, {"accessgroup", "desc"}}};

/// Policy CSP reference, LocalUsersAndGroups: U updates the group, R replaces its members.
auto check_action(const SettingContext& context, const XmlValue& value, const grammar::XmlElement& element,
                  Findings& out) -> void {
  const auto* action = element.local_name() == "group" ? element.attribute("action") : nullptr;
  if (action == nullptr || !is_known(*action) || base::equal_folded(base::trimmed(*action), "U") ||
      base::equal_folded(base::trimmed(*action), "R"))
    return;
  out.push_back(element_finding(context, kCode, value, element,
                                fmt::format("{} is no action of a group", base::quoted(*action)),
                                "write `U` to add and remove the members that are named, `R` to replace all members"));
}

// parse_xml bounds the depth.
auto check_members(const SettingContext& context, const XmlValue& value, const grammar::XmlElement& element,
                   Findings& out) -> void {
  check_action(context, value, element, out);
  for (const auto& member : kMembers) {
    const auto* name = element.local_name() == member.element ? element.attribute(member.attribute) : nullptr;
    if (name == nullptr) continue;
    auto problem = account_problem(base::trimmed(*name));
    if (problem.empty()) continue;
    out.push_back(
        element_finding(context, kCode, value, element, std::move(problem),
                        "write a SID (of an Entra group: `S-1-12-1-…`), or a name such as `Administrators` or "
                        "`AzureAD\\user@contoso.com`"));
  }
  for (const auto& child : element.children) check_members(context, value, child, out);
}

}  // namespace

auto app_locker_collection(const SettingContext& context, const XmlValue& value) -> Findings {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kTypes{
      {{"EXE", "Exe"}, {"MSI", "Msi"}, {"Script", "Script"}, {"StoreApps", "Appx"}, {"DLL", "Dll"}}};
  const auto* type = value.root()->attribute("Type");
  const auto kind = context.node()->parent().name();
  const auto* const row =
      std::find_if(kTypes.begin(), kTypes.end(), [&](const auto& one) { return one.first == kind; });
  if (type == nullptr || row == kTypes.end() || base::equal_folded(*type, row->second) || !is_known(*type)) return {};
  return {element_finding(
      context, kCode, value, *value.root(),
      fmt::format("rules of the type {} stand in `{}/Policy`", base::quoted(*type), kind),
      fmt::format("`{}` takes `Type=\"{}\"`: write the collection to the node of its type", kind, row->second))};
}

auto group_members(const SettingContext& context, const XmlValue& value) -> Findings {
  Findings out;
  check_members(context, value, *value.root(), out);
  return out;
}

auto wifi_profile(const SettingContext& context, const XmlValue& value) -> Findings {
  const auto wanted = name_in_uri(context);
  const auto names = names_of_network(*value.root());
  const bool is_same = std::find(names.begin(), names.end(), wanted) != names.end();
  if (names.empty() || is_same || !is_known(wanted) || !std::all_of(names.begin(), names.end(), is_known)) return {};
  return {element_finding(context, kCode, value, *value.root(),
                          fmt::format("the OMA-URI names the network {}, and the profile is of {}",
                                      base::quoted(wanted), base::quoted(names.back())),
                          "write the SSID into the OMA-URI, letter by letter, with `%20` for a blank")};
}

auto vpn_profile(const SettingContext& context, const XmlValue& value) -> Findings {
  const auto wanted = name_in_uri(context);
  const auto* element = value.root()->child("ProfileName");
  const auto name = text_in(element);
  if (!is_known(name) || !is_known(wanted) || name == wanted) return {};
  return {element_finding(
      context, kCode, value, *element,
      fmt::format("the OMA-URI names the profile {}, and its XML {}", base::quoted(wanted), base::quoted(name)),
      "write one name in both, or leave `<ProfileName>` out")};
}

auto same_id(const SettingContext& context, const XmlValue& value, std::string_view attribute) -> Findings {
  const auto* id = value.root()->attribute(attribute);
  const auto wanted = name_in_uri(context);
  if (id == nullptr || !is_known(*id) || !is_known(wanted)) return {};
  const auto is_same = base::equal_folded(grammar::without_braces(*id), grammar::without_braces(wanted));
  if (is_same) return {};
  return {element_finding(context, kCode, value, *value.root(),
                          fmt::format("the OMA-URI names {}, and `<{}>` has the `{}` {}", base::quoted(wanted),
                                      value.root()->name, attribute, base::quoted(*id)),
                          "write one GUID in both")};
}

}  // namespace pinwright::check::content
