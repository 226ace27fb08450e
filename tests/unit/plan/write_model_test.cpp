// A model checker: every interleaving of two runs that write to one object, with lost and refused answers, kills and
// somebody in the portal, over the real WriteState. The tenant is a few numbers and time is steps, so that all states
// fit in memory; each is visited once.

#include <array>
#include <catch2/catch.hpp>
#include <deque>
#include <functional>
#include <iostream>
#include <set>
#include <string>
#include <vector>

#include "plan/apply/write_state.hpp"

using namespace pinwright::plan;
using Ending = WriteState::Ending;
using Next = WriteState::Next;

namespace {

constexpr int kBefore = 0;  // what stands there at first; run 1 writes 1, run 2 writes 2, the portal 9
constexpr int kPortal = 9;
constexpr int kGone = -1;
constexpr std::size_t kMostLost = 3;

struct Run {
  WriteState write{WriteRules{}};
  int wants = 0;
  bool deletes = false;
  bool killed = false;
  int compared = kBefore;    ///< what the last look before a transmission has shown
  bool carried_out = false;  ///< a transmission of this run was carried out
  bool was_sent = false;
  bool wrote_over = false;          ///< it was carried out over something that the look before it had not shown
  bool reached_in_between = false;  ///< somebody wrote between that look and the transmission: the one round trip
};

struct World {
  int content = kBefore;
  std::array<Run, 2> runs;
  bool portal_acted = false;
  std::size_t mishaps = 0;

  [[nodiscard]] auto key() const -> std::string {
    auto text = std::to_string(content) + (portal_acted ? 'p' : '-') + std::to_string(mishaps);
    for (const auto& run : runs) {
      text += '|' + std::to_string(run.write.fingerprint()) + ',' + std::to_string(run.compared);
      for (const bool flag : {run.killed, run.carried_out, run.was_sent, run.wrote_over, run.reached_in_between})
        text += flag ? '1' : '0';
    }
    return text;
  }
};

auto changed(World& world, int content, const Run* by) -> void {
  world.content = content;
  for (auto& run : world.runs) {
    if (&run != by && run.write.next() == Next::Send) run.reached_in_between = true;
  }
}

auto seen(const World& world, const Run& run) -> Seen {
  if (world.content == (run.deletes ? kGone : run.wants)) return Seen::AsWanted;
  if (world.content == kGone) return Seen::Missing;
  return world.content == kBefore ? Seen::AsBefore : Seen::Otherwise;
}

auto carry_out(World& world, Run& run) -> void {
  if (world.content == kGone) return;
  run.wrote_over = run.wrote_over || world.content != run.compared;
  run.carried_out = true;
  changed(world, run.deletes ? kGone : run.wants, &run);
}

using Act = std::function<void(World&, Run&)>;

/// All that may come of one transmission.
auto branch_at_send(const std::function<void(const Act&)>& branch, bool may_fail) -> void {
  branch([](World& w, Run& r) {
    r.was_sent = true;
    const bool is_there = w.content != kGone;
    carry_out(w, r);
    r.write.answered(is_there || r.deletes ? Meaning::Done : Meaning::ReadBack, false);
  });
  if (!may_fail) return;
  for (const bool before : {true, false}) {
    branch([before](World& w, Run& r) {
      ++w.mishaps;
      r.was_sent = true;
      if (!before) carry_out(w, r);
      r.write.answered(Meaning::ReadBack, true);
    });
  }
  for (const auto& [meaning, may_pass] :
       {std::pair(Meaning::DidNotHappen, true), std::pair(Meaning::DidNotHappen, false),
        std::pair(Meaning::OneLook, false), std::pair(Meaning::ReadBack, false), std::pair(Meaning::Waits, false)}) {
    branch([meaning = meaning, may_pass = may_pass](World& w, Run& r) {
      ++w.mishaps;
      r.was_sent = true;
      r.write.answered(meaning, may_pass);
    });
  }
}

/// Everything that can happen next.
auto steps_of(const World& world) -> std::vector<World> {
  std::vector<World> next;
  const auto branch = [&](std::size_t index, const Act& act) {
    auto copy = world;
    act(copy, copy.runs.at(index));
    next.push_back(copy);
  };
  for (std::size_t i = 0; i < world.runs.size(); ++i) {
    const auto& run = world.runs.at(i);
    if (run.killed || run.write.next() == Next::Nothing) continue;
    const bool may_fail = world.mishaps < kMostLost;
    if (may_fail) branch(i, [](World& w, Run& r) { ++w.mishaps, r.killed = true; });
    if (may_fail) branch(i, [](World& w, Run& r) { ++w.mishaps, r.write.stopped(); });
    switch (run.write.next()) {
      case Next::Compare:
        branch(i, [](World& w, Run& r) {
          r.compared = w.content;
          r.reached_in_between = false;
          r.write.compared(seen(w, r));
        });
        if (may_fail) branch(i, [](World& w, Run& r) { ++w.mishaps, r.write.compared(Seen::Unreadable); });
        break;
      case Next::Pause:
        branch(i, [](World&, Run& r) { r.write.paused(); });
        break;
      case Next::ReadBack:
        branch(i, [](World& w, Run& r) { r.write.read_back(seen(w, r)); });
        if (may_fail) branch(i, [](World& w, Run& r) { ++w.mishaps, r.write.read_back(Seen::Unreadable); });
        break;
      case Next::Send:
        branch_at_send([&](const Act& act) { branch(i, act); }, may_fail);
        break;
      case Next::Nothing:
        break;
    }
  }
  if (!world.portal_acted) {
    auto copy = world;
    copy.portal_acted = true;
    changed(copy, kPortal, nullptr);
    next.push_back(copy);
  }
  return next;
}

auto check(const World& world) -> void {
  for (const auto& run : world.runs) {
    INFO(world.key());
    // Nothing is written over unseen, but for what came within the one round trip.
    if (run.wrote_over) CHECK(run.reached_in_between);
    if (run.killed || run.write.next() != Next::Nothing) continue;
    switch (run.write.ending()) {
      case Ending::Done:
        // Of two runs that want the same it may be the other's work that is found.
        CHECK((run.carried_out || run.deletes || run.write.is_unclear()));
        break;
      case Ending::NotHappened:
      case Ending::Awaits:
        CHECK_FALSE((run.carried_out && world.content == run.wants));
        break;
      case Ending::Stale:
        CHECK_FALSE(run.carried_out);
        break;
      case Ending::InDoubt:
        CHECK(run.was_sent);
        break;
    }
  }
}

auto walk(const std::string& name, const World& first) -> void {
  std::set<std::string> met{first.key()};
  std::deque<World> left{first};
  while (!left.empty()) {
    const auto world = left.front();
    left.pop_front();
    check(world);
    for (auto& next : steps_of(world)) {
      if (met.insert(next.key()).second) left.push_back(next);
    }
  }
  std::cout << name << ": " << met.size() << " states\n";
  CHECK(met.size() > 1000);
}

auto run_that(int wants, WriteRules rules = {}) -> Run {
  Run run{WriteState(rules)};
  run.wants = wants;
  run.deletes = rules.removes;
  return run;
}

}  // namespace

TEST_CASE("two updates of one object, in every interleaving with lost answers, kills and the portal") {
  World world;
  world.runs = {run_that(1), run_that(2)};
  walk("two updates", world);
}

TEST_CASE("an update and a removal of one object, likewise") {
  WriteRules removal;
  removal.removes = true;
  World world;
  world.runs = {run_that(1), run_that(kGone, removal)};
  walk("an update and a removal", world);
}

TEST_CASE("two updates of an object that was just made, likewise") {
  WriteRules young;
  young.is_new = true;
  young.names_new = true;
  World world;
  world.runs = {run_that(1, young), run_that(2, young)};
  walk("two updates of something new", world);
}

namespace {

/// What two runs that make one object leave: a tenant is a list of who made what.
struct Makers {
  struct Maker {
    WriteState write{WriteRules{true, true, false, false, false}};
    int transmissions = 0, objects = 0, in_the_air = 0;
    bool killed = false;
  };
  std::array<Maker, 2> makers;
  std::size_t mishaps = 0;

  [[nodiscard]] auto key() const -> std::string {
    auto text = std::to_string(mishaps);
    for (const auto& one : makers) {
      text += '|' + std::to_string(one.write.fingerprint()) + ',' + std::to_string(one.transmissions) + ',' +
              std::to_string(one.objects) + ',' + std::to_string(one.in_the_air) + (one.killed ? 'k' : '-');
    }
    return text;
  }
  [[nodiscard]] auto objects() const -> int { return makers[0].objects + makers[1].objects; }
};

auto steps_of(const Makers& world) -> std::vector<Makers> {
  std::vector<Makers> next;
  for (std::size_t i = 0; i < world.makers.size(); ++i) {
    const auto branch = [&](const std::function<void(Makers&, Makers::Maker&)>& act) {
      auto copy = world;
      act(copy, copy.makers.at(i));
      next.push_back(copy);
    };
    const auto& one = world.makers.at(i);
    // What got lost may be carried out at any later time.
    if (one.in_the_air > 0) branch([](Makers&, Makers::Maker& m) { --m.in_the_air, ++m.objects; });
    if (one.killed || one.write.next() == Next::Nothing) continue;
    const bool may_fail = world.mishaps < kMostLost;
    if (may_fail) branch([](Makers& w, Makers::Maker& m) { ++w.mishaps, m.killed = true; });
    switch (one.write.next()) {
      case Next::Compare:
        branch([](Makers& w, Makers::Maker& m) {
          m.write.compared(w.objects() == 0 ? Seen::AsBefore : m.write.is_unclear() ? Seen::AsWanted : Seen::Otherwise);
        });
        break;
      case Next::Pause:
        branch([](Makers&, Makers::Maker& m) { m.write.paused(); });
        break;
      case Next::ReadBack:
        branch(
            [](Makers& w, Makers::Maker& m) { m.write.read_back(w.objects() == 0 ? Seen::AsBefore : Seen::AsWanted); });
        // A list that is late.
        if (may_fail) branch([](Makers& w, Makers::Maker& m) { ++w.mishaps, m.write.read_back(Seen::AsBefore); });
        break;
      case Next::Send:
        branch([](Makers&, Makers::Maker& m) {
          ++m.transmissions, ++m.objects;
          m.write.answered(Meaning::Done, false);
        });
        if (!may_fail) break;
        branch([](Makers& w, Makers::Maker& m) {
          ++w.mishaps, ++m.transmissions;
          m.write.answered(Meaning::ReadBack, true);
        });
        branch([](Makers& w, Makers::Maker& m) {
          ++w.mishaps, ++m.transmissions, ++m.in_the_air;
          m.write.answered(Meaning::ReadBack, true);
        });
        for (const auto& [meaning, may_pass] :
             {std::pair(Meaning::DidNotHappen, true), std::pair(Meaning::DidNotHappen, false),
              std::pair(Meaning::Waits, false)}) {
          branch([meaning = meaning, may_pass = may_pass](Makers& w, Makers::Maker& m) {
            ++w.mishaps, ++m.transmissions;
            m.write.answered(meaning, may_pass);
          });
        }
        break;
      case Next::Nothing:
        break;
    }
  }
  return next;
}

}  // namespace

TEST_CASE("two runs that make one object, in every interleaving with answers that get lost and come late") {
  const Makers first;
  std::set<std::string> met{first.key()};
  std::deque<Makers> left{first};
  while (!left.empty()) {
    const auto world = left.front();
    left.pop_front();
    for (const auto& one : world.makers) {
      INFO(world.key());
      if (one.killed || one.write.next() != Next::Nothing) continue;
      // "Done" is said of what is there; "not happened" and "stale" only where nothing of this run is or will be there.
      if (one.write.ending() == Ending::Done) CHECK(world.objects() > 0);
      if (one.write.ending() == Ending::NotHappened || one.write.ending() == Ending::Stale)
        CHECK(one.objects + one.in_the_air == 0);
      // A request is open: nothing was made, but by a transmission before it that got lost.
      if (one.write.ending() == Ending::Awaits && !one.write.is_unclear()) CHECK(one.objects + one.in_the_air == 0);
      // So many twins can there be as answers got lost: what a run may take away is never more than that.
      CHECK(one.objects + one.in_the_air <= static_cast<int>(one.write.lost()) + 1);
    }
    for (auto& next : steps_of(world)) {
      if (met.insert(next.key()).second) left.push_back(next);
    }
  }
  std::cout << "two creations: " << met.size() << " states\n";
  CHECK(met.size() > 1000);
}
