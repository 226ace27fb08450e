#include <utility>

#include "base/text.hpp"
#include "check/check.hpp"
#include "check/content.hpp"
#include "check/oddity.hpp"
#include "check/value_type.hpp"
#include "check/xml_value.hpp"

namespace pinwright::check::checks {

namespace {

using csp::ContentRule;

/// The XML, where its outermost element is the one that the rule is about; xml_root speaks of another.
auto judged_xml(const SettingContext& context) -> const XmlValue* {
  if (context.node()->content_rule() == ContentRule::None) return nullptr;
  const auto* value = xml_value(context);
  const auto root = context.node()->xml_root();
  if (value == nullptr || value->root() == nullptr || !root) return nullptr;
  return value->root()->local_name() == root->name ? value : nullptr;
}

auto judge_xml(const SettingContext& context, const XmlValue& value) -> content::Findings {
  switch (context.node()->content_rule()) {
    case ContentRule::AppLockerCollection:
      return content::app_locker_collection(context, value);
    case ContentRule::GroupMembers:
      return content::group_members(context, value);
    case ContentRule::WifiProfile:
      return content::wifi_profile(context, value);
    case ContentRule::VpnProfile:
      return content::vpn_profile(context, value);
    case ContentRule::DeviceControlId:
      return content::same_id(context, value, "Id");
    case ContentRule::MsiJobId:
      return content::same_id(context, value, "id");
    case ContentRule::AssignedAccess:
      return content::assigned_access(context, value);
    case ContentRule::ShellLauncher:
      return content::shell_launcher(context, value);
    case ContentRule::None:
    case ContentRule::AsrRules:
    case ContentRule::Accounts:
    case ContentRule::Urls:
    case ContentRule::StartPins:
      break;
  }
  return {};
}

auto judge_text(const SettingContext& context, std::string_view text) -> content::Findings {
  switch (context.node()->content_rule()) {
    case ContentRule::AsrRules:
      return content::asr_rules(context, text);
    case ContentRule::Accounts:
      return content::accounts(context, text);
    case ContentRule::Urls:
      return content::urls(context, text);
    case ContentRule::StartPins:
      return content::start_pins(context, text);
    case ContentRule::None: {
      auto found = content::list_items(context, text);
      return found.empty() ? content::stated_form(context, text) : found;
    }
    case ContentRule::AppLockerCollection:
    case ContentRule::GroupMembers:
    case ContentRule::WifiProfile:
    case ContentRule::VpnProfile:
    case ContentRule::DeviceControlId:
    case ContentRule::MsiJobId:
    case ContentRule::AssignedAccess:
    case ContentRule::ShellLauncher:
      break;
  }
  return {};
}

}  // namespace

auto value_content(const SettingContext& context, diag::Sink& sink) -> void {
  if (context.uri.slug == diag::Code::RetiredCsp) {
    for (auto& one : content::accounts_csp(context)) sink.add(std::move(one));
    return;
  }
  if (context.node() == nullptr) return;
  content::Findings found;
  const auto content = context.node()->content();
  const bool is_plain = content == csp::Content::Plain;
  if (!is_plain && content != csp::Content::Json) {
    if (const auto* value = judged_xml(context)) found = judge_xml(context, *value);
  } else if (const auto* text = known_text(context); text != nullptr && type_error(context) == TypeError::None) {
    // What was pasted from elsewhere is reported as such.
    const auto kind = is_plain ? TextKind::Plain : TextKind::MarkedUp;
    const std::string_view whole = *text;
    if (!find_oddity(whole, kind)) found = judge_text(context, is_plain ? whole : xml_body(whole).text);
  }
  if (found.empty() && type_error(context) == TypeError::None) found = content::binary(context);
  for (auto& one : found) sink.add(std::move(one));
}

}  // namespace pinwright::check::checks
