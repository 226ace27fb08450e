#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "plan/marker.hpp"
#include "unit/plan/apply_support.hpp"

using namespace pinwright;
using namespace pinwright::plan::test;
using fake::FaultAction;
using object::Kind;
using std::chrono::milliseconds;
using std::chrono::seconds;
using State = plan::Outcome::State;

namespace {

auto with_new_group() -> plan::TenantPlan {
  return plan_of({create("devices", object::Group{"Devices", {}, {}}),
                  create("a", policy("A", {boolean("A", true)}), {to_new_group("devices")})});
}

/// Intune refuses the first `times` assignments: it does not know the group yet.
auto unknown_for(std::size_t times) -> fake::FaultHook {
  return [=](std::string_view operation, const std::string&, std::size_t nth) {
    return operation == "assign" && nth <= times ? FaultAction::RefuseBefore : FaultAction::None;
  };
}

}  // namespace

TEST_CASE("a new group that Intune does not know yet is waited for") {
  World world;
  world.tenant.knobs().fault = unknown_for(4);
  const auto outcome = world.apply(with_new_group());
  CHECK(state_of(outcome, "a") == State::Done);
  CHECK(world.waited() == seconds(2 + 4 + 8 + 16));
}

TEST_CASE("a new group that Intune does not get to know is given up after two minutes") {
  World world;
  world.tenant.knobs().fault = unknown_for(1000);
  const auto outcome = world.apply(with_new_group());
  CHECK(state_of(outcome, "devices") == State::Done);
  CHECK(state_of(outcome, "a") == State::Partly);
  CHECK(world.waited() == seconds(120));
}

TEST_CASE("an update that assigns a new group waits for it too") {
  World world;
  const auto id = world.make({create("a", policy("A", {boolean("A", true)}))}).at(0);
  world.tenant.knobs().fault = unknown_for(1);
  const auto outcome =
      world.apply(plan_of({create("devices", object::Group{"Devices", {}, {}}),
                           world.update("a", id, policy("A", {boolean("A", true)}), {to_new_group("devices")})}));
  CHECK(state_of(outcome, "a") == State::Done);
  CHECK(world.waited() == seconds(2));
}

TEST_CASE("before a group is made a run pauses, and sees what another one has made meanwhile") {
  World world;
  world.options.pause_before_groups = seconds(1);
  bool made = false;
  world.options.sleep = [&](std::chrono::milliseconds, const base::StopToken&) {
    if (std::exchange(made, true)) return;
    REQUIRE(world.tenant.create(object::Group{"Devices", {}, {}}).ok());
  };
  const auto outcome = world.apply(plan_of({create("devices", object::Group{"Devices", {}, {}})}));
  REQUIRE(made);
  CHECK(state_of(outcome, "devices") == State::Failed);
  CHECK(world.log().size() == 1);
}

TEST_CASE("a run that makes no group does not pause") {
  World world;
  world.options.pause_before_groups = seconds(1);
  world.make({create("a", policy("A", {boolean("A", true)}))});
  CHECK(world.waits.empty());
}

TEST_CASE("a refusal that no new group explains is not tried again") {
  World world;
  const auto group = world.tenant.put(Kind::Group, R"({"displayName": "Pilot"})");
  world.tenant.knobs().fault = unknown_for(1);
  const auto outcome = world.apply(plan_of({create("a", policy("A", {boolean("A", true)}), {to_group(group)})}));
  CHECK(state_of(outcome, "a") == State::Partly);
  CHECK(world.waits.empty());
}

TEST_CASE("what is not seen at once is looked for again, and then is as written") {
  World world;
  std::size_t lists = 0;
  world.tenant.knobs().fault = [&](std::string_view operation, const std::string&, std::size_t) {
    return operation == "policies" && ++lists <= 2 ? FaultAction::StaleList : FaultAction::None;
  };
  const auto id = world.make({create("z", policy("Z", {boolean("A", true)}))}).at(0);
  lists = 0;
  const auto outcome = world.apply(plan_of({world.update("z", id, policy("Z", {boolean("A", false)}))}));
  CHECK(state_of(outcome, "z") == State::Done);
  CHECK(outcome.diagnostics.empty());
  CHECK(world.waits == std::vector<milliseconds>{seconds(1), seconds(2)});
}

TEST_CASE("what the tenant holds otherwise than it was written is found, object and path named") {
  World world;
  world.tenant.knobs().fault = [&, done = false](std::string_view operation, const std::string&, std::size_t) mutable {
    // The look at the end is the first list after the assignment.
    if (operation == "policies" && world.tenant.writes().size() == 2 && !std::exchange(done, true)) {
      const auto id = world.tenant.ids(Kind::Policy).front();
      world.tenant.edit(Kind::Policy, id, [](nlohmann::json& json) {
        json["omaSettings"][0]["value"] = false;
        json["assignments"] = nlohmann::json::array();
      });
    }
    return FaultAction::None;
  };
  const auto outcome = world.apply(plan_of({create("a", policy("A", {boolean("A", true)}), {all_devices()})}));
  CHECK(state_of(outcome, "a") == State::Partly);
  REQUIRE(outcome.diagnostics.size() == 1);
  CHECK(outcome.diagnostics.front().code == diag::Code::NotAsWritten);
  CHECK_THAT(outcome.diagnostics.front().message, Catch::Contains("policy `a`") &&
                                                      Catch::Contains("Policies/A].value") &&
                                                      Catch::Contains("assignments[allDevices]"));
  CHECK(world.waited() == seconds(27));
}

TEST_CASE("an encrypted value that is not as written is found, and the finding does not show it") {
  World world;
  world.environment["KEY"] = "canary-71d3";
  world.tenant.knobs().fault = [&, done = false](std::string_view operation, const std::string&, std::size_t) mutable {
    // The list of wave 3 has come and gone: the next one is the last look.
    if (operation == "policies" && world.tenant.writes().size() == 2 && !std::exchange(done, true)) {
      world.tenant.edit(Kind::Policy, world.tenant.ids(Kind::Policy).front(),
                        [](nlohmann::json& json) { json["omaSettings"][0]["value"] = "canary-other"; });
    }
    return FaultAction::None;
  };
  const auto outcome = world.apply(plan_of({create("a", policy("A", {secret("K", "KEY")}), {all_devices()})}));
  REQUIRE(outcome.diagnostics.size() == 1);
  CHECK_THAT(outcome.diagnostics.front().message, !Catch::Contains("canary"));
}

TEST_CASE("a new policy costs three requests, and an encrypted value that nobody else wrote is not read back") {
  World world;
  std::map<std::string, int> asked;
  world.tenant.knobs().fault = [&](std::string_view operation, const std::string&, std::size_t) {
    ++asked[std::string(operation)];
    return FaultAction::None;
  };
  const auto outcome = world.apply(plan_of({create("a", policy("A", {text("Url", "a.example")}), {all_devices()}),
                                            create("b", policy("B", {text("Url", "b.example")}), {all_devices()})}));
  CHECK(outcome.diagnostics.empty());
  // The list before the first POST, that of wave 3, and the last look.
  CHECK(asked["policies"] == 3);
  asked.erase("policies");
  // Each is read once more before it is assigned.
  CHECK(asked == std::map<std::string, int>{{"create", 2}, {"policy", 2}, {"assign", 2}});
}

TEST_CASE("without the right to reveal, an encrypted value counts as written") {
  World world;
  world.tenant.knobs().may_reveal = false;
  const auto outcome = world.apply(plan_of({create("a", policy("A", {text("Url", "a.example")}))}));
  CHECK(state_of(outcome, "a") == State::Done);
  CHECK(outcome.diagnostics.empty());
}

TEST_CASE("a last look that is not possible leaves what was done done, and the tenant unusable") {
  World world;
  world.tenant.knobs().fault = [](std::string_view operation, const std::string&, std::size_t nth) {
    return operation == "policies" && nth >= 3 ? FaultAction::Throttled : FaultAction::None;
  };
  const auto outcome = world.apply(plan_of({create("a", policy("A", {boolean("A", true)}))}));
  CHECK(state_of(outcome, "a") == State::Done);
  CHECK(outcome.unusable.has_value());
}

TEST_CASE("a stop before the first write leaves everything as it was") {
  World world;
  world.stop.request_stop();
  const auto outcome = world.apply(with_new_group());
  CHECK(world.log().empty());
  CHECK(outcome.interrupted);
  CHECK_FALSE(outcome.wrote);
  for (const auto& one : outcome.outcomes) CHECK(one.state == State::Skipped);
}

TEST_CASE("after a stop no write begins, and the one in flight counts") {
  for (std::size_t nth = 1; nth <= 3; ++nth) {
    World world;
    std::size_t writes = 0;
    world.tenant.knobs().fault = [&](std::string_view operation, const std::string&, std::size_t) {
      if ((operation == "create" || operation == "assign") && ++writes == nth) world.stop.request_stop();
      return FaultAction::None;
    };
    const auto outcome = world.apply(with_new_group());
    CHECK(world.log().size() == nth);
    CHECK(outcome.wrote);
    CHECK(outcome.interrupted);
    CHECK(state_of(outcome, "a") == (nth == 1 ? State::Skipped : State::Partly));
    CHECK(state_of(outcome, "devices") == State::Partly);
  }
}

TEST_CASE("what a stop keeps from being read back is not done") {
  const bool is_answered = GENERATE(true, false);
  World world;
  std::size_t lists = 0;  // since the object was made: whether there are two of it, and the last look
  world.tenant.knobs().fault = [&](std::string_view operation, const std::string&, std::size_t) {
    const bool is_last_look = operation == "policies" && world.log().size() == 1 && ++lists == 2;
    if (is_last_look) world.stop.request_stop();
    return is_last_look && !is_answered ? FaultAction::Interrupted : FaultAction::None;
  };
  const auto outcome = world.apply(plan_of({create("a", policy("A", {boolean("A", true)}))}));
  CHECK(outcome.wrote);
  CHECK_FALSE(outcome.unusable);
  CHECK(outcome.interrupted != is_answered);
  CHECK(state_of(outcome, "a") == (is_answered ? State::Done : State::Partly));
  if (is_answered) return;
  CHECK(outcome.outcomes.front().error->message == "not read back: the run was stopped");
}

TEST_CASE("a stop while a new group is waited for ends the wait") {
  World world;
  world.tenant.knobs().fault = unknown_for(1000);
  world.options.sleep = [&](milliseconds, const base::StopToken&) { world.stop.request_stop(); };
  const auto outcome = world.apply(with_new_group());
  CHECK(outcome.interrupted);
  CHECK(state_of(outcome, "a") == State::Partly);
  CHECK(world.log().size() == 3);
}

TEST_CASE("a mask in the plan is never written") {
  World world;
  const auto id = world.make({create("a", policy("A", {text("Url", "a.example")}))}).at(0);
  auto change = world.update("a", id, policy("A", {boolean("B", true), text("Url", "a.example")}));
  std::get<object::Policy>(*change.after).settings.at(1).value = object::Masked{"ref"};
  const auto outcome = world.apply(plan_of({change}));
  CHECK(state_of(outcome, "a") == State::Failed);
  CHECK_THAT(outcome.outcomes.front().error->message, Catch::Contains("Authentication/Url"));
  CHECK(world.journal_text().empty());
}

TEST_CASE("a value from the environment is written, and neither journal nor outcome nor finding holds it") {
  World world;
  const std::string canary = "canary-5a1f\"<&>";
  world.environment["KEY"] = canary;
  auto xml = secret("Xml", "KEY");
  xml.type = object::DataType::StringXml;
  xml.value = std::string("<a>{env.KEY}</a>{env.OTHER}");
  const auto wanted = policy("A", {secret("K", "KEY"), xml});
  const auto id = world.make({create("a", wanted)}).at(0);
  const auto stored = std::get<object::Policy>(world.tenant.stored(Kind::Policy, id).object);
  CHECK(stored.settings.at(0).value == object::SettingValue(canary));
  CHECK(stored.settings.at(1).value == object::SettingValue("<a>" + canary + "</a>{env.OTHER}"));

  // An error that quotes the value, in clear and as Graph would carry it.
  world.environment["KEY"] = "canary-new";
  auto next = wanted;
  next.settings.push_back(boolean("B", true));
  const auto change = world.update("a", id, next);
  for (const auto action : {FaultAction::LostAfter, FaultAction::RefuseBefore}) {
    world.tenant.knobs().fault = [=](std::string_view operation, const std::string&, std::size_t) {
      return operation == "update" ? action : FaultAction::None;
    };
    const auto outcome = world.apply(plan_of({change}));
    for (const auto& one : outcome.outcomes)
      CHECK_FALSE((one.error && one.error->message.find("canary") != std::string::npos));
    for (const auto& one : outcome.diagnostics) CHECK_THAT(one.message, !Catch::Contains("canary"));
    CHECK_THAT(world.journal_text(), !Catch::Contains("canary") && !Catch::Contains("Y2FuYXJ5"));
    CHECK_FALSE(world.journal_text().empty());
  }
}

namespace {

/// A tenant whose refusals quote what was sent.
class QuotingTenant final : public plan::Tenant {
 public:
  explicit QuotingTenant(plan::Tenant& inner) : inner_(inner) {}
  auto access() -> base::Result<plan::Access> override { return inner_.access(); }
  auto ask(const plan::Question& question) -> plan::Answer override { return inner_.ask(question); }
  auto devices() -> plan::Devices& override { return inner_.devices(); }
  auto approvals() -> plan::Approvals& override { return inner_.approvals(); }

 private:
  auto do_create(const object::Object& object, const plan::Consent& /*consent*/) -> plan::WriteAnswer override {
    const auto& setting = std::get<object::Policy>(object).settings.at(0);
    return {plan::Meaning::DidNotHappen,
            false,
            {"the value '" + std::get<std::string>(setting.value) + "' is not allowed", {}},
            {}};
  }
  auto do_update(const std::string& id, const object::Object& object, const plan::Consent& consent)
      -> plan::WriteAnswer override {
    return inner_.update(id, object, consent);
  }
  auto do_describe(const std::string& id, const object::Object& object, const plan::Consent& consent)
      -> plan::WriteAnswer override {
    return inner_.describe(id, object, consent);
  }
  auto do_assign(const object::Address& policy, const std::vector<object::Assignment>& assignments,
                 const plan::Consent& consent) -> plan::WriteAnswer override {
    return inner_.assign(policy, assignments, consent);
  }
  auto do_remove(const object::Address& object, const plan::Consent& consent) -> plan::WriteAnswer override {
    return inner_.remove(object, consent);
  }

  plan::Tenant& inner_;
};

}  // namespace

TEST_CASE("a refusal that quotes a secret is told without it") {
  World world;
  world.environment["KEY"] = "canary-5a1f";
  QuotingTenant tenant(world.tenant);
  const auto journal = journal_in(world.files);
  const auto outcome = plan::apply(plan_of({create("a", policy("A", {secret("K", "KEY")}))}), tenant, *journal,
                                   world.observer, world.options);
  CHECK(outcome.outcomes.front().error->message == "the value '{env.KEY}' is not allowed");
  CHECK_THAT(world.journal_text(), !Catch::Contains("canary"));
}

TEST_CASE("a journal that cannot be written stops the run before the write") {
  World world;
  world.files.refuse_writes("/work", "no space left on device");
  const auto outcome = world.apply(with_new_group());
  CHECK(world.log().empty());
  CHECK_FALSE(outcome.wrote);
  CHECK(state_of(outcome, "devices") == State::Failed);
  CHECK_THAT(outcome.outcomes.front().error->message, Catch::Contains("no space left"));
  CHECK(state_of(outcome, "a") == State::Skipped);
}

TEST_CASE("a journal that fails in the middle stops the next write even with continue") {
  World world;
  world.options.stop_on_error = false;
  world.tenant.knobs().fault = [&](std::string_view operation, const std::string&, std::size_t) {
    if (operation == "create") world.files.refuse_writes("/work", "no space left on device");
    return FaultAction::None;
  };
  const auto outcome = world.apply(with_new_group());
  CHECK(world.log().size() == 1);
  CHECK(state_of(outcome, "devices") == State::Done);
  CHECK(state_of(outcome, "a") == State::Failed);
}
