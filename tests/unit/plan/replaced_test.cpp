// The old object of a policy whose target changed: it goes when its time has come.

#include "plan/forget.hpp"
#include "plan/rollback/plan.hpp"
#include "unit/plan/replace_support.hpp"

using namespace pinwright;
using namespace pinwright::plan::replace_test;
using plan::Action;
using plan::Reason;
using plan::diff_test::find;
using plan::diff_test::finding_of;
using plan::diff_test::kWorkspace;
using plan::diff_test::slugs;

TEST_CASE("the time begins anew with whatever changes the new object") {
  Place place;
  place.settle(custom());
  place.settle(catalog());
  place.now += kDay - 10;
  place.settle(catalog({.length = 7}));
  place.now += kDay - 1;
  CHECK_FALSE(place.plan(catalog({.length = 7})).has_changes());
  place.now += 1;
  CHECK(place.plan(catalog({.length = 7})).has_changes());
}

TEST_CASE("when the files are turned back, the old object stays and the new one goes, by the same rule") {
  for (const auto& [before, after, old_target, target] : {kToCatalog, kToCustom}) {
    Place place;
    place.settle(before);
    const auto old = place.of(old_target);
    place.settle(after);
    const auto made = place.of(target);
    place.now += kDay;

    const auto back = place.plan(before);
    REQUIRE(back.changes.size() == 1);
    CHECK(back.changes[0].action == Action::Update);
    CHECK(back.changes[0].id == old.id);
    place.settle(before);
    CHECK(place.count() == 2);
    CHECK(marker_of(place.of(old_target)).replaces == made.id);
    CHECK_FALSE(place.plan(before).has_changes());
    place.now += kDay;
    place.settle(before);
    CHECK(place.world.tenant.ids(Kind::Policy) == Strings{old.id});
    CHECK_FALSE(place.plan(before).has_changes());
  }
}

TEST_CASE(
    "killed at any call, also with the files turned back meanwhile, the next applies converge without a third one") {
  struct Way {
    Direction direction;
    bool turned_back;
    std::size_t applies;
  };
  for (const auto& way : {Way{kToCatalog, false, 1}, Way{kToCatalog, true, 1}, Way{kToCustom, false, 1},
                          Way{kToCustom, true, 1}, Way{kToCatalog, false, 2}, Way{kToCustom, true, 2}}) {
    const auto& [before, after, old_target, target] = way.direction;
    bool was_killed = true;
    for (std::size_t at = 1; was_killed; ++at) {
      INFO("call " << at << " of apply " << way.applies << (way.turned_back ? ", turned back" : ""));
      Place place;
      place.options.replace.after = 0;
      place.settle(before);
      for (std::size_t i = 1; i < way.applies; ++i) place.settle(after);
      place.calls = 0;
      place.killed_at = at;
      was_killed = false;
      try {
        static_cast<void>(place.apply(after));
      } catch (const Killed&) {
        was_killed = true;
      }
      place.killed_at = 0;
      const auto& files = way.turned_back ? before : after;
      for (int i = 0; i < 4 && place.plan(files).has_changes(); ++i) {
        place.settle(files);
        CHECK(place.count() <= 2);
      }
      REQUIRE(place.count() == 1);
      const auto live = place.lives().front();
      CHECK(object::target_of(live.object) == (way.turned_back ? old_target : target));
      CHECK(live.assignments.size() == 1);
      CHECK(length_of(live) == 6);
      CHECK(slugs(place.plan(files)).empty());
    }
  }
}

TEST_CASE("an object that was not assigned in its run is, and the time is counted from there, managed or not") {
  for (const auto& more : Strings{"    assignments: {include: [allDevices]}\n", ""}) {
    Place place;
    place.settle(custom({.more = more}));
    if (more.empty()) {
      place.world.tenant.edit(Kind::Policy, place.of(Target::Custom).id, [](Json& policy) {
        policy["assignments"] =
            Json::parse(R"([{"target": {"@odata.type": "#microsoft.graph.allDevicesAssignmentTarget"}}])");
      });
    }
    const auto files = catalog({.more = more});
    // The call before the one that assigns.
    place.world.tenant.knobs().fault = [](std::string_view operation, const std::string&, std::size_t) {
      if (operation == "assign") throw Killed{};
      return fake::FaultAction::None;
    };
    CHECK_THROWS_AS(place.apply(files), Killed);
    place.world.tenant.knobs().fault = {};
    CHECK(place.of(Target::SettingsCatalog).assignments.empty());
    place.now += 2 * kDay;
    const auto plan = place.plan(files);
    REQUIRE(plan.changes.size() == 1);
    CHECK(plan.changes[0].reason == Reason::Unfinished);
    place.settle(files);
    CHECK(place.of(Target::SettingsCatalog).assignments.size() == 1);
    place.now += kDay - 1;
    CHECK_FALSE(place.plan(files).has_changes());
    place.now += 1;
    place.settle(files);
    CHECK(place.count() == 1);
    CHECK_FALSE(place.plan(files).has_changes());
  }
}

TEST_CASE("each request for approval that a new target leaves is carried out before the old object goes") {
  // With a clock that stands still new assignments do not count as a change, and the new object is described as well.
  const auto stands_still = GENERATE(false, true);
  Place place;
  auto& world = place.world;
  place.options.replace.after = 0;
  place.settle(custom());
  world.tenant.forget_writes();
  world.tenant.knobs().protects = {Kind::Policy};
  world.options.justification = "change 42";
  world.options.digest_key = "a key";
  place.options.awaits_description = [&](std::string_view id) {
    const auto& open = world.options.approvals;
    return std::any_of(open.begin(), open.end(), [&](const plan::PendingApproval& one) {
      return one.write == plan::Write::Describe && one.id == id;
    });
  };
  for (int i = 0; i < 8 && place.plan(catalog()).has_changes(); ++i) {
    static_cast<void>(world.files.remove_folder("/work").ok());
    static_cast<void>(place.apply(catalog()));
    plan::follow_approvals(world.journal(), world.options.approvals);
    for (const auto& request : world.tenant.requests()) {
      if (request.status == plan::ApprovalRequest::Status::Waiting)
        world.tenant.decide(request.id, plan::ApprovalRequest::Status::Approved);
    }
    place.now += stands_still ? 0 : 1;
  }
  CHECK_FALSE(place.plan(catalog()).has_changes());
  CHECK(place.count() == 1);
  CHECK(world.options.approvals.empty());
  Strings done;
  for (const auto& write : world.tenant.writes()) {
    if (write.done) done.push_back(write.operation);
  }
  const Strings expected{"create", "assign", "remove"};
  CHECK(done == (stands_still ? Strings{"create", "assign", "describe", "remove"} : expected));
  for (const auto& request : world.tenant.requests()) CHECK(request.status == plan::ApprovalRequest::Status::Completed);
}

TEST_CASE("a protected policy is replaced, and its old object deleted, only with --replace") {
  const Wanted wanted{.more = "    protect: true\n    assignments: {include: [allDevices]}\n"};
  Place place;
  place.options.replace.after = 0;
  place.settle(custom(wanted));
  const auto refused = place.plan(catalog(wanted));
  REQUIRE(slugs(refused) == Strings{"target-changed"});
  CHECK_THAT(finding_of(refused, diag::Code::TargetChanged)->help, Catch::Contains("--replace hello"));
  // That the files gave the protection up in the same change is no reason.
  CHECK(slugs(place.plan(catalog())) == Strings{"target-changed"});
  place.options.replace.allowed = {"hello"};
  place.settle(catalog(wanted));
  place.options.replace.allowed = {};
  CHECK_FALSE(place.plan(catalog(wanted)).has_changes());
  place.options.replace.now = {"hello"};
  CHECK_FALSE(place.plan(catalog(wanted)).has_changes());
  place.options.replace.allowed = {"hello"};
  place.settle(catalog(wanted));
  CHECK(place.count() == 1);
}

TEST_CASE("what keeps a device connected goes only with --replace-now") {
  const Wanted firewall{
      .settings = "      - {omaUri: ./Vendor/MSFT/Firewall/MdmStore/PublicProfile/EnableFirewall, value: true}\n"};
  Place place;
  place.options.replace.after = 0;
  place.settle(custom(firewall));
  place.settle(catalog(firewall));
  place.now += 30 * kDay;
  const auto plan = place.plan(catalog(firewall));
  CHECK_FALSE(plan.has_changes());
  CHECK_THAT(finding_of(plan, diag::Code::Replacing)->help, Catch::Contains("--replace-now hello"));
  CHECK_THAT(finding_of(plan, diag::Code::Replacing)->notes.at(0), Catch::Contains("Firewall"));
  place.options.replace.now = {"hello"};
  place.settle(catalog(firewall));
  CHECK(place.count() == 1);
}

TEST_CASE("networks, certificates, VPN and proxies keep a device connected, and the rest does not") {
  struct Case {
    const char* uri;
    bool connects;
  };
  for (const auto& [uri, connects] :
       {Case{"./Device/Vendor/MSFT/WiFi/Profile/Office/WlanXml", true},
        Case{"./Device/Vendor/MSFT/WiredNetwork/LanXML", true},
        Case{"./Device/Vendor/MSFT/VPNv2/Office/ProfileXML", true},
        Case{"./Device/Vendor/MSFT/RootCATrustedCertificates/Root/A/EncodedCertificate", true},
        Case{"./Device/Vendor/MSFT/ClientCertificateInstall/SCEP/A/Install/ServerURL", true},
        Case{"./Device/Vendor/MSFT/CertificateStore/Root/System/A/EncodedCertificate", true},
        Case{"./Device/Vendor/MSFT/NetworkProxy/ProxyServer/ProxyAddress", true},
        Case{"./Device/Vendor/MSFT/EnterpriseAPN/A/APNName", true},
        Case{"./Device/Vendor/MSFT/Policy/Config/Wifi/AllowManualWiFiConfiguration", false},
        Case{"./Device/Vendor/MSFT/Personalization/LockScreenImageUrl", false}}) {
    CAPTURE(uri);
    Place place;
    place.options.replace.after = 0;
    place.settle(custom());
    // As the old object of another target has it, whatever the new one can say.
    place.settle(catalog());
    const auto old = place.of(Target::Custom);
    put_setting(place, old, uri, "String", "x");
    const auto plan = place.plan(catalog());
    CHECK(plan.has_changes() != connects);
    if (!connects) continue;
    CHECK_THAT(finding_of(plan, diag::Code::Replacing)->help, Catch::Contains("--replace-now hello"));
  }
}

TEST_CASE("--replace-now passes over the time, and does nothing in the apply that makes the new object") {
  Place place;
  place.options.replace.now = {"hello"};
  place.settle(custom());
  place.settle(catalog());
  CHECK(place.count() == 2);
  place.settle(catalog());
  CHECK(place.count() == 1);
}

TEST_CASE("the old object stays when the new one is not as the plan saw it") {
  const auto spoil = GENERATE(0, 1, 2);
  Place place;
  place.options.replace.after = 0;
  place.settle(custom());
  place.settle(catalog());
  const auto plan = place.plan(catalog());
  REQUIRE(summarise(plan).remove == 1);
  const auto old = place.of(Target::Custom);
  const auto made = place.of(Target::SettingsCatalog);
  place.was_assigned = false;  // it is somebody in the portal who takes the assignment away
  switch (spoil) {
    case 0:
      place.world.tenant.edit(Kind::Policy, made.id, [](Json& policy) { policy["name"] = "Another"; });
      break;
    case 1:
      place.world.tenant.edit(Kind::Policy, made.id, [](Json& policy) { policy["assignments"] = Json::array(); });
      break;
    default:
      place.world.tenant.erase(Kind::Policy, made.id);
      break;
  }
  const auto outcome = place.world.apply(plan);
  CHECK(outcome.stale);
  CHECK(plan::test::state_of(outcome, "hello") == State::Failed);
  CHECK(place.of(Target::Custom).id == old.id);
}

TEST_CASE("both objects go when the policy is taken out of the files meanwhile") {
  Place place;
  place.settle(custom());
  place.settle(catalog());
  const auto plan = place.plan("policies: {}\n");
  CHECK(slugs(plan).empty());
  CHECK(summarise(plan).remove == 2);
  place.was_assigned = false;
  auto fault = std::exchange(place.world.tenant.knobs().fault, {});
  static_cast<void>(place.world.apply(plan));
  CHECK(place.count() == 0);
}

TEST_CASE("forget gives both objects up while one takes the place of the other") {
  Place place;
  place.settle(custom());
  place.settle(catalog());
  const auto plan = plan::plan_forget({"hello"}, "", "contoso", kWorkspace, place.world.tenant);
  REQUIRE(plan.ok());
  for (const auto& outcome : place.world.apply(plan.value()).outcomes) CHECK(outcome.state == State::Done);
  for (const auto& live : place.lives()) {
    const auto description = object::description_of(live.object).value_or("");
    CHECK_FALSE(object::split_description(description).marker);
  }
}

TEST_CASE("a new key while a policy is being replaced takes both objects along") {
  Place place;
  place.settle(custom());
  place.settle(catalog());
  auto files = catalog({.more = "    formerly: [hello]\n    assignments: {include: [allDevices]}\n"});
  files.replace(files.find("  hello:"), 8, "  hallo:");
  place.settle(files);
  CHECK(place.count() == 2);
  CHECK(slugs(place.plan(files)) == Strings{"replacing"});
  place.now += kDay;
  place.settle(files);
  CHECK(place.count() == 1);
  CHECK_FALSE(place.plan(files).has_changes());
}

namespace {

auto roll_back(Place& place) -> plan::TenantPlan {
  return plan::plan_rollback(place.world.journal(), "contoso", place.world.tenant, {place.world.options.variable, {}});
}

/// The next apply writes a journal of its own.
auto forget_journal(Place& place) -> void { static_cast<void>(place.world.files.remove_folder("/work").ok()); }

}  // namespace

TEST_CASE("a rollback of the apply that made the new object deletes it, unless it is all that is left") {
  Place place;
  place.options.replace.after = 0;
  place.settle(custom());
  forget_journal(place);
  place.settle(catalog());
  const auto old = place.of(Target::Custom).id;
  SECTION("the old one is there") {
    const auto back = roll_back(place);
    REQUIRE(back.changes.size() == 1);
    CHECK(back.changes[0].action == Action::Delete);
    forget_journal(place);
    static_cast<void>(place.world.apply(back));
    CHECK(place.world.tenant.ids(Kind::Policy) == Strings{old});
    CHECK_FALSE(place.plan(custom()).has_changes());
  }
  SECTION("the old one is gone") {
    place.world.tenant.erase(Kind::Policy, old);
    const auto back = roll_back(place);
    CHECK(back.changes.empty());
    REQUIRE(slugs(back) == Strings{"stale-plan"});
  }
}

TEST_CASE("a rollback of the apply that deleted the old object brings it back beside the new one") {
  Place place;
  place.options.replace.after = 0;
  place.settle(custom());
  place.settle(catalog());
  forget_journal(place);
  place.settle(catalog());
  REQUIRE(place.count() == 1);
  const auto made = place.of(Target::SettingsCatalog).id;
  const auto back = roll_back(place);
  CHECK(slugs(back).empty());
  REQUIRE(back.changes.size() == 1);
  CHECK(back.changes[0].action == Action::Create);
  CHECK(place.world.check(back).diagnostics.empty());
  forget_journal(place);
  for (const auto& outcome : place.world.apply(back).outcomes) CHECK(outcome.state == State::Done);
  const auto again = place.of(Target::Custom);
  CHECK(again.assignments.size() == 1);
  CHECK(marker_of(again).replaces == made);
  // The two know each other: whichever target the files have, the other one goes.
  for (const auto& files : {custom(), catalog()}) CHECK(slugs(place.plan(files)) == Strings{"replacing"});
  place.settle(custom());
  CHECK(place.world.tenant.ids(Kind::Policy) == Strings{again.id});
  CHECK_FALSE(place.plan(custom()).has_changes());
}
