#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "check/content.hpp"

namespace pinwright::check::content {

namespace {

constexpr std::string_view kAccountHelp =
    "write a SID (of an Entra group: `S-1-12-1-…`), or a name such as `Administrators` or `AzureAD\\user@contoso.com`";

auto check_account(const Report& report, const grammar::XmlElement& element, std::string_view attribute) -> void {
  const auto* name = element.attribute(attribute);
  if (name == nullptr) {
    return report.add(element, fmt::format("`<{}>` has no attribute `{}`", element.name, attribute),
                      std::string(kAccountHelp));
  }
  auto problem = is_known(*name) ? account_problem(base::trimmed(*name)) : std::string();
  if (!problem.empty()) report.add(element, std::move(problem), std::string(kAccountHelp));
}

/// Policy CSP reference, LocalUsersAndGroups: U updates the group, R replaces its members.
auto is_action(std::string_view text, std::string_view action) -> bool {
  return base::equal_folded(base::trimmed(text), action);
}

auto check_action(const Report& report, const grammar::XmlElement& group) -> void {
  const auto* action = group.attribute("action");
  if (action != nullptr && (!is_known(*action) || is_action(*action, "U") || is_action(*action, "R"))) return;
  report.add(group,
             action == nullptr ? std::string("`<group>` has no attribute `action`")
                               : fmt::format("{} is no action of a group", base::quoted(*action)),
             "write `U` to add and remove the members that are named, `R` to replace all members: of `Administrators` "
             "the built-in administrator has to be one");
}

auto is_administrators(const grammar::XmlElement& group) -> bool {
  const auto* name = group.attribute("desc");
  if (name == nullptr) return false;
  const auto text = base::trimmed(*name);
  return text == "S-1-5-32-544" || base::equal_folded(text, "Administrators") ||
         base::equal_folded(text, "BUILTIN\\Administrators");
}

auto is_administrator(std::string_view member) -> bool {
  member = base::trimmed(member);
  if (member.starts_with(".\\")) member.remove_prefix(2);
  return base::equal_folded(member, "Administrator");
}

/// Whether a member may be the built-in administrator: its SID ends in -500, and a local account of any name may be it,
/// in another language or renamed.
auto may_be_administrator(std::string_view member) -> bool {
  member = base::trimmed(member);
  if (!is_known(member)) return true;
  if (base::starts_with_folded(member, "S-1-")) return member.ends_with("-500");
  const auto backslash = member.find('\\');
  if (backslash == std::string_view::npos) return member.find('@') == std::string_view::npos;
  const auto domain = member.substr(0, backslash);
  const bool is_local = domain == "." || domain.find('%') != std::string_view::npos;
  return is_local || base::equal_folded(member.substr(backslash + 1), "Administrator");
}

/// Policy CSP reference, LocalUsersAndGroups: Windows never takes the built-in administrator out of `Administrators`,
/// and answers 0x55b to whoever tries.
constexpr std::string_view kStays =
    "the built-in administrator would leave `Administrators`, which Windows refuses with the error 0x55b";

auto check_administrators(const Report& report, const grammar::XmlElement& element, const grammar::XmlElement& group,
                          bool replaces) -> void {
  if (!is_administrators(element)) return;
  bool may_be_added = false;
  for (const auto& child : element.children) {
    const auto* member = child.attribute("member");
    if (member == nullptr) continue;
    if (child.local_name() == "add" && may_be_administrator(*member)) may_be_added = true;
    if (child.local_name() == "remove" && !replaces && is_administrator(*member))
      report.add(child, std::string(kStays), "leave this `<remove>` out");
  }
  if (replaces && !may_be_added)
    report.add(group, std::string(kStays), "write `<add member=\"Administrator\"/>` beside the other members");
}

auto check_child(const Report& report, const grammar::XmlElement& child, bool replaces) -> void {
  const auto name = child.local_name();
  if (name == "group") return check_action(report, child);
  if (name == "remove" && replaces)
    return report.add(child, "`<remove>` is ignored beside the action `R`",
                      "leave it out: `R` removes all members that no `<add>` names");
  if (name == "add" || name == "remove") return check_account(report, child, "member");
  if (name != "property")
    report.add(child, fmt::format("`<accessgroup>` has no element `<{}>`", child.name),
               "write `<group action=\"U\"/>`, `<add member=\"…\"/>` and `<remove member=\"…\"/>`");
}

/// LocalUsersAndGroups: an `<accessgroup desc>` with one `<group action>`, `<add member>` and `<remove member>`.
auto check_group(const Report& report, const grammar::XmlElement& element) -> void {
  check_account(report, element, "desc");
  const auto* group = element.child("group");
  const auto* action = group == nullptr ? nullptr : group->attribute("action");
  const bool replaces = action != nullptr && is_action(*action, "R");
  if (group == nullptr)
    report.add(element, "`<accessgroup>` has no `<group action>`",
               "write `<group action=\"U\"/>` to add and remove members, `<group action=\"R\"/>` to replace them all");
  for (const auto& child : element.children) check_child(report, child, replaces);
  if (group != nullptr) check_administrators(report, element, *group, replaces);
}

/// RestrictedGroups: its XSD judges the form.
auto check_restricted(const Report& report, const grammar::XmlElement& element) -> void {
  if (element.attribute("desc") != nullptr) check_account(report, element, "desc");
  for (const auto& member : element.children) {
    if (member.local_name() == "member" && member.attribute("name") != nullptr) check_account(report, member, "name");
  }
}

}  // namespace

auto group_members(const SettingContext& context, const XmlValue& value) -> Findings {
  Findings out;
  const Report report{context, value, out};
  const bool is_restricted = value.root()->local_name() == "groupmembership";
  for (const auto& group : value.root()->children) {
    if (group.local_name() != "accessgroup") continue;  // the XSD's finding
    if (is_restricted) {
      check_restricted(report, group);
    } else {
      check_group(report, group);
    }
  }
  return out;
}

}  // namespace pinwright::check::content
