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

}  // namespace

auto name_in_uri(const SettingContext& context) -> std::string {
  const auto& segments = context.uri.uri->segments;
  return segments.size() < 2 ? std::string() : grammar::decoded_segment(segments[segments.size() - 2].text);
}

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

namespace {

/// VPNv2 DDF: the node `DeviceTunnel` stands in the device's profiles alone.
auto device_tunnel(const SettingContext& context, const XmlValue& value) -> Findings {
  const auto* element = value.root()->child("DeviceTunnel");
  const auto text = text_in(element);
  const bool is_wanted = base::equal_folded(text, "true") || text == "1";
  if (!is_wanted || !context.node()->uri().starts_with("./User/")) return {};
  return {element_finding(context, kCode, value, *element,
                          "a device tunnel stands in the profile of a user, and only a profile of the device has one",
                          "write `./Device/Vendor/MSFT/VPNv2/…`, or leave `<DeviceTunnel>` out")};
}

}  // namespace

auto vpn_profile(const SettingContext& context, const XmlValue& value) -> Findings {
  auto found = device_tunnel(context, value);
  const auto wanted = name_in_uri(context);
  const auto* element = value.root()->child("ProfileName");
  const auto name = text_in(element);
  if (!is_known(name) || !is_known(wanted) || name == wanted) return found;
  found.push_back(element_finding(
      context, kCode, value, *element,
      fmt::format("the OMA-URI names the profile {}, and its XML {}", base::quoted(wanted), base::quoted(name)),
      "write one name in both, or leave `<ProfileName>` out"));
  return found;
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
