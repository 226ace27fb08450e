#include "cli/views/outcome.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "unit/cli/plans.hpp"

namespace {

using namespace pinwright::cli::views;
using namespace plans;
using nlohmann::json;
using State = plan::Outcome::State;

auto outcome_of(std::vector<State> states) -> plan::TenantOutcome {
  plan::TenantOutcome outcome;
  outcome.name = "contoso";
  outcome.wrote = true;
  for (const auto state : states) {
    auto& one = outcome.outcomes.emplace_back();
    one.state = state;
    one.key = "hello";
    one.name = "Windows Hello";
    one.action = plan::Action::Update;
    if (state != State::Done) one.error = base::Error{"the tenant said no", "ask it again"};
  }
  return outcome;
}

auto drawn_as(const plan::TenantOutcome& outcome, const OutcomeOptions& options) -> std::string {
  std::ostringstream out;
  draw_outcomes(out, {outcome}, source::SourceMap(), options);
  return out.str();
}

auto keys_of(const json& object) -> std::set<std::string> {
  std::set<std::string> keys;
  for (const auto& [key, value] : object.items()) keys.insert(key);
  return keys;
}

auto required_by(const json& schema) -> std::set<std::string> { return schema.at("required"); }

}  // namespace

TEST_CASE("where all went well a tenant is one line") {
  CHECK(drawn_as(outcome_of({State::Done, State::Done}), {}) == "\n  contoso: 2 done\n");
}

TEST_CASE("a failure is told object by object") {
  const auto text = drawn_as(outcome_of({State::Done, State::Failed, State::Skipped}), {});
  CHECK_THAT(text, Catch::Contains("contoso: 1 done, 1 failed, 1 skipped"));
  CHECK_THAT(text, Catch::Contains("    done    update policy hello \"Windows Hello\"\n"));
  CHECK_THAT(text, Catch::Contains("    failed  update policy hello \"Windows Hello\"\n            the tenant said "
                                   "no\n            help: ask it again\n"));
  CHECK_THAT(text, Catch::Contains("    skipped update policy hello"));
}

TEST_CASE("what waits for approval is told with what to do, and until when in JSON") {
  auto outcome = outcome_of({State::Done, State::AwaitingApproval});
  outcome.outcomes.back().expires = "2026-06-04T00:00:00Z";
  OutcomeOptions options;
  options.journal = "journal.jsonl";
  const auto text = drawn_as(outcome, options);
  CHECK_THAT(text, Catch::Contains("contoso: 1 done, 1 awaiting-approval"));
  CHECK_THAT(text, Catch::Contains("    awaiting-approval update policy hello \"Windows Hello\"\n"));
  CHECK_THAT(text, Catch::Contains("some of it waits for approval") && !Catch::Contains("not everything was done"));
  const auto told = json::parse(outcome_json({outcome}, {}, "journal.jsonl", source::SourceMap()));
  CHECK(told["tenants"][0]["outcomes"][0]["expires"].is_null());
  CHECK(told["tenants"][0]["outcomes"][1]["state"] == "awaiting-approval");
  CHECK(told["tenants"][0]["outcomes"][1]["expires"] == "2026-06-04T00:00:00Z");
  CHECK(told["summary"]["awaiting-approval"] == 1);
}

TEST_CASE("quiet tells of failures only") {
  OutcomeOptions quiet;
  quiet.quiet = true;
  quiet.journal = "journal.jsonl";
  CHECK(drawn_as(outcome_of({State::Done}), quiet).empty());
  CHECK_THAT(drawn_as(outcome_of({State::Failed}), quiet),
             Catch::Contains("1 failed") && Catch::Contains("journal.jsonl"));
}

TEST_CASE("what a tenant says is made safe for the terminal") {
  auto outcome = outcome_of({State::Failed});
  outcome.outcomes.front().name = "\x1b[2J";
  CHECK(drawn_as(outcome, {}).find('\x1b') == std::string::npos);
}

TEST_CASE("the published schema of an outcome names exactly the keys that are written") {
  auto outcome = outcome_of({State::Failed});
  outcome.diagnostics.push_back(diag::make(diag::Code::StalePlan, {}, "observed"));
  outcome.unusable = base::Error{"no answer", ""};
  const auto written =
      json::parse(outcome_json({outcome}, plan_of({tenant("contoso", kContoso)}), "j", source::SourceMap()));
  std::ifstream file(PINWRIGHT_SOURCE_DIR "/schemas/outcome.schema.json");
  const auto schema = json::parse(file);
  const auto& parts = schema.at("$defs");
  const auto& one = written.at("tenants").at(0);
  CHECK(keys_of(written) == required_by(schema));
  CHECK(keys_of(written.at("summary")) == required_by(schema.at("properties").at("summary")));
  CHECK(keys_of(one) == required_by(parts.at("tenant")));
  CHECK(keys_of(one.at("unusable")) == required_by(parts.at("error").at("anyOf").at(1)));
  CHECK(keys_of(one.at("outcomes").at(0)) == required_by(parts.at("outcome")));
  CHECK(written.at("summary").at("failed") == 1);
}

TEST_CASE("tenants that something is wrong with are named as left out") {
  auto broken = tenant("fabrikam", kFabrikam);
  broken.unusable = base::Error{"no answer", ""};
  const auto written =
      json::parse(outcome_json({}, plan_of({tenant("contoso", kContoso), broken}), "", source::SourceMap()));
  CHECK(written.at("leftOut") == json{"fabrikam"});
  CHECK(written.at("journal").is_null());
}

TEST_CASE("what the plan found in tenants that were left out, or objects of them, is told") {
  auto broken = tenant("contoso", kContoso);
  broken.diagnostics.push_back(diag::make(diag::Code::GroupNotFound, {}, "observed"));
  auto gone = tenant("fabrikam", kFabrikam);
  gone.unusable = base::Error{"no answer", ""};
  auto lacking = tenant("litware", kFabrikam);
  lacking.diagnostics.push_back(diag::make(diag::Code::UnreadableObject, {}, "observed"));
  lacking.incomplete = true;
  auto fine = tenant("woodgrove", kFabrikam);
  fine.diagnostics.push_back(diag::make(diag::Code::LiveConflict, {}, "observed"));
  const auto written = json::parse(outcome_json({}, plan_of({broken, gone, lacking, fine}), "", source::SourceMap()));
  const auto& problems = written.at("problems");
  REQUIRE(problems.size() == 3);
  CHECK(problems.at(0).at("diagnostics").at(0).at("slug") == "group-not-found");
  CHECK(problems.at(0).at("unusable").is_null());
  CHECK(problems.at(1).at("unusable").at("message") == "no answer");
  CHECK(problems.at(2).at("name") == "litware");
  std::ifstream file(PINWRIGHT_SOURCE_DIR "/schemas/outcome.schema.json");
  CHECK(keys_of(problems.at(0)) == required_by(json::parse(file).at("$defs").at("problems")));
}
