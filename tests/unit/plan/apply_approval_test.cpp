// Writes of a tenant that wants the approval of another administrator for them.
#include <algorithm>

#include "plan/justification.hpp"
#include "plan/marker.hpp"
#include "unit/plan/apply_support.hpp"

using namespace pinwright;
using namespace pinwright::plan::test;
using fake::FaultAction;
using object::Kind;
using State = plan::Outcome::State;
using Status = plan::ApprovalRequest::Status;

namespace {

/// A tenant that protects its policies, and an apply that says why.
struct Guarded : World {
  Guarded() {
    tenant.knobs().protects = {Kind::Policy};
    options.justification = "change 42";
    options.digest_key = "a key";
  }

  /// An apply that knows what the journals of those before it say.
  auto run(const plan::TenantPlan& plan) -> plan::TenantOutcome {
    const auto outcome = apply(plan);
    // Where nothing was noted there is no journal.
    if (!journal_text().empty()) plan::follow_approvals(journal(), options.approvals);
    static_cast<void>(files.remove_folder("/work").ok());
    return outcome;
  }
  auto lose_journals() -> void { options.approvals.clear(); }
  auto decide(Status status) -> void { tenant.decide(tenant.requests().back().id, status); }
  auto sent() -> std::vector<std::string> {
    auto lines = log();
    tenant.forget_writes();
    return lines;
  }
};

auto one_policy() -> plan::TenantPlan { return plan_of({create("a", policy("A", {boolean("A", true)}))}); }
auto secret_policy() -> plan::TenantPlan { return plan_of({create("a", policy("A", {secret("K", "KEY")}))}); }

}  // namespace

TEST_CASE("a write that waits is neither done nor failed, and its request is noted") {
  Guarded world;
  const auto outcome = world.apply(one_policy());
  CHECK(state_of(outcome, "a") == State::AwaitingApproval);
  CHECK(outcome.outcomes.front().expires == "2026-06-04T00:00:00Z");
  CHECK_FALSE(outcome.wrote);
  const auto request = world.tenant.requests().at(0);
  CHECK_THAT(request.justification,
             Catch::StartsWith("change 42 [pinwright contoso-windows-4f2a91/a create customPolicy "));
  std::vector<plan::PendingApproval> open;
  plan::follow_approvals(world.journal(), open);
  REQUIRE(open.size() == 1);
  CHECK(open[0].note.code == request.id);
  CHECK(open[0].note.expires == request.expires);
  CHECK(open[0].note.body.size() == 64);
  CHECK(open[0].write == plan::Write::Create);
  // Nobody else reads the code.
  CHECK_THAT(outcome.outcomes.front().error->message + outcome.outcomes.front().error->help,
             !Catch::Contains(request.id));
}

TEST_CASE("what is approved is sent with the code alone, and is the same body") {
  Guarded world;
  world.run(one_policy());
  const auto asked = world.tenant.writes().back();
  world.decide(Status::Approved);
  const auto outcome = world.run(one_policy());
  CHECK(state_of(outcome, "a") == State::Done);
  const auto& done = world.tenant.writes().back();
  CHECK(done.body == asked.body);
  CHECK(done.consent.justification.empty());
  CHECK(done.consent.code == world.tenant.requests().at(0).id);
  CHECK(world.options.approvals.empty());
  const auto made = world.tenant.stored(Kind::Policy, outcome.outcomes.front().id);
  CHECK(plan::marker_in(made.object)->run.empty());
}

TEST_CASE("what still waits is not sent again") {
  for (const bool is_lost : {false, true}) {
    Guarded world;
    world.run(one_policy());
    if (is_lost) world.lose_journals();
    world.sent();
    CHECK(state_of(world.run(one_policy()), "a") == State::AwaitingApproval);
    CHECK(world.sent().empty());
    CHECK(world.tenant.requests().size() == 1);
    // The journal of the second run says it, too: that of the first may not be kept.
    CHECK(world.options.approvals.size() == 1);
  }
}

TEST_CASE("without a journal an approved request is found by its tag") {
  Guarded world;
  world.run(one_policy());
  world.lose_journals();
  world.decide(Status::Approved);
  CHECK(state_of(world.run(one_policy()), "a") == State::Done);
  CHECK(world.tenant.requests().size() == 1);
}

TEST_CASE("without a journal nothing tells whether a secret is the one that was approved") {
  Guarded world;
  world.environment["KEY"] = "correct-horse";
  world.run(secret_policy());
  const auto noted = world.options.approvals;
  world.lose_journals();
  CHECK(state_of(world.run(secret_policy()), "a") == State::AwaitingApproval);
  world.decide(Status::Approved);
  world.sent();
  const auto outcome = world.run(secret_policy());
  CHECK(state_of(outcome, "a") == State::Failed);
  CHECK_THAT(outcome.outcomes.front().error->message, Catch::Contains("values from the environment"));
  CHECK(world.sent().empty());
  world.options.approvals = noted;
  CHECK(state_of(world.run(secret_policy()), "a") == State::Done);
}

TEST_CASE("a request for another body is taken back and made anew") {
  Guarded world;
  world.environment["KEY"] = "correct-horse";
  const auto first = GENERATE(true, false) ? secret_policy() : one_policy();
  world.run(first);
  world.environment["KEY"] = "battery-staple";
  const bool is_secret = world.tenant.writes().back().body.find("correct-horse") != std::string::npos;
  const auto next = is_secret ? secret_policy() : plan_of({create("a", policy("A", {boolean("A", false)}))});
  CHECK(state_of(world.run(next), "a") == State::AwaitingApproval);
  const auto requests = world.tenant.requests();
  REQUIRE(requests.size() == 2);
  CHECK(requests[0].status == Status::Cancelled);
  CHECK(requests[1].status == Status::Waiting);
  world.decide(Status::Approved);
  CHECK(state_of(world.run(next), "a") == State::Done);
}

TEST_CASE("a request for a body that is wanted no more is not taken back without a reason for the next") {
  Guarded world;
  world.run(one_policy());
  world.options.justification.clear();
  const auto outcome = world.run(plan_of({create("a", policy("A", {boolean("A", false)}))}));
  CHECK(state_of(outcome, "a") == State::Failed);
  CHECK_THAT(outcome.outcomes.front().error->help, Catch::Contains("--justification TEXT"));
  CHECK(world.tenant.requests().at(0).status == Status::Waiting);
}

TEST_CASE("what was approved for other content is neither sent nor asked for a second time") {
  Guarded world;
  world.run(one_policy());
  world.decide(Status::Approved);
  world.sent();
  const auto outcome = world.run(plan_of({create("a", policy("A", {boolean("A", false)}))}));
  CHECK(state_of(outcome, "a") == State::Failed);
  CHECK_THAT(outcome.outcomes.front().error->help, Catch::Contains("let an approver cancel it"));
  CHECK(world.sent().empty());
  CHECK(world.tenant.requests().size() == 1);
}

TEST_CASE("an approved request to create what is there by now is in nobody's way") {
  const bool knows_journals = GENERATE(true, false);
  Guarded world;
  world.run(one_policy());
  world.decide(Status::Approved);
  // Somebody else made it meanwhile, without this request.
  world.tenant.knobs().protects.clear();
  const auto noted = world.options.approvals;
  world.lose_journals();
  const auto id = state_of(world.run(one_policy()), "a") == State::Done ? world.tenant.ids(Kind::Policy).at(0) : "";
  world.tenant.knobs().protects = {Kind::Policy};
  world.tenant.decide(world.tenant.requests()[0].id, Status::Approved);
  if (knows_journals) world.options.approvals = noted;
  const auto wanted = policy("A", {boolean("A", false)});
  CHECK(state_of(world.run(plan_of({world.update("a", id, wanted)})), "a") == State::AwaitingApproval);
  world.decide(Status::Approved);
  CHECK(state_of(world.run(plan_of({world.update("a", id, wanted)})), "a") == State::Done);
}

TEST_CASE("an edit that was approved is not sent over a change that somebody made since") {
  Guarded world;
  world.tenant.knobs().protects.clear();
  const auto id = world.make({create("a", policy("A", {boolean("A", true)}))}).at(0);
  world.tenant.knobs().protects = {Kind::Policy};
  const auto wanted = policy("A", {boolean("A", false)});
  world.run(plan_of({world.update("a", id, wanted)}));
  world.tenant.edit(Kind::Policy, id, [](nlohmann::json& json) { json["displayName"] = "By hand"; });
  CHECK(state_of(world.run(plan_of({world.update("a", id, wanted)})), "a") == State::AwaitingApproval);
  const auto requests = world.tenant.requests();
  REQUIRE(requests.size() == 2);
  CHECK(requests[0].status == Status::Cancelled);
}

TEST_CASE("what was decided against is told once, and asked anew after that") {
  const auto status = GENERATE(Status::Rejected, Status::Expired, Status::Cancelled, Status::Completed);
  Guarded world;
  world.run(one_policy());
  world.decide(status);
  world.sent();
  const auto outcome = world.run(one_policy());
  CHECK(state_of(outcome, "a") == State::Failed);
  CHECK_FALSE(outcome.outcomes.front().error->help.empty());
  CHECK(world.sent().empty());
  CHECK(world.options.approvals.empty());
  CHECK(state_of(world.run(one_policy()), "a") == State::AwaitingApproval);
  CHECK(world.tenant.requests().size() == 2);
}

TEST_CASE("a decision that may not be read is told by the answer to the write") {
  Guarded world;
  world.run(one_policy());
  world.tenant.knobs().forbidden = {"approvals"};
  CHECK(state_of(world.run(one_policy()), "a") == State::AwaitingApproval);
  world.decide(Status::Approved);
  CHECK(state_of(world.run(one_policy()), "a") == State::Done);
  CHECK(world.tenant.requests().size() == 1);
}

TEST_CASE("where a reason is asked for and none is given, the others are written") {
  World world;
  world.tenant.knobs().protects = {Kind::Policy};
  const auto outcome = world.apply(
      plan_of({create("a", policy("A", {})), create("b", policy("B", {})), create("g", object::Group{"G", {}, {}})}));
  for (const auto* key : {"a", "b"}) CHECK(state_of(outcome, key) == State::Failed);
  CHECK(outcome.outcomes.front().error->help == "add `--justification TEXT`");
  CHECK(state_of(outcome, "g") == State::Done);
  CHECK(world.tenant.requests().empty());
}

TEST_CASE("what waits stops nobody, and what needs it waits for it") {
  Guarded world;
  world.tenant.knobs().protects = {Kind::Filter};
  const auto filtered = with_filter(all_devices(), "f", "");
  const auto outcome = world.apply(plan_of({create("f", object::Filter{"F", {}, "(device.model -eq \"A\")"}),
                                            create("a", policy("A", {}), {filtered}), create("b", policy("B", {}))}));
  CHECK(state_of(outcome, "f") == State::AwaitingApproval);
  CHECK(state_of(outcome, "a") == State::Skipped);
  CHECK(outcome.outcomes.at(1).needs_approval);
  CHECK(state_of(outcome, "b") == State::Done);
}

TEST_CASE("groups are not asked for: no policy of Intune protects them") {
  Guarded world;
  world.apply(plan_of({create("g", object::Group{"G", {}, {}})}));
  CHECK(world.tenant.writes().at(0).consent.justification.empty());
}

TEST_CASE("an open request that is not known here is waited for, and said to be") {
  Guarded world;
  world.run(one_policy());
  world.lose_journals();
  // Too long for a tag: nothing says what it is for.
  Guarded other;
  other.options.justification = std::string(plan::kMostJustification, 'x');
  other.run(one_policy());
  other.lose_journals();
  const auto outcome = other.run(one_policy());
  CHECK(state_of(outcome, "a") == State::AwaitingApproval);
  CHECK_THAT(outcome.outcomes.front().error->message, Catch::Contains("not known here"));
  CHECK(other.tenant.requests().size() == 1);
}

TEST_CASE("a lost answer to a request for approval is found again by its tag") {
  Guarded world;
  world.tenant.knobs().fault = [](std::string_view operation, const std::string&, std::size_t nth) {
    return operation == "create" && nth == 1 ? FaultAction::LostAfter : FaultAction::None;
  };
  CHECK(state_of(world.run(one_policy()), "a") == State::AwaitingApproval);
  REQUIRE(world.tenant.requests().size() == 1);
  REQUIRE(world.options.approvals.size() == 1);
  CHECK(world.options.approvals[0].note.code == world.tenant.requests()[0].id);
  world.decide(Status::Approved);
  CHECK(state_of(world.run(one_policy()), "a") == State::Done);
}

TEST_CASE("a justification is one line of at most 1024 UTF-16 units") {
  for (const std::string text : {"change 42", "Änderung 42 – dringend", "x"})
    CHECK(plan::check_justification(text).ok());
  CHECK(plan::check_justification(std::string(1024, 'x')).ok());
  std::string pairs;
  for (int i = 0; i < 512; ++i) pairs += "\xF0\x9F\x98\x80";
  CHECK(plan::check_justification(pairs).ok());
  for (const std::string& text :
       {std::string(), std::string(" "), std::string("a\nb"), std::string("a\tb"), std::string("a\x1b[2J"),
        std::string("a\0b", 3), std::string("a\xC2\x85"), std::string("\xFF"), std::string(1025, 'x'), pairs + "x"}) {
    CAPTURE(text);
    CHECK_FALSE(plan::check_justification(text).ok());
  }
}

TEST_CASE("a tag goes with a justification as far as both fit") {
  CHECK(plan::with_tag("why", "[tag]") == "why [tag]");
  CHECK(plan::with_tag(std::string(1018, 'x'), "[tag]") == std::string(1018, 'x') + " [tag]");
  CHECK(plan::with_tag(std::string(1019, 'x'), "[tag]") == std::string(1019, 'x'));
}

TEST_CASE("journals tell which requests are open: the last word on a write holds") {
  const auto intent = [](std::uint64_t number, plan::Write write) {
    plan::Entry entry;
    entry.number = number;
    entry.intent = {"contoso", kTenantId, Kind::Policy, "a", {}, write, {}};
    return entry;
  };
  const auto outcome = [](std::uint64_t number, plan::WriteOutcome what, const std::string& code) {
    plan::Entry entry;
    entry.number = number;
    entry.is_intent = false;
    entry.outcome = what;
    if (!code.empty()) entry.approval = plan::ApprovalNote{code, {}, {}, {}};
    return entry;
  };
  const auto left_by = [](std::vector<plan::Entry> entries) {
    std::vector<plan::PendingApproval> open;
    plan::follow_approvals({kWorkspace, std::move(entries)}, open);
    std::vector<std::string> codes;
    for (const auto& one : open) codes.push_back(one.note.code);
    return codes;
  };
  using Codes = std::vector<std::string>;
  const auto create = intent(1, plan::Write::Create);
  const auto waits = outcome(1, plan::WriteOutcome::AwaitingApproval, "c1");
  CHECK(left_by({create, waits}) == Codes{"c1"});
  CHECK(left_by({create, waits, waits}) == Codes{"c1"});
  CHECK(left_by({create, waits, outcome(1, plan::WriteOutcome::AwaitingApproval, "c2")}) == Codes{"c2"});
  // A line that knows no code takes nothing away, nor does a write that failed or of which nothing is known.
  CHECK(left_by({create, waits, intent(2, plan::Write::Create),
                 outcome(2, plan::WriteOutcome::AwaitingApproval, "")}) == Codes{"c1"});
  CHECK(left_by({create, waits, intent(2, plan::Write::Create), outcome(2, plan::WriteOutcome::Failed, "")}) ==
        Codes{"c1"});
  CHECK(left_by({create, waits, intent(2, plan::Write::Create)}) == Codes{"c1"});
  CHECK(left_by({create, waits, intent(2, plan::Write::Create), outcome(2, plan::WriteOutcome::Done, "")}).empty());
  CHECK(left_by({create, waits, intent(2, plan::Write::Assign), outcome(2, plan::WriteOutcome::Done, "")}) ==
        Codes{"c1"});
  CHECK(left_by({create, waits, outcome(0, plan::WriteOutcome::ApprovalEnded, "c1")}).empty());
  CHECK(left_by({create, waits, outcome(0, plan::WriteOutcome::ApprovalEnded, "c2")}) == Codes{"c1"});
}
