// An object that an earlier run may have made a moment ago: that run was killed, or its POST got no answer.

#include "plan/apply/poll_delays.hpp"
#include "plan/journal/lost_posts.hpp"
#include "unit/plan/apply_support.hpp"

using namespace pinwright;
using namespace pinwright::plan::test;
using fake::FaultAction;
using object::Kind;
using State = plan::Outcome::State;

namespace {

auto wanted(bool value = true) -> plan::Change { return create("a", policy("A", {boolean("A", value)})); }

/// The POST of the killed run arrives while this one waits for the `nth` time.
auto arrives_at(World& world, World& killed, std::size_t nth, const plan::Change& change) -> void {
  world.options.lost_posts = {{kTenantId, Kind::Policy, object::Target::Custom, "a", 0}};
  world.options.sleep = [&, nth, change](std::chrono::milliseconds time, const base::StopToken&) {
    world.waits.push_back(time);
    if (world.waits.size() != nth) return;
    const auto journal = journal_in(killed.files);
    REQUIRE(state_of(plan::apply(plan_of({change}), world.tenant, *journal, killed.observer, killed.options), "a") ==
            State::Done);
  };
}

auto begun(plan::Journal& journal, const std::string& key, plan::Write write = plan::Write::Create) -> std::uint64_t {
  const auto number = journal.begin({"contoso", kTenantId, Kind::Policy, key, {}, write, {}});
  REQUIRE(number.ok());
  return number.value();
}

auto end(plan::Journal& journal, std::uint64_t number, plan::WriteOutcome outcome) -> void {
  plan::Entry entry;
  entry.outcome = outcome;
  REQUIRE(journal.end(number, entry).ok());
}

}  // namespace

TEST_CASE("what a killed run has sent is waited for, and not made a second time") {
  for (const std::size_t nth : {1U, 2U, 3U, 4U}) {
    CAPTURE(nth);
    World world;
    World killed;
    arrives_at(world, killed, nth, wanted());
    const auto outcome = world.apply(plan_of({wanted()}));
    CHECK(state_of(outcome, "a") == State::Done);
    CHECK(world.tenant.ids(Kind::Policy).size() == 1);
    CHECK(world.waits.size() == nth);
    // The journal of this run says it too, so that a rollback takes the object away.
    const auto journal = world.journal();
    REQUIRE(journal.entries.size() >= 2);
    CHECK(journal.entries.at(0).intent.write == plan::Write::Create);
    CHECK(journal.entries.at(1).outcome == plan::WriteOutcome::Done);
    CHECK(journal.entries.at(1).id == world.tenant.ids(Kind::Policy).at(0));
  }
}

TEST_CASE("what a killed run has not sent is made after the time in which it would have been seen") {
  World world;
  world.options.lost_posts = {{kTenantId, Kind::Policy, object::Target::Custom, "a", 0}};
  CHECK(state_of(world.apply(plan_of({wanted()})), "a") == State::Done);
  CHECK(world.waited() == plan::kLostPostTime);
  CHECK(world.tenant.ids(Kind::Policy).size() == 1);
}

TEST_CASE("what a killed run made of other files is left as it is, and nothing is made beside it") {
  World world;
  World killed;
  arrives_at(world, killed, 2, wanted(false));
  const auto outcome = world.apply(plan_of({wanted(true)}));
  CHECK(outcome.stale);
  CHECK_FALSE(outcome.wrote);
  CHECK(world.tenant.ids(Kind::Policy).size() == 1);
}

TEST_CASE("a tenant that cannot be read while it is looked for gets no second object") {
  World world;
  world.options.lost_posts = {{kTenantId, Kind::Policy, object::Target::Custom, "a", 0}};
  world.tenant.knobs().fault = [](std::string_view operation, const std::string&, std::size_t nth) {
    return operation == "policies" && nth > 1 ? FaultAction::Busy : FaultAction::None;
  };
  CHECK(state_of(world.apply(plan_of({wanted()})), "a") == State::Failed);
  CHECK(world.tenant.ids(Kind::Policy).empty());
}

TEST_CASE("a stop while it is looked for leaves the journal saying that nobody knows") {
  World world;
  world.options.lost_posts = {{kTenantId, Kind::Policy, object::Target::Custom, "a", 0}};
  world.options.sleep = [&](std::chrono::milliseconds, const base::StopToken&) { world.stop.request_stop(); };
  const auto outcome = world.apply(plan_of({wanted()}));
  CHECK(outcome.interrupted);
  CHECK_FALSE(outcome.wrote);
  CHECK(world.tenant.ids(Kind::Policy).empty());
  std::vector<plan::LostPost> lost;
  plan::follow_lost_posts(world.journal(), lost);
  CHECK(lost.size() == 1);
}

TEST_CASE("only the object that was lost is waited for") {
  using object::Target;
  for (const auto& other :
       {plan::LostPost{kTenantId, Kind::Policy, Target::Custom, "b", 0},
        plan::LostPost{kTenantId, Kind::Policy, Target::SettingsCatalog, "a", 0},
        plan::LostPost{kTenantId, Kind::Group, Target::Custom, "a", 0},
        plan::LostPost{"9d1e0c5b-2a7f-4c36-8e4d-6b3f0a9c1d27", Kind::Policy, Target::Custom, "a", 0}}) {
    World world;
    world.options.lost_posts = {other};
    CHECK(state_of(world.apply(plan_of({wanted()})), "a") == State::Done);
    CHECK(world.waits.empty());
  }
}

TEST_CASE("a journal tells which POSTs are lost: those without an outcome, or with one that tells nothing") {
  source::MemoryFileSystem files;
  const auto make = [&](std::string path) { return journal_in(files, std::move(path)); };
  const auto lost_in = [&](const std::string& path, std::vector<plan::LostPost> lost) {
    const auto journal = plan::read_journal(files.read(path, 1 << 20U).value(), kJournalSecret);
    REQUIRE(journal.ok());
    plan::follow_lost_posts(journal.value(), lost);
    return lost;
  };
  const auto first = make("/first.jsonl");
  end(*first, begun(*first, "done"), plan::WriteOutcome::Done);
  end(*first, begun(*first, "failed"), plan::WriteOutcome::Failed);
  end(*first, begun(*first, "unclear"), plan::WriteOutcome::Unclear);
  begun(*first, "patched", plan::Write::Update);
  begun(*first, "killed");
  const auto lost = lost_in("/first.jsonl", {});
  REQUIRE(lost.size() == 2);
  CHECK(lost.at(0).key == "unclear");
  CHECK(lost.at(1).key == "killed");
  CHECK(lost.at(1).tenant_id == kTenantId);
  CHECK(lost.at(1).time == 1780272000);
  // A later run that knows more.
  const auto second = make("/second.jsonl");
  end(*second, begun(*second, "killed"), plan::WriteOutcome::Failed);
  end(*second, begun(*second, "unclear"), plan::WriteOutcome::Done);
  CHECK(lost_in("/second.jsonl", lost).empty());
}
