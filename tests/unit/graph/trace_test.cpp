#include "graph/trace.hpp"

#include "graph/redact.hpp"
#include "unit/graph/support.hpp"

namespace pinwright::graph {

using graph_test::answer;
using graph_test::json;
using graph_test::kBase;
using graph_test::lost;

namespace {

constexpr const char* kCanary = "canary-7f3a";
constexpr const char* kCanary64 = "Y2FuYXJ5LTdmM2E=";  // base64 of the canary

auto shows_canary(const std::string& line) -> bool {
  return line.find(kCanary) != std::string::npos || line.find(kCanary64) != std::string::npos;
}

auto policy() -> json {
  return {{"@odata.type", "#microsoft.graph.windows10CustomConfiguration"},
          {"displayName", "Wi-Fi"},
          {"omaSettings",
           {{{"@odata.type", "#microsoft.graph.omaSettingString"}, {"omaUri", "./Device/A"}, {"value", kCanary}},
            {{"@odata.type", "#microsoft.graph.omaSettingStringXml"}, {"omaUri", "./Device/B"}, {"value", kCanary64}},
            {{"omaUri", "./Device/C"}, {"Value", kCanary}, {"secretReferenceValueId", "a_b_c"}},
            {{"omaUri", "./Device/D"}, {"value", {{"nested", kCanary}}}}}}};
}

auto batch(const std::string& url) -> Request {
  return {"POST", kBase + "/$batch", {}, json{{"requests", {{{"id", "1"}, {"method", "GET"}, {"url", url}}}}}.dump()};
}

auto batch_answer(const json& body) -> Response {
  return answer(200, {{"responses", {{{"id", "1"}, {"status", 200}, {"body", body}}}}});
}

}  // namespace

TEST_CASE("a trace says what was asked and what came back, and shows no header") {
  const Request request{"PATCH",
                        kBase + "/groups/1",
                        {{"Authorization", std::string("Bearer ") + kCanary}},
                        R"({"description": "text"})"};
  const auto line = trace_line(request, answer(200, {{"id", "1"}}, {{"Set-Cookie", kCanary}}));
  CHECK(line == R"({"method":"PATCH","url":"https://graph.microsoft.com/beta/groups/1","status":200,)"
                R"("request":{"description":"text"},"response":{"id":"1"}})");
}

TEST_CASE("a trace of an exchange that failed says why") {
  CHECK(trace_line({"GET", kBase + "/x"}, lost()) ==
        R"({"method":"GET","url":"https://graph.microsoft.com/beta/x","error":"the connection broke"})");
}

TEST_CASE("a trace shows neither body nor query of a secret request") {
  const Request request{"POST", std::string("https://login/token?x=") + kCanary, {}, kCanary, true};
  const auto line = trace_line(request, answer(200, {{"note", kCanary}}));
  CHECK_FALSE(shows_canary(line));
  CHECK(line == R"({"method":"POST","url":"https://login/token","status":200})");
}

TEST_CASE("values of settings are not in a trace, sent or received, alone, listed or in a batch") {
  const auto text = policy().dump();
  CHECK_FALSE(shows_canary(trace_line({"POST", kBase + "/x", {}, text}, answer(201, policy()))));
  CHECK_FALSE(shows_canary(trace_line({"GET", kBase + "/x"}, answer(200, {{"value", {policy(), policy()}}}))));
  CHECK_FALSE(shows_canary(trace_line(batch("/x"), batch_answer(policy()))));
  const auto line = trace_line({"GET", kBase + "/x"}, answer(200, policy()));
  CHECK(line.find("a_b_c") != std::string::npos);
  CHECK(line.find("./Device/A") != std::string::npos);
}

TEST_CASE("values of the settings catalog are not in a trace, wherever they stand") {
  const json value{{"@odata.type", "#microsoft.graph.deviceManagementConfigurationStringSettingValue"},
                   {"value", kCanary}};
  const json instance{{"settingDefinitionId", "a"}, {"simpleSettingValue", value}};
  for (const json& body : {json{{"settings", {{{"settingInstance", instance}}}}},
                           json{{"value", {{{"settingInstance", instance}}}}}, instance, value}) {
    CAPTURE(body.dump());
    CHECK_FALSE(shows_canary(trace_line({"PUT", kBase + "/x", {}, body.dump()}, answer(200, body))));
  }
}

TEST_CASE("the ids of requests for approval are not in a trace") {
  const auto url = kBase + "/deviceManagement/operationApprovalRequests";
  const json request{{"id", kCanary}, {"status", "approved"}};
  const auto listed =
      trace_line({"GET", url + "?$filter=requestId%20eq%20'" + kCanary + "'"}, answer(200, {{"value", {request}}}));
  CHECK_FALSE(shows_canary(listed));
  CHECK(listed.find("approved") != std::string::npos);
  CHECK_FALSE(
      shows_canary(trace_line({"POST", url + "/cancelMyRequest", {}, json{{"id", kCanary}}.dump()}, answer(204))));
}

TEST_CASE("plain texts of masked values are not in a trace, alone or in a batch") {
  const std::string url =
      "/deviceManagement/deviceConfigurations/1/getOmaSettingPlainTextValue(secretReferenceValueId='a')";
  const json plain{{"@odata.context", "x"}, {"value", kCanary}};
  CHECK_FALSE(shows_canary(trace_line({"GET", kBase + url}, answer(200, plain))));
  CHECK_FALSE(shows_canary(trace_line(batch(url), batch_answer(plain))));
  CHECK_FALSE(shows_canary(trace_line(batch(url), batch_answer(kCanary))));
  CHECK_FALSE(shows_canary(trace_line(batch(url), batch_answer(kCanary64))));
}

TEST_CASE("passcodes and credentials are not in a trace, whatever the letters of their names") {
  for (const char* key :
       {"passcode", "PassCode", "client_secret", "client_assertion", "assertion", "access_token", "accessToken",
        "refresh_token", "id_token", "device_code", "password", "oidcToken", "secretText"}) {
    CAPTURE(key);
    const json body{{"deviceActionResults", {{{key, kCanary}, {"actionName", "resetPasscode"}}}}};
    CHECK_FALSE(shows_canary(trace_line({"GET", kBase + "/x"}, answer(200, body))));
    CHECK_FALSE(shows_canary(trace_line(batch("/x"), batch_answer(body))));
  }
}

TEST_CASE("a secret inside of a text that is JSON is not in a trace") {
  const json body{
      {"error", {{"code", "x"}, {"message", json{{"Message", json{{"passcode", kCanary}}.dump()}}.dump()}}}};
  const auto line = trace_line({"GET", kBase + "/x"}, answer(400, body));
  CHECK_FALSE(shows_canary(line));
  CHECK(line.find("passcode") != std::string::npos);
}

TEST_CASE("a refusal that repeats the value is traced without it") {
  const json refusal{{"error", {{"code", "x"}, {"message", std::string("no \"") + kCanary + "\" here"}}}};
  const auto line = trace_line({"POST", kBase + "/x", {}, policy().dump()}, answer(400, refusal));
  CHECK_FALSE(shows_canary(line));
  CHECK(line.find("here") != std::string::npos);
}

TEST_CASE("a body that is no JSON is shown by its length") {
  const auto line = trace_line({"POST", kBase + "/x", {}, std::string("a=") + kCanary}, Response{200, {}, kCanary});
  CHECK_FALSE(shows_canary(line));
  CHECK(json::parse(line).at("request") == "[13 bytes]");
  CHECK(json::parse(line).at("response") == "[11 bytes]");
  CHECK_FALSE(shows_canary(trace_line(batch("/x"), Response{200, {}, kCanary})));
  CHECK_FALSE(shows_canary(trace_line({"GET", kBase + "/x"}, answer(200, kCanary))));
}

TEST_CASE("every exchange of a traced transport is one line") {
  std::vector<std::string> lines;
  auto inner = std::make_unique<graph_test::FakeTransport>(graph_test::script({answer(200), lost()}));
  const auto transport =
      make_tracing_transport(std::move(inner), [&](const std::string& line) { lines.push_back(line); });
  const std::vector<Request> requests{{"GET", kBase + "/a"}, {"GET", kBase + "/b"}};
  CHECK(transport->send(requests).size() == 2);
  REQUIRE(lines.size() == 2);
  CHECK(json::parse(lines[0]).at("url") == kBase + "/a");
  CHECK(json::parse(lines[1]).contains("error"));
  CHECK(lines[1].find('\n') == std::string::npos);
}

TEST_CASE("texts of less than four characters are not taken for secrets") {
  CHECK(without("the PIN is 123 or 1234", {"123"}) == "the PIN is 123 or 1234");
  CHECK(without("the PIN is 123 or 1234, 1234", {"1234"}) == "the PIN is 123 or [redacted], [redacted]");
  CHECK(without("aaaaaaaa", {"aaaa"}) == "[redacted][redacted]");
}

}  // namespace pinwright::graph
