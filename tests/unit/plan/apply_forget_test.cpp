#include "plan/forget.hpp"
#include "plan/marker.hpp"
#include "unit/plan/apply_support.hpp"

using namespace pinwright;
using namespace pinwright::plan::test;
using object::Kind;
using State = plan::Outcome::State;

TEST_CASE("to forget takes the marker off and leaves everything else") {
  World world;
  auto wanted = policy("A", {boolean("A", true), text("Url", "a.example")});
  wanted.description = "two\nlines";
  const auto id = world.make({create("a", wanted, {all_devices()})}).at(0);
  const auto plan = plan::plan_forget({"a", "a"}, "", "contoso", kWorkspace, world.tenant);
  REQUIRE(plan.ok());
  REQUIRE(plan.value().changes.size() == 1);
  CHECK_FALSE(world.check(plan.value()).stale);
  const auto outcome = world.apply(plan.value());
  CHECK(state_of(outcome, "a") == State::Done);
  CHECK(world.log() == std::vector<std::string>{"describe " + id});
  const auto live = world.tenant.stored(Kind::Policy, id);
  CHECK(object::description_of(live.object) == "two\nlines");
  CHECK(live.assignments.size() == 1);
  CHECK(std::get<object::Policy>(live.object).settings.size() == 2);
}

TEST_CASE("a key that nobody owns is an error with a suggestion") {
  World world;
  world.make({create("pin-recovery", policy("A", {}))});
  const auto plan = plan::plan_forget({"pin-recovry"}, "", "contoso", kWorkspace, world.tenant);
  REQUIRE_FALSE(plan.ok());
  CHECK_THAT(plan.error().message, Catch::Contains("`pin-recovry`"));
  CHECK_THAT(plan.error().help, Catch::Contains("did you mean `pin-recovery`?"));
}

TEST_CASE("the objects of other workspaces are not ours to forget") {
  World world;
  world.make({create("a", policy("A", {}))});
  const auto plan = plan::plan_forget({"a"}, "", "contoso", "another-workspace", world.tenant);
  REQUIRE_FALSE(plan.ok());
  CHECK_THAT(plan.error().help, Catch::Contains("owns no policy"));
}

TEST_CASE("of two policies with one marker none is forgotten, unless its id is named") {
  World world;
  const auto id = world.make({create("a", policy("A", {}))}).at(0);
  const auto live = world.tenant.stored(Kind::Policy, id);
  const auto copy = world.tenant.put(Kind::Policy, R"({"@odata.type": "#microsoft.graph.windows10CustomConfiguration",
      "displayName": "B", "omaSettings": [], "description": ")" +
                                                       *object::description_of(live.object) + "\"}");
  const auto plan = plan::plan_forget({"a"}, "", "contoso", kWorkspace, world.tenant);
  REQUIRE_FALSE(plan.ok());
  CHECK_THAT(plan.error().message, Catch::Contains("2 policies"));
  CHECK_THAT(plan.error().help, Catch::Contains(id) && Catch::Contains(copy));
  CHECK_FALSE(plan::plan_forget({"a"}, kTenantId, "contoso", kWorkspace, world.tenant).ok());
  const auto named = plan::plan_forget({"a"}, copy, "contoso", kWorkspace, world.tenant);
  REQUIRE(named.ok());
  CHECK(state_of(world.apply(named.value()), "a") == State::Done);
  CHECK_FALSE(plan::marker_in(world.tenant.stored(Kind::Policy, copy).object));
  CHECK(plan::marker_in(world.tenant.stored(Kind::Policy, id).object));
}

TEST_CASE("a tenant that cannot be read cannot be forgotten in") {
  World world;
  world.tenant.knobs().forbidden = {"policies"};
  const auto plan = plan::plan_forget({"a"}, "", "contoso", kWorkspace, world.tenant);
  REQUIRE_FALSE(plan.ok());
  CHECK(plan.error().kind == base::ErrorKind::Forbidden);
}
