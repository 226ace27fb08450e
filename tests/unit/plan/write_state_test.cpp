#include "plan/apply/write_state.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "plan/apply/poll_delays.hpp"

using namespace pinwright::plan;
using Ending = WriteState::Ending;
using Next = WriteState::Next;

namespace {

auto of_graph(long status) -> RawAnswer { return {RawAnswer::Way::Answered, status, true, false}; }
auto of_something(long status) -> RawAnswer { return {RawAnswer::Way::Answered, status, false, false}; }
auto meaning(const RawAnswer& answer, Method method) -> Meaning { return meaning_in(row_for(answer), method); }

constexpr Method kMethods[] = {Method::Post, Method::Action, Method::Patch, Method::Delete};

auto lines_of(const std::string& path) -> std::vector<std::string> {
  std::ifstream file(path);
  REQUIRE(file.good());
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

auto table_line(const AnswerRow& row) -> std::string {
  std::ostringstream out;
  out << "| " << row.answer << " | " << word(row.post) << " | " << word(row.action) << " | " << word(row.patch) << " | "
      << word(row.remove) << " | " << (row.may_pass ? "yes" : "no") << " | " << row.source << " |";
  return out.str();
}

/// A write whose object was compared and which is about to be sent.
auto ready(WriteRules rules = {}) -> WriteState {
  WriteState state(rules);
  state.compared(Seen::AsBefore);
  REQUIRE(state.next() == Next::Send);
  return state;
}

}  // namespace

TEST_CASE("a write is said not to have happened for these statuses of Graph, and for no other") {
  const std::set<long> definite{401, 403, 405, 412, 413, 415, 422, 429};
  for (long status = 100; status < 600; ++status) {
    for (const auto method : kMethods) {
      CAPTURE(status, static_cast<int>(method));
      const auto found = meaning(of_graph(status), method);
      CHECK((found == Meaning::DidNotHappen) ==
            (definite.contains(status) || (status == 404 && method == Method::Post)));
      CHECK((found == Meaning::OneLook) == (status == 400));
      CHECK((found == Meaning::Done) == (status / 100 == 2 || (status == 404 && method == Method::Delete)));
      // Without Graph's error and request-id nothing follows from any of them.
      CHECK(meaning(of_something(status), method) == Meaning::ReadBack);
    }
  }
}

TEST_CASE("without a connection nothing happened, without an answer nothing is known") {
  for (const auto method : kMethods) {
    CHECK(meaning({RawAnswer::Way::NotSent, 0, false, false}, method) == Meaning::DidNotHappen);
    CHECK(meaning({RawAnswer::Way::NoAnswer, 0, false, false}, method) == Meaning::ReadBack);
  }
}

TEST_CASE("an approval that is waited for is neither done nor undone, whatever the status") {
  for (const long status : {400L, 403L, 409L, 412L}) {
    auto answer = of_graph(status);
    answer.awaits_approval = true;
    CHECK(meaning(answer, Method::Patch) == Meaning::Waits);
  }
  auto state = ready();
  state.answered(Meaning::Waits, false);
  CHECK(state.next() == Next::Nothing);
  CHECK(state.ending() == Ending::Awaits);
}

TEST_CASE("an approval is not waited for where an answer was lost before, and a look shows that it was done") {
  for (const bool makes : {false, true}) {
    for (const auto seen : {Seen::AsWanted, Seen::AsBefore, Seen::Otherwise}) {
      WriteRules rules;
      rules.makes = makes;
      auto state = ready(rules);
      state.answered(Meaning::ReadBack, true);
      while (state.next() != Next::Compare) {
        if (state.next() == Next::Pause) {
          state.paused();
        } else {
          state.read_back(Seen::AsBefore);
        }
      }
      state.compared(Seen::AsBefore);
      state.answered(Meaning::Waits, false);
      while (state.next() != Next::Nothing) {
        REQUIRE(state.next() != Next::Send);
        if (state.next() == Next::Pause) {
          state.paused();
        } else {
          state.read_back(seen);
        }
      }
      CHECK(state.ending() == (seen == Seen::AsWanted   ? Ending::Done
                               : seen == Seen::AsBefore ? Ending::Awaits
                                                        : Ending::InDoubt));
    }
  }
}

TEST_CASE("a write for which a justification is asked did not happen, whatever the status") {
  for (const long status : {400L, 403L, 412L}) {
    auto answer = of_graph(status);
    answer.asks_justification = true;
    for (const auto method : kMethods) CHECK(meaning(answer, method) == Meaning::DidNotHappen);
    CHECK_FALSE(row_for(answer).may_pass);
  }
}

TEST_CASE("worth sending again is what may pass by itself, and nothing that is a no") {
  CHECK(row_for(of_graph(429)).may_pass);
  CHECK(row_for(of_graph(503)).may_pass);
  CHECK(row_for(of_something(503)).may_pass);
  CHECK(row_for({RawAnswer::Way::NotSent, 0, false, false}).may_pass);
  for (const long status : {200L, 307L, 400L, 401L, 403L, 404L, 409L, 412L, 423L})
    CHECK_FALSE(row_for(of_graph(status)).may_pass);
  CHECK_FALSE(row_for(of_something(200)).may_pass);
}

TEST_CASE("the table in the documentation is the table of the code") {
  const auto lines = lines_of(PINWRIGHT_SOURCE_DIR "/docs/plan-and-apply.md");
  const auto head = std::find_if(lines.begin(), lines.end(),
                                 [](const std::string& line) { return line.starts_with("| answer | POST"); });
  REQUIRE(head != lines.end());
  std::vector<std::string> shown;
  for (auto line = head + 2; line != lines.end() && line->starts_with("|"); ++line) shown.push_back(*line);
  std::vector<std::string> expected;
  for (const auto& row : answer_rows()) expected.push_back(table_line(row));
  CHECK(shown == expected);
}

TEST_CASE("every row can be met, and has a source") {
  std::set<std::string_view> met;
  met.insert(row_for({RawAnswer::Way::NotSent, 0, false, false}).answer);
  met.insert(row_for({RawAnswer::Way::NoAnswer, 0, false, false}).answer);
  met.insert(row_for({RawAnswer::Way::Answered, 403, true, true}).answer);
  met.insert(row_for({RawAnswer::Way::Answered, 400, true, false, true}).answer);
  for (long status = 100; status < 600; ++status) {
    met.insert(row_for(of_graph(status)).answer);
    met.insert(row_for(of_something(status)).answer);
  }
  for (const auto& row : answer_rows()) {
    CHECK(met.contains(row.answer));
    CHECK_FALSE(row.source.empty());
  }
}

TEST_CASE("a write that was turned away is compared anew before it is sent again") {
  auto state = ready();
  state.answered(Meaning::DidNotHappen, true);
  REQUIRE(state.next() == Next::Compare);
  state.compared(Seen::Otherwise);
  CHECK(state.ending() == Ending::Stale);
}

TEST_CASE("after one unclear transmission every later answer is read back") {
  for (const auto second : {Meaning::DidNotHappen, Meaning::OneLook, Meaning::ReadBack}) {
    auto state = ready();
    state.answered(Meaning::ReadBack, true);
    REQUIRE(state.next() == Next::ReadBack);
    state.read_back(Seen::AsBefore);
    REQUIRE(state.next() == Next::Compare);
    state.compared(Seen::AsBefore);
    state.answered(second, false);
    CHECK(state.next() == Next::ReadBack);
    auto done = state;
    done.read_back(Seen::AsWanted);
    CHECK(done.ending() == Ending::Done);
    state.read_back(Seen::Otherwise);
    CHECK(state.ending() == Ending::InDoubt);
  }
}

TEST_CASE("a refusal gets one look and no wait") {
  for (const bool makes : {false, true}) {
    WriteRules rules;
    rules.makes = makes;
    auto state = ready(rules);
    state.answered(Meaning::OneLook, false);
    REQUIRE(state.next() == Next::ReadBack);
    state.read_back(Seen::AsBefore);
    CHECK(state.next() == Next::Nothing);
    CHECK(state.ending() == Ending::NotHappened);
  }
}

TEST_CASE("what is new is waited for two minutes, and not longer") {
  for (const bool is_refused : {false, true}) {
    WriteRules rules;
    rules.is_new = !is_refused;
    rules.names_new = is_refused;
    WriteState state(rules);
    std::chrono::seconds waited{0};
    while (state.next() != Next::Nothing) {
      if (state.next() == Next::Compare) {
        state.compared(is_refused ? Seen::AsBefore : Seen::Missing);
      } else if (state.next() == Next::Send) {
        state.answered(Meaning::OneLook, false);
      } else if (state.next() == Next::ReadBack) {
        state.read_back(Seen::AsBefore);
      } else {
        waited += state.pause();
        state.paused();
      }
    }
    CHECK(waited == std::chrono::seconds(120));
    CHECK(state.ending() == (is_refused ? Ending::NotHappened : Ending::Stale));
  }
}

TEST_CASE("a refusal is not explained by a new object, and a 404 not by a new group") {
  WriteRules object;
  object.is_new = true;
  auto refused = ready(object);
  refused.answered(Meaning::OneLook, false);
  refused.read_back(Seen::AsBefore);
  CHECK(refused.ending() == Ending::NotHappened);
  CHECK(refused.next() == Next::Nothing);

  WriteRules group;
  group.names_new = true;
  auto absent = ready(group);
  absent.answered(Meaning::ReadBack, false);
  absent.read_back(Seen::Missing);
  CHECK(absent.next() == Next::Nothing);
}

TEST_CASE("what cannot be taken away again is not made a second time") {
  WriteRules rules;
  rules.makes = true;
  rules.repeats = false;
  auto state = ready(rules);
  state.answered(Meaning::ReadBack, true);
  while (state.next() != Next::Nothing) {
    REQUIRE(state.next() != Next::Send);
    if (state.next() == Next::Pause) {
      state.paused();
    } else {
      state.read_back(Seen::AsBefore);
    }
  }
  CHECK(state.ending() == Ending::InDoubt);
}

// Every way that a write can take, whatever is seen and answered: walked with a table of states already met.
TEST_CASE("every way of a write ends, and none concludes what was not told") {
  struct Walk {
    WriteState state;
    bool was_unclear = false;
  };
  std::size_t states = 0;
  struct Kind {
    bool makes, may_be_there;
  };
  for (const auto& [makes, may_be_there] : {Kind{false, false}, Kind{true, false}, Kind{true, true}}) {
    for (const bool repeats : {false, true}) {
      for (const bool is_new : {false, true}) {
        const WriteRules rules{makes, repeats, is_new, is_new, false, may_be_there};
        std::set<std::uint64_t> met;
        std::vector<Walk> left{{WriteState(rules), may_be_there}};
        while (!left.empty()) {
          auto walk = left.back();
          left.pop_back();
          if (!met.insert(walk.state.fingerprint() * 2 + (walk.was_unclear ? 1 : 0)).second) continue;
          CHECK(walk.state.is_unclear() == walk.was_unclear);
          // Twice, but for what is new: each of its waits may end in one more.
          CHECK(walk.state.lost() <= (is_new ? 2 + 7 : 2));
          const auto go = [&](auto step) {
            auto next = walk;
            step(next);
            left.push_back(next);
          };
          constexpr Seen kSeen[] = {Seen::AsBefore, Seen::AsWanted, Seen::Missing, Seen::Otherwise, Seen::Unreadable};
          switch (walk.state.next()) {
            case Next::Compare:
              for (const auto seen : kSeen) go([&](Walk& w) { w.state.compared(seen); });
              break;
            case Next::ReadBack:
              for (const auto seen : kSeen) {
                go([&](Walk& w) {
                  w.state.read_back(seen);
                  // What an earlier run may have sent was looked for, and nothing was sent since.
                  w.was_unclear = w.was_unclear && (w.state.lost() > 0 || w.state.next() != Next::Compare);
                });
              }
              break;
            case Next::Pause:
              go([](Walk& w) { w.state.paused(); });
              break;
            case Next::Send:
              for (const auto& row : answer_rows()) {
                go([&](Walk& w) {
                  w.state.answered(row.patch, row.may_pass);
                  w.was_unclear = w.was_unclear || row.patch == Meaning::ReadBack;
                });
              }
              break;
            case Next::Nothing:
              // "Not happened" after an unclear transmission is said only of what a look has shown as it was.
              if (walk.was_unclear && makes) CHECK(walk.state.ending() != Ending::Stale);
              break;
          }
          if (walk.state.next() != Next::Nothing) go([](Walk& w) { w.state.stopped(); });
        }
        states += met.size();
      }
    }
  }
  WARN("states of one write: " << states);
  CHECK(states > 100);
}

TEST_CASE("a Post that an earlier run may have lost is looked for first, as long as one of this run is") {
  WriteRules rules;
  rules.makes = true;
  rules.may_be_there = true;
  for (const auto nothing : {Seen::AsBefore, Seen::Unreadable, Seen::Missing}) {
    WriteState state(rules);
    CHECK(state.is_unclear());
    std::chrono::seconds waited{0};
    while (state.next() != Next::Compare) {
      REQUIRE(state.next() == Next::ReadBack);
      state.read_back(nothing);
      if (state.next() != Next::Pause) continue;
      waited += state.pause();
      state.paused();
    }
    CHECK(waited == kLostPostTime);
    // From here on it is a write as any other.
    CHECK_FALSE(state.is_unclear());
    CHECK(state.lost() == 0);
    state.compared(Seen::AsBefore);
    CHECK(state.next() == Next::Send);
  }
  WriteState found(rules);
  found.read_back(Seen::AsWanted);
  CHECK(found.ending() == Ending::Done);
  WriteState other(rules);
  other.read_back(Seen::Otherwise);
  CHECK(other.next() == Next::Compare);
  WriteState stopped(rules);
  stopped.stopped();
  CHECK(stopped.ending() == Ending::NotHappened);
  CHECK(stopped.is_unclear());
}
