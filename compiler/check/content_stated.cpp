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

constexpr std::array<Stated, 7> kStated{
    {{"Schedule", "Single", is_date_and_time, kNoSchedule, kSchedule},
     {"Schedule", "DailyRecurrent", is_date_and_time, kNoSchedule, kSchedule},
     {"Schedule", "WeeklyRecurrent", is_date_and_time, kNoSchedule, kSchedule},
     {"Update", "PauseQualityUpdatesStartTime", is_date, kNoDate, kDate},
     {"Update", "PauseFeatureUpdatesStartTime", is_date, kNoDate, kDate},
     {"DeliveryOptimization", "DOGroupId", is_group_id, "the group ID is no GUID",
      "write a GUID of your own, the same for all devices of the group"},
     {"Settings", "PageVisibilityList", is_page_list, "the value begins with neither `hide:` nor `showonly:`",
      "write `hide:about;bluetooth` or `showonly:about;bluetooth`"}}};

}  // namespace

auto stated_form(const SettingContext& context, std::string_view text) -> Findings {
  const auto& node = *context.node();
  const auto* const row = std::find_if(kStated.begin(), kStated.end(), [&](const Stated& one) {
    return one.name == node.name() && one.parent == parent_name(node);
  });
  // An empty text takes the setting back.
  if (row == kStated.end() || base::trimmed(text).empty() || row->fits(base::trimmed(text))) return {};
  return {value_finding(context, diag::Code::ValueContent, std::string(row->message), std::string(row->help))};
}

}  // namespace pinwright::check::content
