#include <filesystem>
#include <fstream>
#include <thread>

#include "sandbox/instant.hpp"
#include "unit/sandbox/local.hpp"

using namespace pinwright::sandbox;
using namespace pinwright::sandbox::test;

namespace {

constexpr auto kPolicies = "/beta/deviceManagement/deviceConfigurations";

auto rule(const json& match, const json& fault, json more = json::object()) -> json {
  more["match"] = match;
  more["fault"] = fault;
  return more;
}
auto script(const std::vector<json>& rules) -> json { return {{"rules", rules}}; }
const json kGroups = {{"method", "GET"}, {"path", "*/groups"}};

auto statuses(Local& local, int count) -> std::vector<int> {
  std::vector<int> seen;
  for (int at = 0; at < count; ++at) seen.push_back(local.get("/v1.0/groups").status);
  return seen;
}

auto lines(const std::string& path) -> std::vector<json> {
  std::vector<json> all;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) all.push_back(json::parse(line));
  return all;
}

}  // namespace

TEST_CASE("a star in a pattern stands for any characters") {
  CHECK(glob_matches("*/groups", "/v1.0/groups"));
  CHECK(glob_matches("/beta/*/x", "/beta/a/b/x"));
  CHECK(glob_matches("*", ""));
  CHECK(glob_matches("a*b*c", "aXbbYc"));
  CHECK_FALSE(glob_matches("*/groups", "/v1.0/groups/1"));
  CHECK_FALSE(glob_matches("a*b", "aXc"));
}

TEST_CASE("a fault hits the calls that its rule counts") {
  const json fault = {{"kind", "status"}, {"status", 503}};
  Local second(seed(), script({rule(kGroups, fault, {{"nth", 2}})}));
  CHECK(statuses(second, 3) == std::vector{200, 503, 200});
  Local listed(seed(), script({rule(kGroups, fault, {{"nth", {1, 3}}})}));
  CHECK(statuses(listed, 4) == std::vector{503, 200, 503, 200});
  Local twice(seed(), script({rule(kGroups, fault, {{"from", 2}, {"times", 2}})}));
  CHECK(statuses(twice, 5) == std::vector{200, 503, 503, 200, 200});
  CHECK(twice.get("/v1.0/organization").status == 200);
}

TEST_CASE("a fault by chance is the same for the same seed") {
  const auto chance = rule(kGroups, {{"kind", "status"}, {"status", 500}}, {{"probability", 0.5}});
  Local one(seed(), {{"seed", 7}, {"rules", json::array({chance})}});
  Local two(seed(), {{"seed", 7}, {"rules", json::array({chance})}});
  const auto seen = statuses(one, 40);
  CHECK(seen == statuses(two, 40));
  const auto failed = std::count(seen.begin(), seen.end(), 500);
  CHECK(failed > 5);
  CHECK(failed < 35);
}

TEST_CASE("429 tells when to come back: in seconds, in a fraction of them, at a date") {
  Local local(seed(),
              script({rule(kGroups, {{"kind", "status"}, {"status", 429}, {"retryAfter", 2}}, {{"nth", 1}}),
                      rule(kGroups, {{"kind", "status"}, {"status", 429}, {"retryAfter", "2.128"}}, {{"nth", 2}}),
                      rule(kGroups, {{"kind", "status"}, {"status", 429}, {"retryAfterDate", 30}}, {{"nth", 3}})}));
  const auto header = [&] { return std::string(header_of(local.get("/v1.0/groups").reply.headers, "Retry-After")); };
  CHECK(header() == "2");
  CHECK(header() == "2.128");
  const auto before = http_date(now() / kTicksPerSecond + 30);
  const auto told = header();
  CHECK((told == before || told == http_date(now() / kTicksPerSecond + 30)));
}

TEST_CASE("a fault before the work leaves nothing behind, one after it leaves all") {
  const json create = {{"method", "POST"}, {"path", kPolicies}};
  for (const auto* when : {"before", "after"}) {
    CAPTURE(when);
    for (const auto& fault :
         {json{{"kind", "cut"}, {"when", when}}, json{{"kind", "status"}, {"status", 500}, {"when", when}}}) {
      Local local(seed(), script({rule(create, fault)}));
      const auto answer = local.post(kPolicies, policy());
      CHECK((answer.status == 500 || answer.reply.ending == Ending::Cut));
      CHECK(local.get(kPolicies).body.at("value").size() == (std::string(when) == "after" ? 1 : 0));
    }
  }
}

TEST_CASE("a stale list does not show the last writes") {
  Local local(
      seed(),
      script({rule({{"method", "GET"}, {"path", kPolicies}}, {{"kind", "stale"}, {"writes", 2}}, {{"nth", 1}})}));
  const auto kept = local.post(kPolicies, policy()).body.at("id").get<std::string>();
  const auto gone = local.post(kPolicies, policy()).body.at("id").get<std::string>();
  CHECK(local.remove(std::string(kPolicies) + "/" + gone).status == 204);
  CHECK(local.post(kPolicies, policy()).status == 201);
  const auto stale = local.get(kPolicies).body.at("value");
  REQUIRE(stale.size() == 2);
  CHECK(stale.at(0).at("id") == kept);
  CHECK(stale.at(1).at("id") == gone);
  CHECK(local.get(kPolicies).body.at("value").at(1).at("id") != gone);
}

TEST_CASE("a list that is emptied shows nothing") {
  Local local(seed(), script({rule(kGroups, {{"kind", "emptyList"}})}));
  CHECK(local.get("/v1.0/groups").reply.body == R"({"value":[]})");
}

TEST_CASE("a malformed answer is no JSON, and an expired token is told as one") {
  Local local(seed(), script({rule(kGroups, {{"kind", "malformed"}}, {{"nth", 1}}),
                              rule(kGroups, {{"kind", "truncated"}}, {{"nth", 2}}),
                              rule(kGroups, {{"kind", "expiredToken"}}, {{"nth", 3}})}));
  CHECK(local.get("/v1.0/groups").body.is_discarded());
  CHECK(local.get("/v1.0/groups").reply.ending == Ending::Truncated);
  const auto expired = local.get("/v1.0/groups");
  CHECK(expired.status == 401);
  CHECK(expired.code() == "InvalidAuthenticationToken");
}

TEST_CASE("faults hit the items of a batch, or only them") {
  Local local(seed(), script({rule({{"path", "/v1.0/groups"}, {"batched", true}},
                                   {{"kind", "status"}, {"status", 429}, {"retryAfter", 1}})}));
  CHECK(local.get("/v1.0/groups").status == 200);
  const auto answer = local.post(
      "/v1.0/$batch", {{"requests", json::array({{{"id", "1"}, {"method", "GET"}, {"url", "/groups"}},
                                                 {{"id", "2"}, {"method", "GET"}, {"url", "/organization"}}})}});
  CHECK(answer.status == 200);
  for (const auto& one : answer.body.at("responses")) {
    CHECK(one.at("status") == (one.at("id") == "1" ? 429 : 200));
    if (one.at("id") == "1") CHECK(one.at("headers").at("Retry-After") == "1");
  }
}

TEST_CASE("a rule may look at the query and the tenant") {
  Local local(
      seed(),
      script({rule({{"path", "*/groups"}, {"query", "*startswith*"}}, {{"kind", "status"}, {"status", 502}}),
              rule({{"tenant", "99999999-9999-4999-8999-999999999999"}}, {{"kind", "status"}, {"status", 500}})}));
  CHECK(local.get("/v1.0/groups").status == 200);
  CHECK(local.get("/v1.0/groups?$filter=startswith(displayName,'P')").status == 502);
}

TEST_CASE("a held call waits until it is released, and can be seen to wait") {
  const json create = {{"method", "POST"}, {"path", kPolicies}};
  for (const auto* when : {"before", "after"}) {
    CAPTURE(when);
    Local local(seed(), script({rule(create, {{"kind", "hold"}, {"name", "gate"}, {"when", when}})}));
    CHECK(local.get(kPolicies).status == 200);
    int status = 0;
    std::thread writer([&] { status = local.post(kPolicies, policy()).status; });
    json holds;
    while (holds.empty()) {
      holds = json::parse(local.app().answer({"GET", "/sandbox/holds", {}, "", false}).body).at("holds");
      std::this_thread::yield();
    }
    CHECK(holds == json::array({{{"name", "gate"}, {"when", when}, {"call", "POST " + std::string(kPolicies)}}}));
    CHECK(local.get(kPolicies).body.at("value").size() == (std::string(when) == "after" ? 1 : 0));
    CHECK(local.app().answer({"POST", "/sandbox/release/gate", {}, "", false}).status == 204);
    writer.join();
    CHECK(status == 201);
  }
}

TEST_CASE("stopping ends every hold") {
  Local local(seed(), script({rule(kGroups, {{"kind", "hold"}, {"name", "gate"}})}));
  CHECK(local.get("/v1.0/organization").status == 200);
  std::thread reader([&] { CHECK(local.get("/v1.0/groups").status == 200); });
  local.app().stop();
  reader.join();
}

TEST_CASE("the log has a line for each call and each item, and no secret") {
  Local local(seed(),
              script({rule({{"path", "*/organization"}}, {{"kind", "status"}, {"status", 500}, {"when", "after"}})}));
  CHECK(local.sign_in(kClient, "Top-S3cret").status == 200);
  CHECK(local.post(kPolicies, policy({setting("String", "Top-S3cret")})).status == 201);
  CHECK(local
            .post("/v1.0/$batch",
                  {{"requests", json::array({{{"id", "1"}, {"method", "GET"}, {"url", "/organization"}}})}})
            .status == 200);
  const auto log = lines(local.scratch() / "log");
  REQUIRE(log.size() == 5);  // Local signs in by itself as well
  CHECK(log[2].at("method") == "POST");
  CHECK(log[2].at("path") == kPolicies);
  CHECK(log[2].at("status") == 201);
  CHECK(log[2].at("tenant") == kTenant);
  CHECK(log[2].at("batched") == false);
  CHECK(log[3].at("path") == "/v1.0/organization");
  CHECK(log[3].at("batched") == true);
  CHECK(log[3].at("status") == 500);
  CHECK(log[3].at("faults") == json::array({0}));
  CHECK(log[4].at("path") == "/v1.0/$batch");
  for (const auto& line : log) {
    CHECK(line.dump().find("Top-S3cret") == std::string::npos);
    CHECK(line.dump().find("eyJ") == std::string::npos);
  }
}

TEST_CASE("a wrong script is refused at its place") {
  const auto error = [](const std::string& text) {
    const auto parsed = parse_fault_script(text);
    return parsed ? std::string() : parsed.error().message + " " + parsed.error().help;
  };
  CHECK(error("") == "");
  CHECK_THAT(error("{"), Catch::Contains("no JSON"));
  CHECK_THAT(error(R"({"rule":[]})"), Catch::Contains("`/rule`") && Catch::Contains("`rules`"));
  CHECK_THAT(error(R"({"rules":[{}]})"), Catch::Contains("`/rules/0`") && Catch::Contains("`fault`"));
  CHECK_THAT(error(R"({"rules":[{"fault":{"kind":"cuts"}}]})"), Catch::Contains("`/rules/0/fault/kind`"));
  CHECK_THAT(error(R"({"rules":[{"fault":{"kind":"status"}}]})"),
             Catch::Contains("`/rules/0/fault`") && Catch::Contains("`status`"));
  CHECK_THAT(error(R"({"rules":[{"fault":{"kind":"status","status":200}}]})"),
             Catch::Contains("`/rules/0/fault/status`"));
  CHECK_THAT(error(R"({"rules":[{"fault":{"kind":"cut","status":500}}]})"), Catch::Contains("`/rules/0/fault/status`"));
  CHECK_THAT(error(R"({"rules":[{"fault":{"kind":"hold"}}]})"), Catch::Contains("`name`"));
  CHECK_THAT(error(R"({"rules":[{"nth":[1,0],"fault":{"kind":"cut"}}]})"), Catch::Contains("`/rules/0/nth/1`"));
  CHECK_THAT(error(R"({"rules":[{"probability":2,"fault":{"kind":"cut"}}]})"),
             Catch::Contains("`/rules/0/probability`"));
  CHECK_THAT(error(R"({"rules":[{"match":{"verb":"GET"},"fault":{"kind":"cut"}}]})"),
             Catch::Contains("`/rules/0/match/verb`"));
}
