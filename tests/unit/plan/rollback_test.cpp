#include <algorithm>
#include <nlohmann/json.hpp>

#include "object/canonical.hpp"
#include "plan/marker.hpp"
#include "plan/rollback/plan.hpp"
#include "unit/plan/apply_support.hpp"

using namespace pinwright;
using namespace pinwright::plan::test;
using diag::Code;
using object::Kind;
using State = plan::Outcome::State;

namespace {

/// Everything of an object that a rollback has to bring back: not its version, time and references.
auto essence(World& world, Kind kind, const std::string& id) -> std::string {
  auto live = world.tenant.stored(kind, id);
  live.version = 0;
  live.last_modified.clear();
  live.id.clear();
  if (auto* policy = std::get_if<object::Policy>(&live.object)) {
    for (auto& setting : policy->settings) setting.revealed_from.clear();
  }
  return object::live_hash(live);
}

auto essences(World& world) -> std::vector<std::string> {
  std::vector<std::string> all;
  for (const auto kind : {Kind::Policy, Kind::Filter}) {
    for (const auto& id : world.tenant.ids(kind)) all.push_back(essence(world, kind, id));
  }
  std::sort(all.begin(), all.end());
  return all;
}

auto roll_back(World& world) -> plan::TenantPlan {
  return plan::plan_rollback(world.journal(), "contoso", world.tenant);
}

/// The rollback as a run of its own.
auto apply_rollback(World& world, const plan::TenantPlan& plan) -> plan::TenantOutcome {
  world.tenant.forget_writes();
  static_cast<void>(world.files.remove_folder("/work").ok());
  CHECK(world.check(plan).diagnostics.empty());
  auto outcome = world.apply(plan);
  for (const auto& one : outcome.outcomes) {
    INFO(one.key << ": " << (one.error ? one.error->message : ""));
    CHECK(one.state == State::Done);
  }
  return outcome;
}

/// One finding with `code` and `text`, and nothing to do.
auto check_left_alone(const plan::TenantPlan& plan, Code code, std::string_view text) -> void {
  CHECK_FALSE(plan.has_changes());
  REQUIRE(plan.diagnostics.size() == 1);
  CHECK(plan.diagnostics.front().code == code);
  CHECK_THAT(plan.diagnostics.front().message, Catch::Contains(std::string(text)));
  CHECK(plan.diagnostics.front().tenants == std::vector<std::string>{"contoso"});
}

auto apply_done(World& world, std::vector<plan::Change> changes) -> plan::TenantOutcome {
  auto outcome = world.apply(plan_of(std::move(changes)));
  for (const auto& one : outcome.outcomes) {
    INFO(one.key << ": " << (one.error ? one.error->message : ""));
    REQUIRE(one.state == State::Done);
  }
  return outcome;
}

}  // namespace

TEST_CASE("an update is put back with settings, text, scope tags, assignments and the marker that it had") {
  World world;
  auto wanted = policy("A", {boolean("A", true), boolean("B", true)});
  wanted.description = "before";
  wanted.scope_tags = std::vector<object::Reference>{{"Default", "Default", "0"}};
  const auto id = world.make({create("a", wanted, {all_devices()})}).at(0);
  const auto before = essence(world, Kind::Policy, id);
  auto next = policy("A renamed", {boolean("A", false)});
  next.description = "after";
  apply_done(world, {world.update("a", id, next, {})});
  CHECK(essence(world, Kind::Policy, id) != before);
  const auto plan = roll_back(world);
  REQUIRE(plan.changes.size() == 1);
  CHECK(plan.changes.front().action == plan::Action::Update);
  CHECK_FALSE(plan.changes.front().paths.empty());
  apply_rollback(world, plan);
  CHECK(essence(world, Kind::Policy, id) == before);
}

TEST_CASE("a whole apply is put back") {
  World world;
  const auto old_filter = object::Filter{"Old", {}, "(device.model -eq \"A\")"};
  const auto filter = world.make({create("old-filter", old_filter)}).at(0);
  const auto ids = world.make(
      {create("updated", policy("Updated", {boolean("A", true)}), {with_filter(all_devices(), "old-filter", filter)}),
       create("deleted", policy("Deleted", {boolean("B", true)}), {all_devices()})});
  const auto count_of = [&](Kind kind) { return world.tenant.ids(kind).size(); };
  const auto policies = essences(world).size();
  apply_done(world,
             {create("group", object::Group{"Group", {}, {}}),
              create("filter", object::Filter{"Filter", {}, "(device.model -eq \"B\")"}),
              create("new", policy("New", {boolean("C", true)}), {with_filter(to_new_group("group"), "filter", "")}),
              world.update("updated", ids[0], policy("Updated", {boolean("A", false)}), {}),
              world.remove(Kind::Policy, "deleted", ids[1]), world.remove(Kind::Filter, "old-filter", filter)});
  const auto plan = roll_back(world);
  CHECK(plan.diagnostics.empty());
  apply_rollback(world, plan);
  CHECK(essences(world).size() == policies);
  CHECK(world.tenant.ids_of(Kind::Policy, "New").empty());
  CHECK(world.tenant.ids_of(Kind::Filter, "Filter").empty());
  // Groups are never deleted.
  CHECK(count_of(Kind::Group) == 1);
  const auto deleted = world.tenant.ids_of(Kind::Policy, "Deleted");
  REQUIRE(deleted.size() == 1);
  CHECK(world.tenant.stored(Kind::Policy, deleted.front()).assignments.size() == 1);
  CHECK(plan::marker_in(world.tenant.stored(Kind::Policy, deleted.front()).object)->key == "deleted");
  // The policy that used the old filter uses the one that took its place.
  const auto filters = world.tenant.ids_of(Kind::Filter, "Old");
  REQUIRE(filters.size() == 1);
  const auto updated = world.tenant.stored(Kind::Policy, ids[0]);
  REQUIRE(updated.assignments.size() == 1);
  CHECK(updated.assignments.front().filter->filter.id == filters.front());
}

TEST_CASE("a group that the apply created stays, and the plan says so") {
  World world;
  apply_done(world, {create("group", object::Group{"Group", {}, {}})});
  const auto plan = roll_back(world);
  REQUIRE(plan.changes.size() == 1);
  CHECK(plan.changes.front().action == plan::Action::NoOp);
  CHECK(plan.changes.front().reason == plan::Reason::Protected);
}

TEST_CASE("a protected policy that the apply created stays") {
  World world;
  auto change = create("a", policy("A", {boolean("A", true)}));
  change.is_protected = true;
  apply_done(world, {change});
  const auto plan = roll_back(world);
  REQUIRE(plan.changes.size() == 1);
  CHECK(plan.changes.front().reason == plan::Reason::Protected);
}

TEST_CASE("a group or filter that the apply updated is put back") {
  World world;
  const auto ids = world.make({create("g", object::Group{"G", "before", "(device.model -eq \"A\")"}),
                               create("f", object::Filter{"F", {}, "(device.model -eq \"A\")"})});
  apply_done(world, {world.update("g", ids[0], object::Group{"G", "after", "(device.model -eq \"B\")"}),
                     world.update("f", ids[1], object::Filter{"F", {}, "(device.model -eq \"B\")"})});
  apply_rollback(world, roll_back(world));
  CHECK(std::get<object::Group>(world.tenant.stored(Kind::Group, ids[0]).object).membership_rule ==
        "(device.model -eq \"A\")");
  CHECK(plan::text_without_marker(world.tenant.stored(Kind::Group, ids[0]).object) == "before");
  CHECK(std::get<object::Filter>(world.tenant.stored(Kind::Filter, ids[1]).object).rule == "(device.model -eq \"A\")");
}

TEST_CASE("what was taken over is given back without a marker") {
  World world;
  const auto id = world.tenant.put(Kind::Policy, R"({
    "@odata.type": "#microsoft.graph.windows10CustomConfiguration", "displayName": "A", "description": "by hand",
    "omaSettings": []})");
  const auto before = essence(world, Kind::Policy, id);
  auto change = world.update("a", id, policy("A", {boolean("A", true)}));
  change.action = plan::Action::Adopt;
  apply_done(world, {change});
  apply_rollback(world, roll_back(world));
  CHECK(essence(world, Kind::Policy, id) == before);
}

TEST_CASE("a marker that was taken off is put back, with nothing else written") {
  World world;
  const auto id = world.make({create("a", policy("A", {text("Url", "a.example")}), {all_devices()})}).at(0);
  auto change = world.remove(Kind::Policy, "a", id);
  change.action = plan::Action::Forget;
  apply_done(world, {change});
  REQUIRE_FALSE(plan::marker_in(world.tenant.stored(Kind::Policy, id).object));
  apply_rollback(world, roll_back(world));
  CHECK(plan::marker_in(world.tenant.stored(Kind::Policy, id).object)->key == "a");
  CHECK(world.log() == std::vector<std::string>{"describe " + id});
}

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

TEST_CASE("an encrypted value that the journal does not hold is named, and its object stays") {
  World world;
  const auto ids = world.make({create("a", policy("A", {boolean("A", true), text("Url", "a.example")})),
                               create("b", policy("B", {boolean("A", true)})),
                               create("gone", policy("Gone", {text("Url", "a.example")}))});
  apply_done(world, {world.update("a", ids[0], policy("A", {boolean("A", false), text("Url", "b.example")})),
                     world.update("b", ids[1], policy("B", {boolean("A", false)})),
                     world.remove(Kind::Policy, "gone", ids[2])});
  const auto plan = roll_back(world);
  REQUIRE(plan.changes.size() == 1);
  CHECK(plan.changes.front().key == "b");
  REQUIRE(plan.diagnostics.size() == 2);
  for (const auto& one : plan.diagnostics) {
    CHECK(one.code == Code::MaskedValue);
    CHECK_THAT(one.message, Catch::Contains("Authentication/Url"));
    CHECK_THAT(one.message, !Catch::Contains("example"));
  }
  CHECK_FALSE(plan.has_errors());
}

TEST_CASE("what somebody changed since the apply is stale and left alone") {
  World world;
  const auto id = world.make({create("a", policy("A", {boolean("A", true)}))}).at(0);
  apply_done(world, {world.update("a", id, policy("A", {boolean("A", false)}))});
  world.tenant.edit(Kind::Policy, id, [](nlohmann::json& json) { json["displayName"] = "mine"; });
  check_left_alone(roll_back(world), Code::StalePlan, "policy `a` was changed since the apply");
}

TEST_CASE("what the apply created and somebody changed since is not deleted") {
  World world;
  const auto done = apply_done(world, {create("a", policy("A", {boolean("A", true)}))});
  world.tenant.edit(Kind::Policy, done.outcomes.front().id, [](nlohmann::json& json) { json["displayName"] = "mine"; });
  check_left_alone(roll_back(world), Code::StalePlan, "was changed since the apply");
}

TEST_CASE("what the apply updated and somebody deleted since is stale; what it created is gone already") {
  World world;
  const auto id = world.make({create("a", policy("A", {boolean("A", true)}))}).at(0);
  const auto done = apply_done(world, {world.update("a", id, policy("A", {boolean("A", false)})),
                                       create("b", policy("B", {boolean("A", true)}))});
  world.tenant.erase(Kind::Policy, id);
  world.tenant.erase(Kind::Policy, done.outcomes.back().id);
  check_left_alone(roll_back(world), Code::StalePlan, "policy `a` is gone since the apply");
}

TEST_CASE("what the apply deleted and somebody made again is not made twice") {
  World world;
  const auto id = world.make({create("a", policy("A", {boolean("A", true)}))}).at(0);
  apply_done(world, {world.remove(Kind::Policy, "a", id)});
  const auto journal = world.journal();
  world.make({create("a", policy("A", {boolean("A", true)}))});
  check_left_alone(plan::plan_rollback(journal, "contoso", world.tenant), Code::StalePlan, "is there");
}

TEST_CASE("an apply that wrote nothing leaves nothing to put back") {
  World world;
  const auto id = world.make({create("a", policy("A", {boolean("A", true)}))}).at(0);
  world.tenant.knobs().fault = [](std::string_view operation, const std::string&, std::size_t) {
    return operation == "update" ? fake::FaultAction::RefuseBefore : fake::FaultAction::None;
  };
  static_cast<void>(world.apply(plan_of({world.update("a", id, policy("A", {boolean("A", false)}))})));
  const auto plan = roll_back(world);
  CHECK(plan.changes.empty());
  CHECK(plan.diagnostics.empty());
}

TEST_CASE("what another run made at the same time is not deleted by the rollback of the one that gave way") {
  World world;
  World other;
  const auto plan = plan_of({create("a", policy("A", {boolean("A", true)}))});
  world.tenant.knobs().fault = [&, ran = false](std::string_view operation, const std::string&, std::size_t) mutable {
    if (operation != "create" || std::exchange(ran, true)) return fake::FaultAction::None;
    const auto hook = std::exchange(world.tenant.knobs().fault, {});
    const auto tenant = world.tenant.share();
    const auto journal = plan::make_file_journal(other.files, kJournalPath, kWorkspace);
    static_cast<void>(plan::apply(plan, *tenant, *journal, other.observer, other.options));
    return fake::FaultAction::None;
  };
  const auto outcome = world.apply(plan);
  REQUIRE(world.tenant.ids(Kind::Policy) == std::vector{outcome.outcomes.front().id});
  const auto back = roll_back(world);
  CHECK(back.changes.empty());
  CHECK(back.diagnostics.empty());
  // The run that made it can take it back.
  const auto others = plan::plan_rollback(other.journal(), "contoso", world.tenant);
  REQUIRE(others.changes.size() == 1);
  CHECK(others.changes.front().action == plan::Action::Delete);
}

TEST_CASE("a POST of which the journal does not know the end is told when something carries its marker") {
  for (const bool carried_out : {false, true}) {
    World world;
    std::string journal;
    world.tenant.knobs().fault = [&](std::string_view operation, const std::string&, std::size_t) {
      if (operation != "create") return fake::FaultAction::None;
      journal = world.journal_text();
      return carried_out ? fake::FaultAction::None : fake::FaultAction::Interrupted;
    };
    static_cast<void>(world.apply(plan_of({create("a", policy("A", {boolean("A", true)}))})));
    const auto plan = plan::plan_rollback(plan::read_journal(journal).value(), "contoso", world.tenant);
    if (carried_out) {
      check_left_alone(plan, Code::StalePlan, "may have been made by the apply");
    } else {
      CHECK(plan.diagnostics.empty());
      CHECK(plan.changes.empty());
    }
  }
}

TEST_CASE("other tenants of the journal are left alone") {
  World world;
  apply_done(world, {create("a", policy("A", {boolean("A", true)}))});
  const auto plan = plan::plan_rollback(world.journal(), "fabrikam", world.tenant);
  CHECK(plan.changes.empty());
  CHECK(plan.diagnostics.empty());
}

TEST_CASE("a credential for another tenant than the journal's is refused") {
  World world;
  apply_done(world, {create("a", policy("A", {boolean("A", true)}))});
  fake::FakeTenant other("9d1e0c5b-2a7f-4c36-8e4d-6b3f0a9c1d27");
  const auto plan = plan::plan_rollback(world.journal(), "contoso", other);
  CHECK_FALSE(plan.has_changes());
  REQUIRE(plan.diagnostics.size() == 1);
  CHECK(plan.diagnostics.front().code == Code::TenantMismatch);
}

TEST_CASE("a run that was killed at any line of its journal is put back, or told to be unknown") {
  // What a journal of this length would say, had the process died there: the writes up to the last intent may have
  // been carried out, none behind it.
  World whole;
  const auto prepare = [](World& world) {
    return world.make({create("a", policy("A", {boolean("A", true)}), {all_devices()}),
                       create("gone", policy("Gone", {boolean("B", true)}))});
  };
  const auto changes = [](World& world, const std::vector<std::string>& ids) {
    return plan_of({create("new", policy("New", {boolean("C", true), text("D", "encrypted")}), {all_devices()}),
                    world.update("a", ids[0], policy("A", {boolean("A", false)}), {}),
                    world.remove(Kind::Policy, "gone", ids[1])});
  };
  const auto whole_ids = prepare(whole);
  static_cast<void>(whole.apply(changes(whole, whole_ids)));
  const auto writes = whole.tenant.writes().size();
  REQUIRE(writes == 5);
  for (std::size_t killed = 1; killed <= writes; ++killed) {
    for (const bool carried_out : {false, true}) {
      INFO("killed at write " << killed << (carried_out ? ", carried out" : ", not carried out"));
      World world;
      const auto ids = prepare(world);
      const auto before = essences(world);
      std::string journal;  // as it was when the process died
      world.tenant.knobs().fault = [&, count = std::size_t{0}](std::string_view operation, const std::string&,
                                                               std::size_t) mutable {
        const bool is_write = operation == "create" || operation == "assign" || operation == "update" ||
                              operation == "remove" || operation == "describe";
        if (is_write && ++count == killed) {
          journal = world.journal_text();
          world.stop.request_stop();
          if (!carried_out) return fake::FaultAction::Interrupted;
        }
        return fake::FaultAction::None;
      };
      static_cast<void>(world.apply(changes(world, ids)));
      world.tenant.knobs().fault = {};
      world.stop = std::stop_source();
      world.options.stop = world.stop.get_token();
      const auto read = plan::read_journal(journal);
      REQUIRE(read.ok());
      const auto plan = plan::plan_rollback(read.value(), "contoso", world.tenant);
      if (plan.has_errors()) {
        // Only what the write in flight did to its object is not known.
        CHECK(carried_out);
        CHECK(plan.diagnostics.size() == 1);
      } else {
        apply_rollback(world, plan);
        CHECK(essences(world) == before);
      }
    }
  }
}

TEST_CASE(
    "an update of which the journal does not know the end is put aside only when version and time are the old ones") {
  World world;
  const auto id = world.make({create("a", policy("A", {boolean("X", true)}))}).front();
  const auto live = world.live(Kind::Policy, id);
  REQUIRE_FALSE(live.last_modified.empty());
  plan::Entry entry;
  entry.number = 1;
  entry.intent = {"contoso", kTenantId, Kind::Policy, "a", id, plan::Write::Update, live};
  plan::JournalFile journal{kWorkspace, {entry}};
  CHECK(plan::plan_rollback(journal, "contoso", world.tenant).diagnostics.empty());
  // Two writes of one second leave one time: the version tells that there was one.
  journal.entries.front().intent.before->version = live.version - 1;
  check_left_alone(plan::plan_rollback(journal, "contoso", world.tenant), Code::StalePlan, "the journal does not say");
}
