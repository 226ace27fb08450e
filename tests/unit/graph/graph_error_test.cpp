#include "graph/graph_error.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

namespace pinwright::graph {

using nlohmann::json;

namespace {

constexpr const char* kTail =
    " - Operation ID (for customer support): 00000000-0000-0000-0000-000000000000 - Activity ID: "
    "4f8d8d2c-6f1e-4f5d-9a55-5a0a4f3f8c11 - Url: "
    "https://fef.msua01.manage.microsoft.com/DeviceConfiguration_2105/StatelessDeviceConfigurationFEService/"
    "deviceManagement";

/// The shape that Intune gives its messages, CRLF included.
auto intune(const std::string& message) -> std::string {
  return json{{"_version", 3},         {"Message", message},       {"CustomApiErrorPhrase", ""},
              {"RetryAfter", nullptr}, {"ErrorSourceService", ""}, {"HttpHeaders", "{}"}}
      .dump(2);
}

auto body(const std::string& code, const std::string& message) -> json {
  return {{"error",
           {{"code", code},
            {"message", message},
            {"innerError", {{"date", "2026-01-01T00:00:00"}, {"request-id", "7d0e"}, {"client-request-id", "7d0e"}}}}}};
}

const std::string kUrl = "https://graph.microsoft.com/beta/deviceManagement/deviceConfigurations?$filter=secret";

}  // namespace

TEST_CASE("a plain message of the directory is a sentence") {
  const auto error =
      error_of("GET", "https://graph.microsoft.com/v1.0/groups/x", 403,
               body("Authorization_RequestDenied", "Insufficient privileges to complete the operation."));
  CHECK(error.kind == base::ErrorKind::Forbidden);
  CHECK(
      error.message ==
      "graph.microsoft.com answered 403 `Authorization_RequestDenied` to `GET /v1.0/groups/x`: Insufficient privileges "
      "to complete the operation");
  CHECK(error.help.find("`7d0e`") != std::string::npos);
}

TEST_CASE("a message of Intune is unpacked, and its ids and URL are not part of the sentence") {
  const auto said =
      read_graph_error(body("BadRequest", intune(std::string("Cannot create an abstract class.") + kTail)));
  CHECK(said.code == "BadRequest");
  CHECK(said.sentence == "Cannot create an abstract class");
  CHECK(said.request_id == "4f8d8d2c-6f1e-4f5d-9a55-5a0a4f3f8c11");
}

TEST_CASE("a message that is JSON in JSON in JSON gives the innermost text, and the permissions that it asks for") {
  const std::string inner = json{
      {"ErrorCode", "Forbidden"},
      {"Message", intune("An error has occurred - Application must have one of the following scopes: "
                         "DeviceManagementConfiguration.Read.All, DeviceManagementConfiguration.ReadWrite.All" +
                         std::string(kTail))},
      {"Target", nullptr}}.dump();
  const auto error = error_of("GET", kUrl, 403, body("Forbidden", intune(inner)));
  CHECK(error.kind == base::ErrorKind::Forbidden);
  CHECK(
      error.message.find("Application must have one of the following scopes: DeviceManagementConfiguration.Read.All") !=
      std::string::npos);
  CHECK(error.message.find("Activity") == std::string::npos);
  CHECK(error.message.find("secret") == std::string::npos);
  CHECK(
      error.help.starts_with("grant the application one of these permissions, with admin consent: "
                             "DeviceManagementConfiguration.Read.All, DeviceManagementConfiguration.ReadWrite.All;"));
}

TEST_CASE("nesting without end is not followed") {
  std::string message = "the core";
  for (int i = 0; i < 8; ++i) message = json{{"Message", message}}.dump();
  CHECK(read_graph_error(body("x", message)).sentence.starts_with("{"));
}

TEST_CASE("an answer that is no error body still gives an error") {
  for (const auto& nothing :
       {json(), json(""), json(7), json::array(), json{{"error", "text"}}, json{{"error", {{"code", 5}}}}}) {
    CAPTURE(nothing.dump());
    const auto error = error_of("PATCH", kUrl, 400, nothing);
    CHECK(error.message == "graph.microsoft.com answered 400 to `PATCH /beta/deviceManagement/deviceConfigurations`");
    CHECK(error.kind == base::ErrorKind::Refused);
  }
}

TEST_CASE("a page of a proxy is no answer of Graph's") {
  const auto error = error_of("PATCH", kUrl, 400, json("<html>"));
  CHECK(error.message ==
        "graph.microsoft.com answered 400 to `PATCH /beta/deviceManagement/deviceConfigurations` with something that "
        "is not Microsoft Graph's");
  CHECK(error.kind == base::ErrorKind::Unreachable);
  CHECK(error_of("GET", kUrl, 404, json("<html>")).kind == base::ErrorKind::Unreachable);
}

TEST_CASE("a status says what kind of failure it is") {
  const auto kind = [](long status) { return error_of("GET", kUrl, status, json()).kind; };
  CHECK(kind(400) == base::ErrorKind::Refused);
  CHECK(kind(409) == base::ErrorKind::Refused);
  CHECK(kind(501) == base::ErrorKind::Refused);
  CHECK(kind(302) == base::ErrorKind::Refused);
  CHECK(kind(404) == base::ErrorKind::NotFound);
  CHECK(kind(403) == base::ErrorKind::Forbidden);
  CHECK(kind(401) == base::ErrorKind::Unreachable);
  CHECK(kind(429) == base::ErrorKind::Unreachable);
  CHECK(kind(503) == base::ErrorKind::Unreachable);
}

TEST_CASE("a service cannot write to the terminal") {
  CHECK(one_line("a\x1b[31mb\r\n  c\xE2\x80\xAE") == "a [31mb c");
  CHECK(one_line(std::string(1000, 'x')).size() == 400 + std::string("…").size());
}

TEST_CASE("what a request held is taken out of the message before it is cut") {
  const std::string secret = "correct horse battery staple";
  const auto said = read_graph_error(body("x", std::string(385, '-') + secret), {secret});
  CHECK(said.sentence.find("correct") == std::string::npos);
}

}  // namespace pinwright::graph
