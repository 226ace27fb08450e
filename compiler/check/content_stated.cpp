#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "check/content.hpp"
#include "grammar/tenant_id.hpp"

namespace pinwright::check::content {

namespace {

using Fits = auto(*)(std::string_view) -> bool;

/// `pattern` in front of the text: `d` is a digit, all else itself.
auto begins_like(std::string_view text, std::string_view pattern) -> bool {
  if (text.size() < pattern.size()) return false;
  return std::equal(pattern.begin(), pattern.end(), text.begin(),
                    [](char wanted, char c) { return wanted == 'd' ? base::is_digit(c) : wanted == c; });
}

auto is_date(std::string_view text) -> bool { return begins_like(text, "dddd-dd-dd"); }
auto is_date_and_time(std::string_view text) -> bool { return begins_like(text, "dddd-dd-ddTdd:dd"); }
auto is_group_id(std::string_view text) -> bool { return grammar::is_guid(grammar::without_braces(text)); }
auto is_page_list(std::string_view text) -> bool {
  return base::starts_with_folded(text, "hide:") || base::starts_with_folded(text, "showonly:");
}

auto is_update_server(std::string_view text) -> bool {
  return base::starts_with_folded(text, "http://") || base::starts_with_folded(text, "https://") || text == "CorpWSUS";
}

/// What the node's description in the DDF file says of its text.
struct Stated {
  std::string_view parent, name;
  Fits fits;
  std::string_view message, help;
};

constexpr std::string_view kNoSchedule = "the value is no date with a time";
constexpr std::string_view kSchedule = "write both, such as `2026-10-07T03:30:00`";
constexpr std::string_view kNoDate = "the value is no date";
constexpr std::string_view kDate = "write it as `2026-10-28`";

constexpr std::string_view kNoServer = "the value is no address of an update server";
constexpr std::string_view kServer = "write it with `http://` or `https://`: `https://wsus.contoso.com:8531`";

constexpr std::array<Stated, 9> kStated{
    {{"Schedule", "Single", is_date_and_time, kNoSchedule, kSchedule},
     {"Schedule", "DailyRecurrent", is_date_and_time, kNoSchedule, kSchedule},
     {"Schedule", "WeeklyRecurrent", is_date_and_time, kNoSchedule, kSchedule},
     {"Update", "PauseQualityUpdatesStartTime", is_date, kNoDate, kDate},
     {"Update", "PauseFeatureUpdatesStartTime", is_date, kNoDate, kDate},
     {"Update", "UpdateServiceUrl", is_update_server, kNoServer, kServer},
     {"Update", "UpdateServiceUrlAlternate", is_update_server, kNoServer, kServer},
     {"DeliveryOptimization", "DOGroupId", is_group_id, "the group ID is no GUID",
      "write a GUID of your own, the same for all devices of the group"},
     {"Settings", "PageVisibilityList", is_page_list, "the value begins with neither `hide:` nor `showonly:`",
      "write `hide:about;bluetooth` or `showonly:about;bluetooth`"}}};

/// Where a text goes wrong is part of these.
using Judge = auto(*)(const SettingContext&, std::string_view) -> Findings;

auto judge_pages(const SettingContext& context, std::string_view text) -> Findings {
  constexpr std::string_view kScheme = "ms-settings:";
  Findings out;
  for (std::size_t begin = 0; begin + kScheme.size() <= text.size(); ++begin) {
    if (!base::starts_with_folded(text.substr(begin), kScheme)) continue;
    out.push_back(at(context, {text.substr(begin, kScheme.size()), begin},
                     "`ms-settings:` stands before a page, which is named without it here",
                     "write `bluetooth` for `ms-settings:bluetooth`: Windows ignores a value of another form"));
    break;
  }
  if (const auto comma = text.find(','); comma != std::string_view::npos)
    out.push_back(at(context, {text.substr(comma, 1), comma},
                     "pages are separated by `;`, so this is one page, which Windows does not have",
                     "write `;` between the pages: Windows ignores a value of another form"));
  return out;
}

auto ends_with_folded(std::string_view text, std::string_view end) -> bool {
  return text.size() >= end.size() && base::equal_folded(text.substr(text.size() - end.size()), end);
}

/// All names of Windows end so, but for `UTC` and the likes of `UTC-11`.
auto is_windows_zone(std::string_view name) -> bool {
  constexpr std::string_view kNoDaylight = "_dstoff";
  if (ends_with_folded(name, kNoDaylight)) name.remove_suffix(kNoDaylight.size());
  if (ends_with_folded(name, " Standard Time") || base::equal_folded(name, "UTC")) return true;
  return base::starts_with_folded(name, "UTC") && name.size() == 6 && (name[3] == '+' || name[3] == '-') &&
         base::is_digit(name[4]) && base::is_digit(name[5]);
}

auto judge_time_zone(const SettingContext& context, std::string_view text) -> Findings {
  const auto name = base::trimmed(text);
  if (is_windows_zone(name)) return {};
  const bool is_shown = base::starts_with_folded(name, "(UTC") || base::starts_with_folded(name, "(GMT");
  const bool is_iana = name.find('/') != std::string_view::npos;
  return {value_finding(context, diag::Code::ValueContent,
                        is_shown  ? "the value is a time zone as Windows shows it, not its name"
                        : is_iana ? "the value is a time zone of the IANA list, not one of Windows"
                                  : "the value is no name of a time zone of Windows",
                        "write a name that `tzutil /l` prints, such as `W. Europe Standard Time`")};
}

/// `file:///C:/wall.jpg` for `C:\wall.jpg`; empty: the text is no such path.
auto as_file_url(std::string_view path) -> std::string {
  const bool has_drive = path.size() > 2 && base::is_alnum(path[0]) && path[1] == ':';
  if (!has_drive) return {};
  std::string url = "file:///";
  for (const char c : path) {
    if (c == ' ') {
      url += "%20";
    } else {
      url += c == '\\' ? '/' : c;
    }
  }
  return url;
}

auto judge_image(const SettingContext& context, std::string_view text) -> Findings {
  constexpr std::array<std::string_view, 3> kSchemes{"http:", "https:", "file:"};
  const auto url = base::trimmed(text);
  if (std::any_of(kSchemes.begin(), kSchemes.end(),
                  [&](std::string_view scheme) { return base::starts_with_folded(url, scheme); }))
    return {};
  const auto file = as_file_url(url);
  return {value_finding(context, diag::Code::ValueContent, "the value is no URL of an image",
                        file.empty()
                            ? std::string("write an address such as `https://contoso.com/wall.jpg`, or the URL "
                                          "of a file of the device such as `file:///C:/wall.jpg`")
                            : "write `" + file + "`")};
}

/// "Supported values for threat severity levels: 1, 2, 4, 5"; actions 2, 3, 6, 8, 10, and 1 (clean) in older editions.
auto is_severity_action(std::string_view text) -> bool {
  constexpr std::array<std::string_view, 4> kSeverities{"1", "2", "4", "5"};
  constexpr std::array<std::string_view, 6> kActions{"1", "2", "3", "6", "8", "10"};
  const auto equals = text.find('=');
  if (equals == std::string_view::npos) return false;
  const auto is_one_of = [](const auto& known, std::string_view word) {
    return std::find(known.begin(), known.end(), base::trimmed(word)) != known.end();
  };
  return is_one_of(kSeverities, text.substr(0, equals)) && is_one_of(kActions, text.substr(equals + 1));
}

auto judge_severities(const SettingContext& context, std::string_view text) -> Findings {
  for (const auto& part : parts_of(text, "|")) {
    if (part.text.empty() || is_severity_action(part.text)) continue;
    return {at(context, part, base::quoted(part.text) + " is no severity with an action",
               "write `severity=action`, joined by `|`; severities are 1 (low), 2 (moderate), 4 (high) and 5 (severe), "
               "actions 2 (quarantine), 3 (remove), 6 (allow), 8 (user defined) and 10 (block)")};
  }
  return {};
}

/// "Possible values are: InternalDefinitionUpdateServer, MicrosoftUpdateServer, MMPC, FileShares", "pipe-separated".
auto judge_sources(const SettingContext& context, std::string_view text) -> Findings {
  constexpr std::array<std::string_view, 4> kSources{"InternalDefinitionUpdateServer", "MicrosoftUpdateServer", "MMPC",
                                                     "FileShares"};
  for (const auto& part : parts_of(text, "|")) {
    const auto is_it = [&](std::string_view source) { return base::equal_folded(source, part.text); };
    if (std::any_of(kSources.begin(), kSources.end(), is_it)) continue;
    return {at(context, part, base::quoted(part.text) + " is no source of definition updates",
               "write `InternalDefinitionUpdateServer`, `MicrosoftUpdateServer`, `MMPC` and `FileShares` in the order "
               "that is wanted, joined by `|`")};
  }
  return {};
}

/// Windows Hello for Business, multi-factor unlock: credential providers are "comma separated".
auto judge_providers(const SettingContext& context, std::string_view text) -> Findings {
  for (auto end = text.find('}'); end != std::string_view::npos; end = text.find('}', end + 1)) {
    const auto next = text.find('{', end);
    if (next == std::string_view::npos) break;
    const auto between = text.substr(end + 1, next - end - 1);
    if (base::trimmed(between) == ",") continue;
    return {at(context, {text.substr(end + 1, std::max<std::size_t>(between.size(), 1)), end + 1},
               "credential providers are separated by `,`", "write `{…},{…}`")};
  }
  return {};
}

struct Judged {
  std::string_view parent, name;
  Judge judge;
};

constexpr std::array<Judged, 9> kJudged{{{"Settings", "PageVisibilityList", judge_pages},
                                         {"Defender", "SignatureUpdateFallbackOrder", judge_sources},
                                         {"DeviceUnlock", "GroupA", judge_providers},
                                         {"DeviceUnlock", "GroupB", judge_providers},
                                         {"Defender", "ThreatSeverityDefaultAction", judge_severities},
                                         {"TimeLanguageSettings", "ConfigureTimeZone", judge_time_zone},
                                         {"Personalization", "DesktopImageUrl", judge_image},
                                         {"Personalization", "LockScreenImageUrl", judge_image},
                                         {"Personalization", "CompanyLogoUrl", judge_image}}};

template <class Rows>
auto row_of(const Rows& rows, const csp::Node& node) {
  return std::find_if(rows.begin(), rows.end(),
                      [&](const auto& one) { return one.name == node.name() && one.parent == parent_name(node); });
}

}  // namespace

auto stated_form(const SettingContext& context, std::string_view text) -> Findings {
  const auto& node = *context.node();
  // An empty text takes the setting back.
  if (base::trimmed(text).empty()) return {};
  const auto* const row = row_of(kStated, node);
  if (row != kStated.end() && !row->fits(base::trimmed(text)))
    return {value_finding(context, diag::Code::ValueContent, std::string(row->message), std::string(row->help))};
  const auto* const judged = row_of(kJudged, node);
  return judged == kJudged.end() ? network(context, text) : judged->judge(context, text);
}

}  // namespace pinwright::check::content
