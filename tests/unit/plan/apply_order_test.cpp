#include <nlohmann/json.hpp>

#include "object/canonical.hpp"
#include "object/marker.hpp"
#include "plan/live_objects.hpp"
#include "plan/marker.hpp"
#include "unit/plan/apply_support.hpp"

using namespace pinwright;
using namespace pinwright::plan::test;
using object::Kind;
using State = plan::Outcome::State;

TEST_CASE("groups and filters come first, then all new policies, and only then their assignments") {
  World world;
  const auto outcome = world.apply(plan_of({
      create("a", policy("A", {boolean("EnablePinRecovery", true)}), {to_new_group("devices")}),
      create("b", policy("B", {boolean("UsePassportForWork", true)}), {with_filter(all_devices(), "corporate", "")}),
      create("devices", object::Group{"Devices", {}, "(device.deviceOwnership -eq \"Company\")"}),
      create("corporate", object::Filter{"Corporate", {}, "(device.deviceOwnership -eq \"Corporate\")"}),
  }));
  REQUIRE(outcome.outcomes.size() == 4);
  for (const auto& one : outcome.outcomes) CHECK(one.state == State::Done);
  const auto& ids = outcome.outcomes;
  CHECK(world.log() == std::vector<std::string>{"create " + ids[2].id, "create " + ids[3].id, "create " + ids[0].id,
                                                "create " + ids[1].id, "assign " + ids[0].id, "assign " + ids[1].id});
  CHECK(world.tenant.stored(Kind::Policy, ids[0].id).assignments.at(0).group.id == ids[2].id);
  CHECK(world.tenant.stored(Kind::Policy, ids[1].id).assignments.at(0).filter->filter.id == ids[3].id);
  CHECK(outcome.wrote);
  CHECK(outcome.diagnostics.empty());
}

TEST_CASE("the marker of a new policy names the digest of the assignments that are still to come") {
  World world;
  world.tenant.knobs().fault = [](std::string_view operation, const std::string&, std::size_t) {
    return operation == "assign" ? fake::FaultAction::RefuseBefore : fake::FaultAction::None;
  };
  const auto outcome =
      world.apply(plan_of({create("a", policy("A", {boolean("EnablePinRecovery", true)}), {all_devices()})}));
  CHECK(state_of(outcome, "a") == State::Partly);
  const auto live = world.tenant.stored(Kind::Policy, outcome.outcomes.at(0).id);
  CHECK(live.assignments.empty());
  const auto marker = plan::marker_in(live.object);
  REQUIRE(marker);
  CHECK(marker->assignments == object::digest(object::canonical_assignments({all_devices()})));
}

TEST_CASE("an update assigns first and writes settings and marker last") {
  World world;
  const auto id = world.make({create("a", policy("A", {boolean("EnablePinRecovery", true)}), {all_devices()})}).at(0);
  const auto outcome =
      world.apply(plan_of({world.update("a", id, policy("A", {boolean("EnablePinRecovery", false)}), {})}));
  CHECK(state_of(outcome, "a") == State::Done);
  CHECK(world.log() == std::vector<std::string>{"assign " + id, "update " + id});
}

TEST_CASE("a change of assignments alone is one assign and one description") {
  World world;
  const auto wanted = policy("A", {boolean("EnablePinRecovery", true), text("Url", "sts.contoso.com")});
  const auto id = world.make({create("a", wanted, {all_devices()})}).at(0);
  const auto outcome = world.apply(plan_of({world.update("a", id, wanted, {})}));
  CHECK(state_of(outcome, "a") == State::Done);
  CHECK(world.log() == std::vector<std::string>{"assign " + id, "describe " + id});
  CHECK(plan::marker_in(world.tenant.stored(Kind::Policy, id).object)->assignments ==
        object::digest(object::canonical_assignments({})));
}

TEST_CASE("policies are deleted before the filters that they use, and a filter still in use is kept with an error") {
  World world;
  const auto filter = object::Filter{"Corporate", {}, "(device.deviceOwnership -eq \"Corporate\")"};
  const auto ids = world.make({create("corporate", filter), create("personal", filter)});
  const auto policies = world.make({create("a", policy("A", {boolean("EnablePinRecovery", true)}),
                                           {with_filter(all_devices(), "corporate", ids[0])}),
                                    create("b", policy("B", {boolean("EnablePinRecovery", true)}),
                                           {with_filter(all_devices(), "personal", ids[1])})});
  const auto outcome = world.apply(
      plan_of({world.remove(Kind::Filter, "corporate", ids[0]), world.remove(Kind::Policy, "a", policies[0]),
               world.remove(Kind::Filter, "personal", ids[1])}));
  CHECK(world.log() == std::vector<std::string>{"remove " + policies[0], "remove " + ids[0], "remove " + ids[1]});
  CHECK(state_of(outcome, "corporate") == State::Done);
  CHECK(state_of(outcome, "personal") == State::Failed);
  CHECK(world.tenant.ids(Kind::Filter) == std::vector{ids[1]});
}

TEST_CASE("of two objects the one created earlier is older, whatever its instant is spelled like; then the lesser id") {
  const auto at = [](const std::string& created, const std::string& id) {
    object::Live live;
    live.created = created;
    live.id = id;
    return live;
  };
  CHECK(plan::is_older(at("2026-06-01T00:00:00Z", "b"), at("2026-06-01T00:00:00.5Z", "a")));
  CHECK(plan::is_older(at("2026-06-01T00:00:00.5Z", "b"), at("2026-06-01T00:00:01Z", "a")));
  CHECK(plan::is_older(at("2026-06-01T01:00:00+01:00", "a"), at("2026-06-01T00:00:00.0000000Z", "B")));
  CHECK_FALSE(plan::is_older(at("2026-06-01T00:00:00Z", "a"), at("2026-06-01T00:00:00Z", "a")));
}

TEST_CASE("a group is never deleted") {
  World world;
  const auto id = world.make({create("devices", object::Group{"Devices", {}, {}})}).at(0);
  const auto outcome = world.apply(plan_of({world.remove(Kind::Group, "devices", id)}));
  CHECK(state_of(outcome, "devices") == State::Failed);
  CHECK(world.log().empty());
}

TEST_CASE("what is gone already counts as deleted") {
  World world;
  const auto id = world.make({create("a", policy("A", {boolean("EnablePinRecovery", true)}))}).at(0);
  const auto plan = plan_of({world.remove(Kind::Policy, "a", id)});
  world.tenant.erase(Kind::Policy, id);
  const auto outcome = world.apply(plan);
  CHECK(state_of(outcome, "a") == State::Done);
  CHECK_FALSE(outcome.wrote);
}

TEST_CASE("the text of a description that is not managed stays, and the marker under it is replaced") {
  World world;
  const auto id = world.make({create("a", policy("A", {boolean("EnablePinRecovery", true)}))}).at(0);
  const auto old = *plan::marker_in(world.tenant.stored(Kind::Policy, id).object);
  world.tenant.edit(Kind::Policy, id,
                    [&](nlohmann::json& json) { json["description"] = "call Ada first\n" + object::to_text(old); });
  const auto after = policy("A", {boolean("EnablePinRecovery", false)});
  CHECK(state_of(world.apply(plan_of({world.update("a", id, after)})), "a") == State::Done);
  const auto live = world.tenant.stored(Kind::Policy, id);
  CHECK(plan::text_without_marker(live.object) == "call Ada first");
  CHECK(plan::marker_in(live.object)->settings == object::digest(object::canonical_content(object::Object(after))));
}

TEST_CASE("a managed description replaces the text and keeps one marker") {
  World world;
  auto wanted = policy("A", {boolean("EnablePinRecovery", true)});
  wanted.description = "old text";
  const auto id = world.make({create("a", wanted)}).at(0);
  wanted.description = "new text";
  CHECK(state_of(world.apply(plan_of({world.update("a", id, wanted)})), "a") == State::Done);
  const auto live = world.tenant.stored(Kind::Policy, id);
  CHECK(plan::text_without_marker(live.object) == "new text");
  CHECK(plan::marker_in(live.object).has_value());
}

TEST_CASE("scope tags that are not managed are not sent") {
  World world;
  world.make({create("a", policy("A", {boolean("EnablePinRecovery", true)}))});
  world.apply(plan_of({create("b", policy("B", {boolean("EnablePinRecovery", true)}))}));
  REQUIRE(world.tenant.writes().size() == 1);
  CHECK(world.tenant.writes().at(0).body.find("roleScopeTagIds") == std::string::npos);
}

TEST_CASE("assignments that are not managed are not touched") {
  World world;
  const auto id = world.make({create("a", policy("A", {boolean("EnablePinRecovery", true)}), {all_devices()})}).at(0);
  auto change = world.update("a", id, policy("A", {boolean("EnablePinRecovery", false)}));
  change.manages_assignments = false;
  CHECK(state_of(world.apply(plan_of({change})), "a") == State::Done);
  CHECK(world.log() == std::vector<std::string>{"update " + id});
  const auto live = world.tenant.stored(Kind::Policy, id);
  CHECK(live.assignments.size() == 1);
  CHECK_FALSE(plan::marker_in(live.object)->assignments.has_value());
}

TEST_CASE("to adopt an object that is as the files say is one description with the marker") {
  World world;
  const auto id = world.tenant.put(Kind::Policy, R"({
    "@odata.type": "#microsoft.graph.windows10CustomConfiguration", "displayName": "A", "description": "by hand",
    "omaSettings": [{"@odata.type": "#microsoft.graph.omaSettingBoolean", "displayName": "EnablePinRecovery",
      "omaUri": "./Device/Vendor/MSFT/PassportForWork/3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63/Policies/EnablePinRecovery",
      "value": true}]})");
  auto change = world.update("a", id, policy("A", {boolean("EnablePinRecovery", true)}));
  change.action = plan::Action::Adopt;
  CHECK(state_of(world.apply(plan_of({change})), "a") == State::Done);
  CHECK(world.log() == std::vector<std::string>{"describe " + id});
  const auto live = world.tenant.stored(Kind::Policy, id);
  CHECK(plan::text_without_marker(live.object) == "by hand");
  CHECK(plan::marker_in(live.object)->key == "a");
}

TEST_CASE("what needs no write is done without one") {
  World world;
  const auto wanted = policy("A", {boolean("EnablePinRecovery", true)});
  const auto id = world.make({create("a", wanted)}).at(0);
  const auto outcome = world.apply(plan_of({world.update("a", id, wanted)}));
  CHECK(state_of(outcome, "a") == State::Done);
  CHECK(world.log().empty());
  CHECK_FALSE(outcome.wrote);
}

TEST_CASE("an unchanged object has no outcome") {
  World world;
  plan::Change change = create("a", policy("A", {}));
  change.action = plan::Action::NoOp;
  CHECK(world.apply(plan_of({change})).outcomes.empty());
}

TEST_CASE("each write is told before and each end after it") {
  World world;
  world.apply(plan_of({create("a", policy("A", {boolean("EnablePinRecovery", true)}), {all_devices()})}));
  CHECK(world.observer.lines == std::vector<std::string>{"contoso create a", "contoso assign a", "contoso ended a"});
}
