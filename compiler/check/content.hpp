#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "check/context.hpp"
#include "check/xml_value.hpp"

/// What the documentation of single nodes says about their text: csp::ContentRule. Each gives the findings about a
/// value whose node has the rule; nothing where the value cannot be read in that way.
namespace pinwright::check::content {

using Findings = std::vector<diag::Diagnostic>;

// Texts (content_text.cpp).

/// `GUID=state`, joined by `|`; the states are 0, 1, 2, 5 and 6 (content_asr.cpp).
[[nodiscard]] auto asr_rules(const SettingContext& context, std::string_view text) -> Findings;
/// Accounts and `*SID`s, separated by U+F000.
[[nodiscard]] auto accounts(const SettingContext& context, std::string_view text) -> Findings;
/// The Accounts CSP, which no DDF file describes: `Domain/ComputerName` and `Users/…/LocalUserGroup`. Of any other
/// OMA-URI nothing.
[[nodiscard]] auto accounts_csp(const SettingContext& context) -> Findings;
/// Addresses, separated by U+F000.
[[nodiscard]] auto urls(const SettingContext& context, std::string_view text) -> Findings;

/// Items that another character separates than the node's delimiter, where no item can hold that character.
[[nodiscard]] auto list_items(const SettingContext& context, std::string_view text) -> Findings;

/// A date, a GUID, a URL, a time zone or a list of pages that the description of the node asks for
/// (content_stated.cpp).
[[nodiscard]] auto stated_form(const SettingContext& context, std::string_view text) -> Findings;

/// Ports and addresses of firewall rules and of the quality of service (content_network.cpp).
[[nodiscard]] auto network(const SettingContext& context, std::string_view text) -> Findings;

// JSON (content_start.cpp).

/// The pins of Start: a list `pinnedList` of objects with one of Microsoft's keys.
[[nodiscard]] auto start_pins(const SettingContext& context, std::string_view text) -> Findings;
/// What is wrong with them; `message` is empty: nothing.
struct PinsProblem {
  std::string message, help;
};
[[nodiscard]] auto pins_problem(std::string_view json) -> PinsProblem;

// Base64 (content_binary.cpp).

/// A certificate is DER and has the hash that the OMA-URI names; a policy of App Control is no XML. Of any other node
/// nothing.
[[nodiscard]] auto binary(const SettingContext& context) -> Findings;

// XML (content_xml.cpp); `root` is the outermost element.

/// The `Type` of a RuleCollection is that of the node: `Exe` for EXE, `Appx` for StoreApps.
[[nodiscard]] auto app_locker_collection(const SettingContext& context, const XmlValue& value) -> Findings;
/// A group has a name, one action and members, each a SID or the name of an account (content_groups.cpp).
[[nodiscard]] auto group_members(const SettingContext& context, const XmlValue& value) -> Findings;
/// The network that the OMA-URI names is the profile's, `<hex>` spells `<name>`, and a key in clear has the length that
/// its kind has (content_wifi.cpp).
[[nodiscard]] auto wifi_profile(const SettingContext& context, const XmlValue& value) -> Findings;
/// The profile that the OMA-URI names is the `ProfileName`.
[[nodiscard]] auto vpn_profile(const SettingContext& context, const XmlValue& value) -> Findings;
/// The GUID in the OMA-URI is the attribute `attribute` of the outermost element.
[[nodiscard]] auto same_id(const SettingContext& context, const XmlValue& value, std::string_view attribute)
    -> Findings;

/// Profiles have GUIDs in braces of their own, and each `<Config>` an account and the ID of a profile that is there
/// (content_kiosk.cpp).
[[nodiscard]] auto assigned_access(const SettingContext& context, const XmlValue& value) -> Findings;
[[nodiscard]] auto shell_launcher(const SettingContext& context, const XmlValue& value) -> Findings;

// For several of them.

/// What is judged, and where its findings go.
struct Report {
  const SettingContext& context;
  const XmlValue& value;
  Findings& out;

  /// At the element's tag.
  auto add(const grammar::XmlElement& element, std::string message, std::string help) const -> void {
    out.push_back(
        element_finding(context, diag::Code::ValueContent, value, element, std::move(message), std::move(help)));
  }
  /// At an attribute of it.
  auto add(const grammar::XmlElement& element, std::string_view attribute, std::string message, std::string help) const
      -> void {
    out.push_back(attribute_finding(context, diag::Code::ValueContent, value, element, attribute, std::move(message),
                                    std::move(help)));
  }
};

/// Whether a text is there and holds nothing that the environment fills in.
[[nodiscard]] inline auto is_known(std::string_view text) -> bool {
  return !text.empty() && text.find("{env.") == std::string_view::npos;
}
/// The text of an element without white space at its ends; empty: no element.
[[nodiscard]] inline auto text_in(const grammar::XmlElement* element) -> std::string_view {
  return element == nullptr ? std::string_view() : base::trimmed(element->text);
}
/// The segment of the OMA-URI before the last: what the node above names.
[[nodiscard]] auto name_in_uri(const SettingContext& context) -> std::string;

/// A part of a text and where it begins there.
struct Part {
  std::string_view text;
  std::size_t begin = 0;
};
/// Those that are not empty, without white space at their ends.
[[nodiscard]] auto parts_of(std::string_view text, std::string_view separator) -> std::vector<Part>;
/// A finding at a part of the value.
[[nodiscard]] auto at(const SettingContext& context, const Part& part, std::string message, std::string help)
    -> diag::Diagnostic;

/// "Defender" of `Policy/Config/Defender/ExcludedPaths`; empty: the node stands at the top.
[[nodiscard]] inline auto parent_name(const csp::Node& node) -> std::string_view {
  const auto parent = node.parent();
  return parent.valid() ? parent.name() : std::string_view();
}

/// A straight quotation mark in names of files, which Windows refuses there.
[[nodiscard]] auto quotation_mark(const SettingContext& context, std::string_view text) -> Findings;

/// Why a text can be neither a SID nor the name of an account; empty: it can.
[[nodiscard]] auto account_problem(std::string_view text) -> std::string;

}  // namespace pinwright::check::content
