#include <algorithm>
#include <nlohmann/json.hpp>

#include "object/canonical.hpp"
#include "plan/live_objects.hpp"
#include "plan/marker.hpp"
#include "plan/rollback/plan.hpp"
#include "unit/plan/rollback_support.hpp"

using namespace pinwright;
using namespace pinwright::plan::test;
using diag::Code;
using object::Kind;
using State = plan::Outcome::State;

TEST_CASE("a rollback that was cut short after any of its writes goes on the next time") {
  const auto prepare = [](World& world) {
    world.environment["KEY"] = "canary";
    const auto ids = world.make(
        {create("a", policy("A", {boolean("A", true), text("T", "old"), secret("K", "KEY")}), {all_devices()}),
         create("f", object::Filter{"Old", {}, "(device.model -eq \"A\")"}),
         create("b", policy("B", {boolean("B", true)}), {all_devices()})});
    const auto gone =
        world.make({create("gone", policy("Gone", {text("B", "x")}), {with_filter(all_devices(), "f", ids[1])})});
    auto change =
        world.update("a", ids[0], policy("A", {boolean("A", false), text("T", "new"), secret("K", "KEY")}), {});
    change.secret_changed = {std::nullopt, std::nullopt, false};
    apply_done(world, {create("new", policy("New", {boolean("C", true)}), {all_devices()}), change,
                       world.update("b", ids[2], policy("B", {boolean("B", true)}), {}),
                       world.remove(Kind::Policy, "gone", gone[0]), world.remove(Kind::Filter, "f", ids[1])});
  };
  const auto expected = [&] {
    World world;
    prepare(world);
    const auto plan = roll_back(world);
    apply_rollback(world, plan);
    return std::pair(essences(world).size(), world.tenant.writes().size());
  }();
  REQUIRE(expected.second >= 7);
  for (std::size_t killed = 1; killed < expected.second; ++killed) {
    INFO("killed after write " << killed);
    World world;
    prepare(world);
    const auto journal = world.journal();
    const plan::RollbackOptions options{world.options.variable, {}};
    const auto first = plan::plan_rollback(journal, "contoso", world.tenant, options);
    world.tenant.forget_writes();
    static_cast<void>(world.files.remove_folder("/work").ok());
    world.tenant.knobs().fault = [&](std::string_view operation, const std::string&, std::size_t) {
      const bool is_write = operation == "create" || operation == "assign" || operation == "update" ||
                            operation == "remove" || operation == "describe";
      if (is_write && world.tenant.writes().size() + 1 == killed) world.stop.request_stop();
      return fake::FaultAction::None;
    };
    static_cast<void>(world.apply(first));
    world.tenant.knobs().fault = {};
    world.stop = std::stop_source();
    world.options.stop = world.stop.get_token();
    const auto second = plan::plan_rollback(journal, "contoso", world.tenant, options);
    for (const auto& one : second.diagnostics) {
      INFO(one.message);
      CHECK(one.severity == diag::Severity::Note);
    }
    apply_rollback(world, second);
    CHECK(essences(world).size() == expected.first);
    const auto third = plan::plan_rollback(journal, "contoso", world.tenant, options);
    CHECK_FALSE(third.has_changes());
    CHECK_FALSE(is_left_out(third));
  }
}

TEST_CASE("a group whose POST got no answer is named when one of its name is there") {
  World world;
  std::string journal;
  world.tenant.knobs().fault = [&](std::string_view operation, const std::string&, std::size_t) {
    if (operation == "create") journal = world.journal_text();
    return fake::FaultAction::None;
  };
  static_cast<void>(world.apply(plan_of({create("g", object::Group{"SG Made", {}, {}})})));
  const auto read = plan::read_journal(journal, kJournalSecret);
  REQUIRE(read.ok());
  const auto plan = plan::plan_rollback(read.value(), "contoso", world.tenant);
  CHECK_FALSE(plan.has_changes());
  CHECK_FALSE(is_left_out(plan));
  REQUIRE(plan.diagnostics.size() == 1);
  CHECK_THAT(plan.diagnostics.front().message, Catch::Contains(world.tenant.ids(Kind::Group).front()));
  world.tenant.erase(Kind::Group, world.tenant.ids(Kind::Group).front());
  CHECK(plan::plan_rollback(read.value(), "contoso", world.tenant).diagnostics.empty());
}

TEST_CASE("a POST that got lost and was sent again leaves one object, which goes without a word about the first") {
  World world;
  world.tenant.knobs().fault = [](std::string_view operation, const std::string&, std::size_t call) {
    return operation == "create" && call == 1 ? fake::FaultAction::LostBefore : fake::FaultAction::None;
  };
  apply_done(world, {create("a", policy("A", {boolean("A", true)}))});
  const auto plan = roll_back(world);
  CHECK(plan.diagnostics.empty());
  REQUIRE(plan.changes.size() == 1);
  CHECK(plan.changes.front().action == plan::Action::Delete);
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
    const auto plan = plan::plan_rollback(plan::read_journal(journal, kJournalSecret).value(), "contoso", world.tenant);
    if (carried_out) {
      check_left_alone(plan, Code::StalePlan, "may have been made by the apply");
    } else {
      CHECK(plan.diagnostics.empty());
      CHECK(plan.changes.empty());
    }
  }
}

TEST_CASE("a run that was killed at any line of its journal is put back, or told to be unknown") {
  // What a journal of this length would say, had the process died there: the writes up to the last intent may have
  // been carried out, none behind it.
  World whole;
  const auto prepare = [](World& world) {
    return world.make({create("a", policy("A", {boolean("A", true), text("T", "old")}), {all_devices()}),
                       create("gone", policy("Gone", {boolean("B", true)}))});
  };
  const auto changes = [](World& world, const std::vector<std::string>& ids) {
    return plan_of({create("new", policy("New", {boolean("C", true), text("D", "encrypted")}), {all_devices()}),
                    world.update("a", ids[0], policy("A", {boolean("A", false), text("T", "new")}), {}),
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
      const auto read = plan::read_journal(journal, kJournalSecret);
      REQUIRE(read.ok());
      const auto plan = plan::plan_rollback(read.value(), "contoso", world.tenant);
      if (is_left_out(plan)) {
        // What an update leaves is noted before it is sent; what a POST made has an id that nobody told.
        CHECK(carried_out);
        CHECK(killed == 1);
        CHECK(plan.diagnostics.size() == 1);
      } else {
        apply_rollback(world, plan);
        CHECK(essences(world) == before);
      }
    }
  }
}

TEST_CASE("new assignments of which the journal does not know the end are told by the assignments alone") {
  World world;
  const auto id = world.make({create("a", policy("A", {text("X", "x")}), {all_devices()})}).front();
  const auto before = world.live(Kind::Policy, id);
  plan::Entry entry;
  entry.number = 1;
  entry.intent = {"contoso", kTenantId, Kind::Policy, "a", id, plan::Write::Assign, before};
  world.tenant.edit(Kind::Policy, id, [](nlohmann::json& policy) {
    policy["assignments"] =
        nlohmann::json::parse(R"([{"target": {"@odata.type": "#microsoft.graph.allLicensedUsersAssignmentTarget"}}])");
  });
  // Nothing says that a new set of assignments raises the version, or is a change in time.
  auto live = world.live(Kind::Policy, id);
  entry.intent.before->version = live.version;
  entry.intent.before->last_modified = live.last_modified;
  const auto rollback_with = [&](const std::vector<std::string>& leaves) {
    entry.intent.leaves = leaves;
    return plan::plan_rollback(plan::JournalFile{kWorkspace, {entry}}, "contoso", world.tenant);
  };
  check_left_alone(rollback_with({}), Code::StalePlan, "the journal does not say");
  const auto back = rollback_with({plan::state_hash(live)});
  CHECK(back.diagnostics.empty());
  CHECK(back.has_changes());
  apply_rollback(world, back);
  CHECK(object::canonical_assignments(world.live(Kind::Policy, id).assignments) ==
        object::canonical_assignments(before.assignments));
  CHECK_FALSE(rollback_with({}).has_changes());
}

TEST_CASE("a run that was stopped before it could look at what it wrote is put back") {
  World world;
  const auto id = world.make({create("a", policy("A", {boolean("A", true), text("T", "old")}))}).front();
  const auto before = essences(world);
  auto change = world.update("a", id, policy("A", {boolean("A", false), text("T", "new")}));
  world.tenant.knobs().fault = [&](std::string_view operation, const std::string&, std::size_t) {
    if (operation == "update") world.stop.request_stop();
    return fake::FaultAction::None;
  };
  static_cast<void>(world.apply(plan_of({std::move(change)})));
  world.tenant.knobs().fault = {};
  world.stop = std::stop_source();
  world.options.stop = world.stop.get_token();
  const auto plan = plan::plan_rollback(world.journal(), "contoso", world.tenant);
  CHECK(plan.diagnostics.empty());
  apply_rollback(world, plan);
  CHECK(essences(world) == before);
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
