#include <algorithm>
#include <nlohmann/json.hpp>

#include "object/canonical.hpp"
#include "plan/marker.hpp"
#include "plan/rollback/plan.hpp"
#include "unit/plan/rollback_support.hpp"

using namespace pinwright;
using namespace pinwright::plan::test;
using diag::Code;
using object::Kind;
using State = plan::Outcome::State;

TEST_CASE("a change of assignments alone is put back without the values, encrypted ones too") {
  World world;
  world.environment["KEY"] = "value";
  const auto wanted = policy("A", {text("Url", "a.example"), secret("K", "KEY")});
  const auto id = world.make({create("a", wanted, {all_devices()})}).at(0);
  auto change = world.update("a", id, wanted, {});
  change.sections.settings = plan::Reason::None;  // the value is the same: diff fills it in to compare
  apply_done(world, {change});
  const auto plan = roll_back(world);
  CHECK(plan.diagnostics.empty());
  apply_rollback(world, plan);
  CHECK(world.tenant.stored(Kind::Policy, id).assignments.size() == 1);
  CHECK(world.log() == std::vector<std::string>{"assign " + id, "describe " + id});
}

TEST_CASE("an encrypted value that the apply did not alter and the files hold in clear is put back with the rest") {
  World world;
  const auto id = world.make({create("a", policy("A", {boolean("A", true), text("Url", "a.example")}))}).at(0);
  const auto before = essence(world, Kind::Policy, id);
  apply_done(world, {world.update("a", id, policy("A", {boolean("A", false), text("Url", "a.example")}))});
  apply_rollback(world, roll_back(world));
  CHECK(essence(world, Kind::Policy, id) == before);
}

TEST_CASE("encrypted values that are no secrets are put back, altered, taken out and deleted ones too") {
  World world;
  auto xml = text("Xml", "<a>\n<b/></a>");
  xml.type = object::DataType::StringXml;
  const auto ids = world.make({create("a", policy("A", {text("Url", "a.example"), text("Gone", "x"), xml})),
                               create("gone", policy("Gone", {text("Url", "g.example")}), {all_devices()})});
  const auto before = essences(world);
  auto other = xml;
  other.value = "<a/>";
  apply_done(world, {world.update("a", ids[0], policy("A", {text("Url", "b.example"), other})),
                     world.remove(Kind::Policy, "gone", ids[1])});
  const auto plan = roll_back(world);
  CHECK(plan.diagnostics.empty());
  CHECK_FALSE(plan.incomplete);
  apply_rollback(world, plan);
  CHECK(essences(world) == before);
}

TEST_CASE("what nobody can read is named, its object stays, and the plan is not whole") {
  World world;
  const auto ids = world.make({create("a", policy("A", {boolean("A", true), text("Url", "a.example")})),
                               create("b", policy("B", {boolean("A", true)}))});
  auto blind = world.update("a", ids[0], policy("A", {boolean("A", false), text("Url", "b.example")}));
  blind.revealed.clear();
  apply_done(world, {blind, world.update("b", ids[1], policy("B", {boolean("A", false)}))});
  const auto plan = roll_back(world);
  REQUIRE(plan.changes.size() == 1);
  CHECK(plan.changes.front().key == "b");
  REQUIRE(plan.diagnostics.size() == 1);
  CHECK(plan.diagnostics.front().code == Code::MaskedValue);
  CHECK_THAT(plan.diagnostics.front().message, Catch::Contains("Authentication/Url"));
  CHECK_FALSE(is_left_out(plan));
  CHECK(plan.incomplete);
}

TEST_CASE("a secret that was not altered comes from the environment of today, and the plan says so") {
  World world;
  world.environment["KEY"] = "canary";
  const auto id = world.make({create("a", policy("A", {boolean("A", true), secret("K", "KEY")}))}).at(0);
  const auto before = essence(world, Kind::Policy, id);
  auto change = world.update("a", id, policy("A", {boolean("A", false), secret("K", "KEY")}));
  change.secret_changed = {std::nullopt, false};
  apply_done(world, {change});
  CHECK_THAT(world.journal_text(), !Catch::Contains("canary"));
  SECTION("as it was") {
    const auto plan = roll_back(world);
    REQUIRE(plan.diagnostics.size() == 1);
    CHECK(plan.diagnostics.front().severity == diag::Severity::Note);
    CHECK_THAT(plan.diagnostics.front().message, Catch::Contains("`KEY`"));
    CHECK_FALSE(plan.incomplete);
    apply_rollback(world, plan);
    CHECK(essence(world, Kind::Policy, id) == before);
  }
  SECTION("not set") {
    world.environment.clear();
    const auto plan = roll_back(world);
    CHECK(plan.changes.empty());
    CHECK(plan.incomplete);
    REQUIRE(plan.diagnostics.size() == 1);
    CHECK_THAT(plan.diagnostics.front().message, Catch::Contains("no value for `KEY`"));
  }
}

TEST_CASE("values that no journal holds come from the files that the object was written from") {
  World world;
  world.environment["OLD"] = "canary";
  const auto then = policy("A", {boolean("A", true), secret("K", "OLD")});
  const auto id = world.make({create("a", then)}).at(0);
  const auto before = essence(world, Kind::Policy, id);
  auto change = world.update("a", id, policy("A", {boolean("A", false), text("K", "in clear")}));
  change.hidden = {object::identity(text("K", ""))};
  apply_done(world, {change});
  CHECK_THAT(world.journal_text(), !Catch::Contains("canary"));
  CHECK(roll_back(world).incomplete);
  auto others = then;
  others.settings.front().value = false;
  const auto refused = roll_back(world, {{"a", others}});
  CHECK(refused.incomplete);
  CHECK_THAT(refused.diagnostics.front().message, Catch::Contains("not those that it was written from"));
  const auto plan = roll_back(world, {{"a", then}});
  CHECK_FALSE(plan.incomplete);
  apply_rollback(world, plan);
  CHECK(essence(world, Kind::Policy, id) == before);
}
