#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "object/marker.hpp"
#include "plan/apply/run.hpp"
#include "unit/plan/apply_support.hpp"
#include "unit/plan/diff_support.hpp"

/// A policy whose target changes, for the tests of both steps.
namespace pinwright::plan::replace_test {

using Json = nlohmann::json;
using object::Kind;
using object::Target;
using State = Outcome::State;
using Strings = std::vector<std::string>;

inline constexpr std::int64_t kDay = 24 * 60 * 60;
inline constexpr std::int64_t kBegin = 1'780'000'000;  // 2026-05-28

struct Wanted {
  std::string target = "custom";
  int length = 6;
  std::string more = "    assignments: {include: [allDevices]}\n";
  std::string settings = {};
};

inline auto yaml(const Wanted& wanted) -> std::string {
  return fmt::format(R"(
policies:
  hello:
    displayName: Hello
    target: {}
    pinRecovery: {{enabled: true}}
    settings:
      - {{omaUri: './Device/Vendor/MSFT/PassportForWork/{{tenantId}}/Policies/PINComplexity/MinimumPINLength', value: {}}}
      - {{omaUri: './Device/Vendor/MSFT/Policy/Config/Connectivity/AllowBluetooth', value: 0}}
{}{})",
                     wanted.target, wanted.length, wanted.settings, wanted.more);
}

inline auto custom(Wanted wanted = {}) -> std::string {
  wanted.target = "custom";
  return yaml(wanted);
}
inline auto catalog(Wanted wanted = {}) -> std::string {
  wanted.target = "settingsCatalog";
  return yaml(wanted);
}

struct Killed {};

/// A tenant that files are planned against and applied to. Whenever it is asked for anything, one of its policies is
/// assigned, once one was.
struct Place {
  test::World world;
  plan::DiffOptions options;
  std::int64_t now = kBegin;
  bool was_assigned = false;
  std::size_t calls = 0;
  std::size_t killed_at = 0;  // 0: never

  Place() {
    options.workspace = diff_test::kWorkspace;
    world.tenant.knobs().clock = [this] { return now; };
    world.tenant.knobs().fault = [this](std::string_view, const std::string&, std::size_t) {
      check_assigned();
      if (++calls == killed_at) throw Killed{};
      return fake::FaultAction::None;
    };
  }

  auto lives() -> std::vector<object::Live> {
    std::vector<object::Live> found;
    for (const auto& id : world.tenant.ids(Kind::Policy)) found.push_back(world.tenant.stored(Kind::Policy, id));
    return found;
  }
  auto check_assigned() -> void {
    const auto all = lives();
    const bool is_assigned =
        std::any_of(all.begin(), all.end(), [](const auto& one) { return !one.assignments.empty(); });
    if (was_assigned) CHECK(is_assigned);
    was_assigned = was_assigned || is_assigned;
  }
  auto plan(const std::string& text) -> plan::TenantPlan {
    return plan::diff(diff_test::Files(text).deployment(), world.tenant, options);
  }
  auto apply(const std::string& text) -> plan::TenantOutcome { return world.apply(plan(text)); }
  auto settle(const std::string& text) -> void {
    for (const auto& outcome : apply(text).outcomes) {
      INFO((outcome.error ? outcome.error->message : std::string()));
      REQUIRE(outcome.state == State::Done);
    }
  }
  /// The one policy of this target.
  auto of(Target target) -> object::Live {
    for (auto& live : lives()) {
      if (object::target_of(live.object) == target) return live;
    }
    FAIL("there is none");
    return {};
  }
  auto count() -> std::size_t { return world.tenant.ids(Kind::Policy).size(); }
};

inline auto marker_of(const object::Live& live) -> object::Marker {
  return object::split_description(object::description_of(live.object).value_or("")).marker.value();
}

inline auto settings_of(const object::Live& live) -> const std::vector<object::Setting>& {
  return std::get<object::Policy>(live.object).settings;
}

inline auto length_of(const object::Live& live) -> int {
  for (const auto& setting : settings_of(live)) {
    if (setting.key.text().ends_with("MinimumPINLength")) return std::get<std::int32_t>(setting.value);
  }
  return 0;
}

/// Somebody in the portal puts another setting into a custom policy.
inline auto put_setting(Place& place, const object::Live& live, const std::string& uri, const std::string& type,
                        Json value) -> void {
  place.world.tenant.edit(Kind::Policy, live.id, [&](Json& policy) {
    policy["omaSettings"].push_back({{"@odata.type", "#microsoft.graph.omaSetting" + type},
                                     {"displayName", "by hand"},
                                     {"omaUri", uri},
                                     {"value", std::move(value)}});
  });
}

struct Direction {
  std::string before, after;
  Target old, current;
};
inline const Direction kToCatalog{custom(), catalog(), Target::Custom, Target::SettingsCatalog};
inline const Direction kToCustom{catalog(), custom(), Target::SettingsCatalog, Target::Custom};

}  // namespace pinwright::plan::replace_test
