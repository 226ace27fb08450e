#pragma once

// Every interleaving of two applies over a small tenant, with kills, lost answers and somebody in the portal: the real
// apply, a tenant in memory, virtual time. Each run is a thread of which one goes at a time; at each of its calls to
// the tenant the walk chooses who goes on, and what happens to the call. A walk is the list of its choices and is
// played again from the start; places that lead to the same tenant and the same runs are gone on from once.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <functional>
#include <iostream>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include "base/sha256.hpp"
#include "base/text.hpp"
#include "object/marker.hpp"
#include "plan/marker.hpp"
#include "unit/plan/apply_support.hpp"

namespace pinwright::plan::test {

using fake::FaultAction;
using object::Kind;
using State = plan::Outcome::State;

struct Killed {};

inline constexpr std::size_t kRuns = 2;
inline constexpr std::size_t kMostSwitches = 2;

/// What may be chosen at one place, and what was.
struct Choice {
  std::size_t taken = 0;
  std::size_t of = 1;
};

/// Which calls write; the others read.
inline auto is_write(std::string_view operation) -> bool {
  return operation == "create" || operation == "update" || operation == "describe" || operation == "assign" ||
         operation == "remove";
}

/// Hands the turn from run to run. The thread of the test is the one that chooses.
class Stage {
 public:
  /// In the thread of a run: waits for its turn, then tells what happens to this call. Throws Killed.
  auto call(std::size_t run, std::string_view operation) -> FaultAction {
    std::unique_lock lock(mutex_);
    waiting_.at(run) = std::string(operation);
    changed_.notify_all();
    changed_.wait(lock, [&] { return turn_ == run; });
    turn_ = kRuns;
    waiting_.at(run).clear();
    if (kill_) throw Killed{};
    return action_;
  }
  auto end(std::size_t run) -> void {
    const std::lock_guard lock(mutex_);
    ended_.at(run) = true;
    changed_.notify_all();
  }
  /// In the thread of the test: waits until every run has ended or stands before a call.
  auto settle() -> void {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] {
      for (std::size_t run = 0; run < kRuns; ++run) {
        if (!ended_.at(run) && waiting_.at(run).empty()) return false;
      }
      return turn_ == kRuns;
    });
  }
  auto go(std::size_t run, FaultAction action, bool kill) -> void {
    const std::lock_guard lock(mutex_);
    action_ = action;
    kill_ = kill;
    turn_ = run;
    changed_.notify_all();
  }
  [[nodiscard]] auto waiting(std::size_t run) -> std::string {
    const std::lock_guard lock(mutex_);
    return ended_.at(run) ? std::string() : waiting_.at(run);
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::array<std::string, kRuns> waiting_;
  std::array<bool, kRuns> ended_{};
  std::size_t turn_ = kRuns;
  FaultAction action_ = FaultAction::None;
  bool kill_ = false;
};

inline thread_local std::size_t current_run = kRuns;

struct Scenario {
  std::function<void(World&)> prepare;
  std::function<plan::TenantPlan(World&, std::size_t run)> plan;
  std::function<void(World&)> portal;  ///< what somebody may do once, at any place; empty: nobody
  std::size_t faults = 1;              ///< at most so many lost answers and kills
  std::string justification = {};      ///< of both runs
};

struct RunEnd {
  std::optional<plan::TenantOutcome> outcome;  ///< absent: killed
  std::vector<std::string> calls;
};

/// One walk from start to end.
class Walk {
 public:
  Walk(const Scenario& scenario, std::vector<Choice>& choices, std::set<std::string>& met)
      : scenario_(scenario), choices_(choices), met_(met) {}

  /// False: it came to a place that another walk has been at.
  auto run() -> bool {
    scenario_.prepare(world);
    for (std::size_t i = 0; i < kRuns; ++i) plans_.push_back(scenario_.plan(world, i));
    world.tenant.forget_writes();
    world.tenant.knobs().fault = [this](std::string_view operation, const std::string&, std::size_t) {
      // The test's own reads, and the rest of a walk that was left, go through.
      return current_run == kRuns ? FaultAction::None : stage_.call(current_run, operation);
    };
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < kRuns; ++i) threads.emplace_back([this, i] { act(i); });
    const bool is_new = direct();
    for (auto& thread : threads) thread.join();
    return is_new;
  }

  World world;
  std::array<RunEnd, kRuns> ends;
  std::size_t lost = 0;
  bool portal_acted = false;

 private:
  auto act(std::size_t run) -> void {
    current_run = run;
    World own;  // its journal and its clock
    own.options.run_id = run == 0 ? "0000000a" : "0000000b";
    own.options.justification = scenario_.justification;
    const auto tenant = world.tenant.share();
    const auto journal = journal_in(own.files);
    try {
      static_cast<void>(stage_.call(run, "start"));
      ends.at(run).outcome = plan::apply(plans_.at(run), *tenant, *journal, own.observer, own.options);
    } catch (const Killed&) {
    }
    stage_.end(run);
  }

  /// Lets one run after the other go on, as the choices say.
  auto direct() -> bool {
    for (;;) {
      stage_.settle();
      struct Move {
        std::size_t run = 0;
        FaultAction action = FaultAction::None;
        bool kill = false, portal = false;
      };
      std::vector<Move> moves;
      const bool may_fail = lost < scenario_.faults;
      for (std::size_t run = 0; run < kRuns; ++run) {
        const auto call = stage_.waiting(run);
        if (call.empty() || (run != last_ && !may_switch())) continue;
        moves.push_back({run, FaultAction::None});
        if (!may_fail || left_) continue;
        moves.push_back({run, FaultAction::None, true});
        if (!is_write(call)) continue;
        for (const auto action : {FaultAction::LostBefore, FaultAction::LostAfter, FaultAction::Busy})
          moves.push_back({run, action});
      }
      if (moves.empty()) return !left_;
      if (scenario_.portal && !portal_acted && !left_) moves.push_back({kRuns, FaultAction::None, false, true});
      // Beyond what is to be played again, a place that was met is left: the runs are let go to their ends.
      if (!left_ && depth_ >= choices_.size() && !met_.insert(fingerprint()).second) left_ = true;
      const auto& move = moves.at(left_ ? 0 : choose(moves.size()));
      if (move.portal) {
        portal_acted = true;
        scenario_.portal(world);
        continue;
      }
      if (move.run != last_ && !stage_.waiting(last_).empty()) ++switches_;
      last_ = move.run;
      if (move.kill || move.action != FaultAction::None) ++lost;
      auto& calls = ends.at(move.run).calls;
      calls.push_back(fmt::format("{}{}{} {}", stage_.waiting(move.run), move.kill ? " killed" : "",
                                  static_cast<int>(move.action), tenant_state()));
      stage_.go(move.run, move.action, move.kill);
    }
  }

  /// A run that has ended hands over without a switch.
  auto may_switch() -> bool { return left_ || switches_ < kMostSwitches || stage_.waiting(last_).empty(); }

  auto choose(std::size_t of) -> std::size_t {
    if (depth_ == choices_.size()) choices_.push_back({0, of});
    choices_.at(depth_).of = of;
    return choices_.at(depth_++).taken;
  }

  /// What the tenant holds; times and ids that only count up are left out.
  auto tenant_state() -> std::string {
    std::string text;
    for (const auto& id : world.tenant.ids(Kind::Policy)) {
      const auto live = world.tenant.stored(Kind::Policy, id);
      text += fmt::format("{}:{}:{};", id, object::live_hash(live), live.assignments.size());
    }
    for (const auto& request : world.tenant.requests()) text += plan::word(request.status);
    return base::hex(base::sha256(text));
  }

  /// A run's state is what it has been told: its calls, and the tenant at each.
  auto fingerprint() -> std::string {
    auto text = tenant_state() + (portal_acted ? "p" : "-") + std::to_string(lost) + std::to_string(last_) +
                std::to_string(switches_);
    for (const auto& end : ends) {
      text += '|';
      for (const auto& call : end.calls) text += call + ';';
    }
    return base::hex(base::sha256(text));
  }

  const Scenario& scenario_;
  std::vector<Choice>& choices_;
  std::set<std::string>& met_;
  std::vector<plan::TenantPlan> plans_;
  Stage stage_;
  std::size_t depth_ = 0;
  std::size_t last_ = 0;
  std::size_t switches_ = 0;
  bool left_ = false;
};

/// The next list of choices; false: all were taken.
inline auto advance(std::vector<Choice>& choices) -> bool {
  while (!choices.empty() && choices.back().taken + 1 == choices.back().of) choices.pop_back();
  if (choices.empty()) return false;
  ++choices.back().taken;
  return true;
}

inline auto walk_all(const std::string& name, const Scenario& scenario, const std::function<void(Walk&)>& judge)
    -> void {
  std::vector<Choice> choices;
  std::set<std::string> met;
  std::size_t walks = 0;
  do {
    Walk walk(scenario, choices, met);
    ++walks;
    if (walk.run()) judge(walk);
  } while (advance(choices));
  std::cout << name << ": " << met.size() << " states, " << walks << " walks\n";
  CHECK(met.size() > 20);
}

inline auto ours(World& world) -> std::vector<object::Live> {
  std::vector<object::Live> found;
  for (const auto& id : world.tenant.ids(Kind::Policy)) {
    auto live = world.tenant.stored(Kind::Policy, id);
    if (plan::marker_in(live.object)) found.push_back(std::move(live));
  }
  return found;
}

inline auto told(const Walk& walk) -> std::string {
  std::string text;
  for (std::size_t run = 0; run < kRuns; ++run) {
    const auto& end = walk.ends.at(run);
    text += fmt::format("run {}:", run);
    for (const auto& call : end.calls) text += " " + call.substr(0, call.rfind(' '));
    if (end.outcome) {
      for (const auto& one : end.outcome->outcomes)
        text += fmt::format(" -> {} {}", Catch::StringMaker<State>::convert(one.state),
                            one.error ? one.error->message : "");
    }
    text += '\n';
  }
  return text;
}

inline auto all_done(const RunEnd& end) -> bool {
  return end.outcome && end.outcome->diagnostics.empty() &&
         std::all_of(end.outcome->outcomes.begin(), end.outcome->outcomes.end(),
                     [](const plan::Outcome& one) { return one.state == State::Done; });
}

/// "create, assign" of a run that got as far as that; what was killed was not sent.
inline auto writes_have_a_read_before(const RunEnd& end) -> bool {
  std::string before;
  for (const auto& call : end.calls) {
    const auto operation = call.substr(0, call.find_first_of(" 0123456789"));
    const bool needs_read = operation == "update" || operation == "assign" || operation == "remove";
    if (needs_read && before != "policy") return false;
    before = operation;
  }
  return true;
}

}  // namespace pinwright::plan::test
