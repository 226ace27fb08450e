#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "object/canonical.hpp"
#include "plan/diff/diff.hpp"
#include "plan/marker.hpp"
#include "plan/rollback/plan.hpp"
#include "unit/plan/apply_support.hpp"
#include "unit/plan/diff_support.hpp"

/// Plan and apply together: after an apply the plan is empty, whatever went wrong on the way.
using namespace pinwright;
using fake::FaultAction;
using object::Kind;
using plan::diff_test::Files;
using plan::test::World;
using State = plan::Outcome::State;

namespace {

constexpr std::string_view kFirst = R"(
groups:
  pilot: {displayName: Pilot}
  company: {displayName: Company, create: true, membershipRule: (device.deviceOwnership -eq "Company")}
filters:
  corporate: {displayName: Corporate, create: true, rule: (device.deviceOwnership -eq "Corporate")}
  old: {displayName: Old, create: true, rule: (device.model -eq "A")}
policies:
  hello:
    displayName: Hello
    description: About Hello
    settings:
      - {omaUri: './Device/Vendor/MSFT/PassportForWork/{tenantId}/Policies/PINComplexity/History', value: 5}
      - {omaUri: './Device/Vendor/MSFT/Policy/Config/Authentication/ConfigureWebSignInAllowedUrls', value: sts.contoso.com}
    assignments:
      include: [pilot, {group: company, filter: corporate}]
    scopeTags: [Default]
  wifi:
    displayName: Wi-Fi
    protect: true
    settings:
      - {omaUri: './Vendor/MSFT/WiFi/Profile/Contoso/WlanXml', dataType: stringXml, valueFrom: {env: WLAN_XML}}
    assignments: {include: [{group: allDevices, filter: old}]}
  going:
    displayName: Going
    settings:
      - {omaUri: './Device/Vendor/MSFT/PassportForWork/UseBiometrics', value: true}
  moving:
    displayName: Moving
    settings:
      - {omaUri: './Device/Vendor/MSFT/PassportForWork/{tenantId}/Policies/UsePassportForWork', value: true}
    assignments: {include: [allUsers]}
)";

/// Everything changes: contents, assignments, rest, a key, a protection; something new, something gone.
constexpr std::string_view kSecond = R"(
groups:
  pilot: {displayName: Pilot}
  company: {displayName: Company, create: true, membershipRule: (device.deviceOwnership -eq "Personal")}
  fresh: {displayName: Fresh, create: true}
filters:
  corporate: {displayName: Corporate, create: true, rule: (device.deviceOwnership -eq "Personal")}
policies:
  hello:
    displayName: Hello again
    description: About Hello
    settings:
      - {omaUri: './Device/Vendor/MSFT/PassportForWork/{tenantId}/Policies/PINComplexity/History', value: 7}
      - {omaUri: './Device/Vendor/MSFT/Policy/Config/Authentication/ConfigureWebSignInAllowedUrls', value: sts.contoso.com}
    assignments: {include: [fresh], exclude: [pilot]}
  wifi:
    displayName: Wi-Fi
    settings:
      - {omaUri: './Vendor/MSFT/WiFi/Profile/Contoso/WlanXml', dataType: stringXml, valueFrom: {env: WLAN_XML}}
    assignments: {include: [allDevices]}
  moved:
    displayName: Moving
    formerly: [moving]
    settings:
      - {omaUri: './Device/Vendor/MSFT/PassportForWork/{tenantId}/Policies/UsePassportForWork', value: true}
    assignments: {include: [allUsers]}
  new:
    displayName: New
    settings:
      - {omaUri: './Device/Vendor/MSFT/PassportForWork/UseBiometrics', value: false}
    assignments: {include: [{group: fresh, filter: corporate}]}
)";

struct Loop {
  World world;
  Files first{kFirst};
  Files second{kSecond};

  Loop() {
    world.tenant.put(Kind::Group, R"({"displayName": "Pilot"})");
    world.environment["WLAN_XML"] = "<WLANProfile>canary-9d02</WLANProfile>";
  }

  [[nodiscard]] auto plan(const Files& files) -> plan::TenantPlan {
    plan::DiffOptions options;
    options.workspace = plan::test::kWorkspace;
    options.variable = world.options.variable;
    auto plan = plan::diff(files.deployment(), world.tenant, options);
    for (const auto& one : plan.diagnostics) INFO(one.message);
    REQUIRE_FALSE(is_left_out(plan));
    REQUIRE_FALSE(plan.unusable);
    return plan;
  }

  /// As the command does it: check, then apply; a journal of its own.
  auto apply(const plan::TenantPlan& plan) -> plan::TenantOutcome {
    static_cast<void>(world.files.remove_folder("/work").ok());
    world.tenant.forget_writes();
    const auto fresh = world.check(plan);
    for (const auto& one : fresh.diagnostics) UNSCOPED_INFO(one.message);
    CHECK(fresh.diagnostics.empty());
    return world.apply(plan);
  }

  auto apply_done(const Files& files) -> void {
    const auto outcome = apply(plan(files));
    for (const auto& one : outcome.outcomes) {
      INFO(one.key << ": " << (one.error ? one.error->message : ""));
      CHECK(one.state == State::Done);
    }
    CHECK(outcome.diagnostics.empty());
  }

  auto check_settled(const Files& files) -> void {
    const auto again = plan(files);
    for (const auto& change : again.changes) {
      INFO(change.key << " is to be " << plan::word(change.action) << "d: " << plan::word(change.reason));
      CHECK(change.action == plan::Action::NoOp);
    }
    CHECK(again.diagnostics.empty());
    for (const auto kind : {Kind::Policy, Kind::Group, Kind::Filter}) {
      for (const auto& id : world.tenant.ids(kind)) {
        const auto name = object::display_name_of(world.tenant.stored(kind, id).object);
        CHECK(world.tenant.ids_of(kind, name).size() == 1);
      }
    }
  }
};

auto is_write(std::string_view operation) -> bool {
  constexpr std::string_view kWrites[] = {"create", "update", "describe", "assign", "remove"};
  return std::find(std::begin(kWrites), std::end(kWrites), operation) != std::end(kWrites);
}

/// The nth write meets `action`; where that is no action, the run stops dead right after it.
auto at_write(World& world, std::size_t nth, FaultAction action) -> fake::FaultHook {
  return [&world, nth, action, count = std::size_t{0}](std::string_view operation, const std::string&,
                                                       std::size_t) mutable {
    if (!is_write(operation) || ++count != nth) return FaultAction::None;
    if (action == FaultAction::None) world.stop.request_stop();
    return action;
  };
}

}  // namespace

TEST_CASE("after apply the plan is empty, for what is new and for what changes") {
  Loop loop;
  loop.apply_done(loop.first);
  loop.check_settled(loop.first);
  loop.apply_done(loop.second);
  loop.check_settled(loop.second);
  CHECK(loop.apply(loop.plan(loop.second)).outcomes.empty());
  loop.apply_done(loop.first);
  // Back again: the group that was made stays, and nobody declares it.
  loop.check_settled(loop.first);
}

TEST_CASE("whatever write fails, gets no answer or is the last one, plan and apply once more converge") {
  std::size_t writes = 0;
  {
    Loop loop;
    loop.apply_done(loop.first);
    loop.apply_done(loop.second);
    writes = loop.world.tenant.writes().size();
  }
  REQUIRE(writes > 10);
  for (const auto action : {FaultAction::None, FaultAction::RefuseBefore, FaultAction::LostBefore,
                            FaultAction::LostAfter, FaultAction::Throttled, FaultAction::Interrupted}) {
    for (std::size_t nth = 1; nth <= writes; ++nth) {
      INFO("write " << nth << " of " << writes << ", action " << static_cast<int>(action));
      Loop loop;
      loop.apply_done(loop.first);
      const auto plan = loop.plan(loop.second);
      loop.world.tenant.knobs().fault = at_write(loop.world, nth, action);
      const auto cut = loop.world.apply(plan);
      loop.world.tenant.knobs().fault = {};
      loop.world.stop = std::stop_source();
      loop.world.options.stop = loop.world.stop.get_token();
      CHECK_THAT(loop.world.journal_text(), !Catch::Contains("canary"));
      loop.apply_done(loop.second);
      loop.check_settled(loop.second);
    }
  }
}

TEST_CASE("a plan is stale once it was applied") {
  Loop loop;
  const auto plan = loop.plan(loop.first);
  static_cast<void>(loop.apply(plan));
  const auto fresh = loop.world.check(plan);
  CHECK(fresh.stale);
  CHECK(fresh.diagnostics.size() == plan.changes.size());
  loop.world.tenant.forget_writes();
  CHECK_FALSE(loop.world.apply(plan).wrote);
}

TEST_CASE("after the rollback of an update the plan of the files of then is empty") {
  constexpr std::string_view kBefore = R"(
policies:
  hello:
    displayName: Hello
    settings:
      - {omaUri: './Device/Vendor/MSFT/PassportForWork/{tenantId}/Policies/PINComplexity/History', value: 5}
      - {omaUri: './Device/Vendor/MSFT/Policy/Config/Authentication/ConfigureWebSignInAllowedUrls', value: sts.contoso.com}
    assignments: {include: [allDevices]}
)";
  constexpr std::string_view kAfter = R"(
policies:
  hello:
    displayName: Hello again
    settings:
      - {omaUri: './Device/Vendor/MSFT/PassportForWork/{tenantId}/Policies/PINComplexity/History', value: 7}
      - {omaUri: './Device/Vendor/MSFT/Policy/Config/Authentication/ConfigureWebSignInAllowedUrls', value: sts.contoso.com}
    assignments: {include: [allUsers]}
)";
  Loop loop;
  const Files before(kBefore);
  const Files after(kAfter);
  loop.apply_done(before);
  loop.apply_done(after);
  const auto back = plan::plan_rollback(loop.world.journal(), "contoso", loop.world.tenant);
  CHECK(back.diagnostics.empty());
  const auto outcome = loop.apply(back);
  REQUIRE(outcome.outcomes.size() == 1);
  CHECK(outcome.outcomes.front().state == State::Done);
  loop.check_settled(before);
}
