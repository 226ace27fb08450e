#include "cli/views/progress.hpp"

#include <catch2/catch.hpp>
#include <sstream>
#include <string>

#include "unit/cli/plans.hpp"

using namespace pinwright;
using namespace pinwright::cli::views;
using namespace plans;
using namespace std::chrono_literals;

namespace {

constexpr std::string_view kWipe = "\r\x1b[K";

/// What stands on the line in the end.
auto left_on(const std::ostringstream& terminal) -> std::string {
  const auto text = terminal.str();
  const auto last = text.rfind(kWipe);
  return last == std::string::npos ? text : text.substr(last + kWipe.size());
}

}  // namespace

TEST_CASE("the line of progress is redrawn in place, never wraps, and is gone in the end") {
  std::ostringstream terminal;
  {
    ProgressLine progress(terminal);
    progress.begin_writes(2);
    auto change = update(kContoso);
    change.key = std::string(200, 'k');
    progress.writing("contoso", change, "update");
    progress.done("contoso", {});
  }
  const auto text = terminal.str();
  CHECK(left_on(terminal).empty());
  CHECK_THAT(text, Catch::Contains("\r\x1b[K[0/2] contoso: update policy kkk"));
  CHECK_THAT(text, Catch::Contains("\r\x1b[K[1/2] contoso"));
  CHECK(text.find('\n') == std::string::npos);
  CHECK(text.find(std::string(79, 'k')) == std::string::npos);
}

TEST_CASE("reading is told while something is under way") {
  std::ostringstream terminal;
  ProgressLine progress(terminal);
  progress.sent("contoso", 1);
  CHECK(left_on(terminal) == "contoso: reading");
  progress.answered("contoso", 1);
  CHECK(left_on(terminal).empty());
  progress.sent("contoso", 20);
  progress.sent("fabrikam", 1);
  CHECK(left_on(terminal) == "2 tenants, fabrikam: reading");
  progress.answered("contoso", 20);
  CHECK(left_on(terminal) == "2 tenants, contoso: 21 answers");
  progress.answered("fabrikam", 1);
  CHECK(left_on(terminal).empty());
}

TEST_CASE("a wait is told with its length, in whole seconds, unless it is over at once") {
  std::ostringstream terminal;
  ProgressLine progress(terminal);
  progress.waiting("contoso", 200ms);
  CHECK(terminal.str().empty());
  progress.waiting("contoso", 29'200ms);
  CHECK(left_on(terminal) == "contoso: waiting 30 s before it is asked again");
  progress.waited("contoso");
  CHECK(left_on(terminal).empty());
}

TEST_CASE("while writes are told, the requests for them are not") {
  std::ostringstream terminal;
  ProgressLine progress(terminal);
  progress.begin_writes(1);
  auto change = update(kContoso);
  change.key = "hello";
  progress.writing("contoso", change, "update");
  const auto line = left_on(terminal);
  progress.sent("contoso", 1);
  progress.answered("contoso", 1);
  CHECK(left_on(terminal) == line);
  progress.saying();
  CHECK(left_on(terminal).empty());
}

TEST_CASE("a log tells of waits alone: once for each minute of them, and for each tenant by itself") {
  std::ostringstream log;
  ProgressLog progress(log);
  progress.sent("contoso", 1);
  progress.begin_writes(1);
  progress.writing("contoso", update(kContoso), "update");
  progress.waiting("contoso", 40s);
  progress.waiting("fabrikam", 40s);
  CHECK(log.str().empty());
  progress.waiting("contoso", 20'100ms);
  CHECK(log.str() == "contoso: is busy or does not answer; it is asked again in 21 s, after 61 s of waiting in all\n");
  log.str({});
  progress.waiting("contoso", 30s);
  CHECK(log.str().empty());
  progress.waiting("fabrikam", 5min);
  CHECK(log.str() ==
        "fabrikam: is busy or does not answer; it is asked again in 300 s, after 340 s of waiting in all\n");
}
