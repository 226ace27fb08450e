#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/json_parse.hpp"
#include "base/nearest.hpp"
#include "base/text.hpp"
#include "check/content.hpp"

namespace pinwright::check::content {

namespace {

using Json = nlohmann::json;

/// "Customize the Start layout" (Microsoft); `secondaryTile` is what Export-StartLayout writes for a page of Edge.
constexpr std::array<std::string_view, 4> kPins{"packagedAppId", "desktopAppId", "desktopAppLink", "secondaryTile"};
constexpr std::string_view kPinHelp =
    "a pin is `{\"packagedAppId\": \"…\"}`, `{\"desktopAppId\": \"…\"}` or `{\"desktopAppLink\": \"….lnk\"}`";

/// The key as Microsoft's page has it in one place or the other: `packagedAppId`, `packagedAppID`.
auto is_pin_key(std::string_view key) -> bool {
  return std::any_of(kPins.begin(), kPins.end(), [&](std::string_view one) { return base::equal_folded(one, key); });
}

/// `{}` is how people clear the list.
auto pin_problem(const Json& pin) -> PinsProblem {
  if (!pin.is_object()) return {"a pin of `pinnedList` is no object", std::string(kPinHelp)};
  for (const auto& [key, unused] : pin.items()) {
    if (is_pin_key(key)) continue;
    // A key that is near none may be a newer one.
    const auto meant = base::nearest(key, kPins);
    if (meant)
      return {fmt::format("a pin of `pinnedList` has the key {}", base::quoted(key)),
              fmt::format("did you mean {}?", base::quoted(*meant))};
  }
  return {};
}

}  // namespace

auto pins_problem(std::string_view text) -> PinsProblem {
  const auto json = base::parse_json(text);
  if (!json.ok())
    return {fmt::format("the text of the pins {}", json.error().message),
            "fix the JSON; a backslash of a path is written twice"};
  const auto& pins = json.value();
  if (!pins.is_object() || pins.empty()) return {};  // json-malformed; nothing is pinned
  const auto list = pins.find("pinnedList");
  if (list == pins.end()) return {"the JSON has no `pinnedList`", "write `{\"pinnedList\": [ … ]}`"};
  if (!list->is_array()) return {"`pinnedList` is no list", "write `{\"pinnedList\": [ … ]}`"};
  for (const auto& pin : *list) {
    auto problem = pin_problem(pin);
    if (!problem.message.empty()) return problem;
  }
  return {};
}

auto start_pins(const SettingContext& context, std::string_view text) -> Findings {
  if (!base::parse_json(text).ok()) return {};  // json-malformed
  auto problem = pins_problem(text);
  if (problem.message.empty()) return {};
  return {value_finding(context, diag::Code::ValueContent, std::move(problem.message), std::move(problem.help))};
}

}  // namespace pinwright::check::content
