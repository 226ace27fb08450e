#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "check/content.hpp"
#include "grammar/tenant_id.hpp"

/// Microsoft's XSDs of assigned access and of the shell launcher, which no DDF file has: what people get wrong in them.
namespace pinwright::check::content {

namespace {

using grammar::XmlElement;
using Words = std::span<const std::string_view>;

auto children_of(const XmlElement* element, std::string_view name) -> std::vector<const XmlElement*> {
  std::vector<const XmlElement*> out;
  if (element == nullptr) return out;
  for (const auto& child : element->children) {
    if (child.local_name() == name) out.push_back(&child);
  }
  return out;
}

/// An attribute that is there and known; empty: neither.
auto known_attribute(const XmlElement& element, std::string_view name) -> std::string_view {
  const auto* text = element.attribute(name);
  return text != nullptr && is_known(*text) ? std::string_view(*text) : std::string_view();
}

auto is_braced_guid(std::string_view text) -> bool {
  return text.size() > 2 && text.front() == '{' && text.back() == '}' &&
         grammar::is_guid(text.substr(1, text.size() - 2));
}

/// Whether `Id` has the form of guid_t; an absent or unknown one is not judged.
auto has_id_form(const Report& report, const XmlElement& element) -> bool {
  const auto id = known_attribute(element, "Id");
  if (id.empty() || is_braced_guid(id)) return true;
  const auto bare = grammar::without_braces(id);
  report.add(element, "Id", fmt::format("{} is not a GUID in braces", base::quoted(id)),
             grammar::is_guid(bare) ? fmt::format("write `{{{}}}`", bare)
                                    : "write a GUID of your own in braces, the same in `<Profile>` and `<Config>`");
  return false;
}

auto folded_id(const XmlElement& element) -> std::string {
  return base::folded(grammar::without_braces(known_attribute(element, "Id")));
}

/// The profiles of a configuration by their IDs.
class Profiles {
 public:
  Profiles(const Report& report, const XmlElement& root) : all_(children_of(root.child("Profiles"), "Profile")) {
    for (const auto* one : all_) {
      is_open_ = is_open_ || known_attribute(*one, "Id").empty();
      const auto id = folded_id(*one);
      const bool is_new = id.empty() || by_id_.try_emplace(id, one).second;
      if (has_id_form(report, *one) && !is_new)
        report.add(*one, "Id", fmt::format("two profiles have the ID {}", base::quoted(*one->attribute("Id"))),
                   "give each profile a GUID of its own");
    }
  }

  [[nodiscard]] auto all() const -> const std::vector<const XmlElement*>& { return all_; }

  /// The profile that `Id` names; nullptr: none, or one that is not known.
  auto named_by(const Report& report, const XmlElement& reference) const -> const XmlElement* {
    const auto id = folded_id(reference);
    if (!has_id_form(report, reference) || id.empty()) return nullptr;
    if (const auto found = by_id_.find(id); found != by_id_.end()) return found->second;
    if (!is_open_)
      report.add(reference, "Id", fmt::format("no `<Profile>` has the ID {}", base::quoted(*reference.attribute("Id"))),
                 help());
    return nullptr;
  }

 private:
  [[nodiscard]] auto help() const -> std::string {
    if (all_.empty()) return "write the profile into `<Profiles>`";
    constexpr std::size_t kShown = 4;
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < all_.size() && i < kShown; ++i) ids.push_back(base::quoted(*all_[i]->attribute("Id")));
    if (all_.size() > kShown) ids.emplace_back("another");
    return "write the ID of a profile that is there: " + base::joined(ids, " or ");
  }

  std::vector<const XmlElement*> all_;
  std::unordered_map<std::string, const XmlElement*> by_id_;  ///< the first of an ID
  bool is_open_ = false;                                      ///< the ID of one is not known
};

/// The two formats, where they differ.
struct Format {
  std::string_view reference;                ///< the element of a `<Config>` that names its profile
  std::array<std::string_view, 4> accounts;  ///< of which a `<Config>` has one
};
constexpr Format kAssignedAccess{"DefaultProfile", {"Account", "AutoLogonAccount", "UserGroup", "SpecialGroup"}};
constexpr Format kShellLauncher{"Profile", {"Account", "AutoLogonAccount"}};

auto words(Words all) -> std::string {
  std::vector<std::string> out;
  for (const auto word : all) {
    if (!word.empty()) out.push_back(fmt::format("`{}`", word));
  }
  return base::joined(out, " or ");
}

/// The account of a `<Config>`; nullptr: it has none.
auto account_of(const Report& report, const Format& format, const XmlElement& config) -> const XmlElement* {
  for (const auto& child : config.children) {
    if (std::find(format.accounts.begin(), format.accounts.end(), child.local_name()) != format.accounts.end())
      return &child;
  }
  report.add(config, "`<Config>` names no account", "write " + words(format.accounts));
  return nullptr;
}

/// The profile of a `<Config>`; nullptr: none that is there.
auto profile_of(const Report& report, const Format& format, const Profiles& profiles, const XmlElement& config)
    -> const XmlElement* {
  const auto* reference = config.child(format.reference);
  if (reference != nullptr && reference->attribute("Id") != nullptr) return profiles.named_by(report, *reference);
  report.add(config, "`<Config>` names no profile", fmt::format("write `<{} Id=\"{{…}}\"/>`", format.reference));
  return nullptr;
}

/// An attribute with a word that the XSD does not list.
auto check_word(const Report& report, const XmlElement& element, std::string_view attribute, Words allowed) -> void {
  const auto word = known_attribute(element, attribute);
  if (word.empty() || std::find(allowed.begin(), allowed.end(), word) != allowed.end()) return;
  report.add(element, attribute, fmt::format("`{}` does not take {}", attribute, base::quoted(word)),
             "write " + words(allowed));
}

auto check_single_logon(const Report& report, const std::vector<const XmlElement*>& configs) -> void {
  bool has_one = false;
  for (const auto* config : configs) {
    const auto* account = config->child("AutoLogonAccount");
    if (account != nullptr && has_one)
      report.add(*account, "a second `<AutoLogonAccount>`", "one account signs in by itself: keep one");
    has_one = has_one || account != nullptr;
  }
}

// --- assigned access -------------------------------------------------------------------------------------------------

/// Elements of later versions of the format, and the year in their namespace.
struct Later {
  std::string_view name, year;
};
constexpr std::array<Later, 5> kLater{{{"FileExplorerNamespaceRestrictions", "201810"},
                                       {"GlobalProfile", "2020"},
                                       {"BreakoutSequence", "2021"},
                                       {"StartPins", "2022"},
                                       {"TaskbarLayout", "2022"}}};

auto check_namespace(const Report& report, const XmlElement& element) -> void {
  for (const auto& later : kLater) {
    const auto space = fmt::format("http://schemas.microsoft.com/AssignedAccess/{}/config", later.year);
    if (element.local_name() != later.name || element.space == space) continue;
    report.add(element, fmt::format("`<{}>` is in {}", element.name, namespace_words(element.space)),
               fmt::format("Windows looks for it in `{}`", space));
  }
}

/// Microsoft, "Create an Assigned Access configuration file".
auto check_account(const Report& report, const XmlElement& account, bool is_kiosk) -> void {
  constexpr std::array<std::string_view, 3> kTypes{"LocalGroup", "ActiveDirectoryGroup", "AzureActiveDirectoryGroup"};
  const auto text = text_in(&account);
  if (account.local_name() == "Account" && is_known(text) && text.find('@') != std::string_view::npos &&
      text.find('\\') == std::string_view::npos)
    report.add(account, fmt::format("{} is the name of no account", base::quoted(text)),
               fmt::format("write an account of Entra as `AzureAD\\{}`", text));
  if (account.local_name() != "UserGroup") return;
  check_word(report, account, "Type", kTypes);
  const auto name = known_attribute(account, "Name");
  if (known_attribute(account, "Type") == kTypes[2] && !name.empty() &&
      !grammar::is_guid(grammar::without_braces(name)))
    report.add(account, "Name", fmt::format("{} is not the object ID of an Entra group", base::quoted(name)),
               "write the group's object ID");
  if (is_kiosk)
    report.add(account, "a group cannot have a profile with `<KioskModeApp>`",
               "name an account, or give the group a profile with `<AllAppsList>`");
}

/// xs:unique of the XSD: an application stands once in a list, and one alone starts by itself.
auto check_applications(const Report& report, const XmlElement& list) -> void {
  std::unordered_set<std::string_view> known;
  bool has_launch = false;
  for (const auto* app : children_of(list.child("AllowedApps"), "App")) {
    const auto* id = app->attribute("AppUserModelId");
    const auto* name = id != nullptr ? id : app->attribute("DesktopAppPath");
    if (name == nullptr) {
      report.add(*app, "`<App>` names no application", "write `AppUserModelId` or `DesktopAppPath`");
    } else if (!known.insert(*name).second) {
      report.add(*app, fmt::format("the application {} stands twice in the list", base::quoted(*name)), "keep one");
    }
    const bool launches = std::any_of(app->attributes.begin(), app->attributes.end(), [](const auto& one) {
      return one.first.ends_with(":AutoLaunch") && one.second == "true";
    });
    if (launches && has_launch)
      report.add(*app, "a second application with `AutoLaunch`", "one alone starts by itself: keep one");
    has_launch = has_launch || launches;
  }
}

auto check_profile(const Report& report, const XmlElement& profile) -> void {
  const auto* list = profile.child("AllAppsList");
  if (list == nullptr && profile.child("KioskModeApp") == nullptr)
    return report.add(profile, "the profile has neither `<AllAppsList>` nor `<KioskModeApp>`",
                      "write the applications into `<AllAppsList>`, or the one application as `<KioskModeApp>`");
  if (list != nullptr) check_applications(report, *list);
  if (list != nullptr && profile.child("Taskbar") == nullptr)
    report.add(profile, "the profile has no `<Taskbar>`", "write `<Taskbar ShowTaskbar=\"true\"/>` behind the lists");
  for (const auto& child : profile.children) check_namespace(report, child);
  const auto* pins = profile.child("StartPins");
  if (!is_known(text_in(pins))) return;
  auto problem = pins_problem(text_in(pins));
  if (!problem.message.empty()) report.add(*pins, std::move(problem.message), std::move(problem.help));
}

}  // namespace

auto assigned_access(const SettingContext& context, const XmlValue& value) -> Findings {
  Findings out;
  const Report report{context, value, out};
  const Profiles profiles(report, *value.root());
  for (const auto* profile : profiles.all()) check_profile(report, *profile);
  const auto* list = value.root()->child("Configs");
  for (const auto* global : children_of(list, "GlobalProfile")) {
    check_namespace(report, *global);
    profiles.named_by(report, *global);
  }
  const auto configs = children_of(list, "Config");
  check_single_logon(report, configs);
  for (const auto* config : configs) {
    const auto* account = account_of(report, kAssignedAccess, *config);
    const auto* profile = profile_of(report, kAssignedAccess, profiles, *config);
    const bool is_kiosk = profile != nullptr && profile->child("KioskModeApp") != nullptr;
    if (account != nullptr) check_account(report, *account, is_kiosk);
  }
  return out;
}

// --- shell launcher --------------------------------------------------------------------------------------------------

namespace {

auto check_actions(const Report& report, const XmlElement& profile) -> void {
  constexpr std::array<std::string_view, 4> kActions{"RestartShell", "RestartDevice", "ShutdownDevice", "DoNothing"};
  const auto* shell = profile.child("Shell");
  if (shell == nullptr) return report.add(profile, "the profile has no `<Shell>`", "write `<Shell Shell=\"…\"/>`");
  for (const auto* action : children_of(shell, "DefaultAction")) check_word(report, *action, "Action", kActions);
  for (const auto* action : children_of(shell->child("ReturnCodeActions"), "ReturnCodeAction"))
    check_word(report, *action, "Action", kActions);
}

}  // namespace

auto shell_launcher(const SettingContext& context, const XmlValue& value) -> Findings {
  Findings out;
  const Report report{context, value, out};
  const Profiles profiles(report, *value.root());
  for (const auto* profile : profiles.all()) check_actions(report, *profile);
  for (const auto* profile : children_of(value.root()->child("Profiles"), "DefaultProfile"))
    check_actions(report, *profile);
  const auto configs = children_of(value.root()->child("Configs"), "Config");
  check_single_logon(report, configs);
  for (const auto* config : configs) {
    const auto* account = account_of(report, kShellLauncher, *config);
    profile_of(report, kShellLauncher, profiles, *config);
    const auto* sid = account == nullptr ? nullptr : account->attribute("Sid");
    if (sid == nullptr || !is_known(*sid)) continue;
    auto problem = account_problem(base::trimmed(*sid));
    if (!problem.empty()) report.add(*account, "Sid", std::move(problem), "write the SID of an account or a group");
  }
  return out;
}

}  // namespace pinwright::check::content
