#include <catch2/catch.hpp>

#include "unit/graph/auth_rig.hpp"

using namespace pinwright;
using namespace pinwright::graph;
using namespace pinwright::graph::test;
using base::ErrorKind;
using std::chrono::milliseconds;

namespace {

/// entra, identity-platform v2-oauth2-device-code.
constexpr auto kCode = R"({"user_code":"D3V1CE","device_code":"d3vice-c0de","verification_uri":)"
                       R"("https://microsoft.com/devicelogin","expires_in":15,"interval":5,"message":)"
                       R"("To sign in, use a web browser to open the page https://microsoft.com/devicelogin and )"
                       R"(enter the code D3V1CE to authenticate."})";
constexpr auto kPending = R"({"error":"authorization_pending","error_description":"AADSTS70016: pending"})";

struct DeviceRig : Rig {
  DeviceRig() {
    set_method(model::AuthMethod::DeviceCode);
    auth().client_id = text(kClient);
  }
  auto failure() -> base::Error {
    const auto got = token();
    REQUIRE_FALSE(got.ok());
    return got.error();
  }
};

}  // namespace

TEST_CASE("a person is told where to enter which code, and the token is fetched when it is done") {
  DeviceRig rig;
  rig.transport.answer(200, kCode);
  rig.transport.answer(400, kPending);
  rig.transport.answer(200, granted("t"));
  REQUIRE(rig.token().ok());
  CHECK(rig.said == std::vector<std::string>{"contoso: To sign in, use a web browser to open the page "
                                             "https://microsoft.com/devicelogin and enter the code D3V1CE to "
                                             "authenticate."});
  REQUIRE(rig.transport.sent.size() == 3);
  const auto base = std::string("https://login.microsoftonline.com/") + kTenant + "/oauth2/v2.0/";
  CHECK(rig.transport.sent[0].url == base + "devicecode");
  CHECK(fields_of(rig.transport.sent[0].body) ==
        Fields{{"client_id", kClient}, {"scope", "https://graph.microsoft.com/.default"}});
  CHECK(rig.transport.sent[1].url == base + "token");
  CHECK(fields_of(rig.transport.sent[1].body) == Fields{{"grant_type", "urn:ietf:params:oauth:grant-type:device_code"},
                                                        {"client_id", kClient},
                                                        {"device_code", "d3vice-c0de"}});
  CHECK(rig.transport.sent[0].is_secret);
  CHECK(rig.slept == std::vector{milliseconds(5000), milliseconds(5000)});
}

// RFC 8628, section 3.5.
TEST_CASE("slow_down makes every later wait five seconds longer") {
  DeviceRig rig;
  rig.transport.answer(200,
                       R"({"user_code":"A","device_code":"b","verification_uri":"u","expires_in":900,"interval":2})");
  rig.transport.answer(400, R"({"error":"slow_down"})");
  rig.transport.answer(400, kPending);
  rig.transport.answer(200, granted("t"));
  REQUIRE(rig.token().ok());
  CHECK(rig.slept == std::vector{milliseconds(2000), milliseconds(7000), milliseconds(7000)});
}

TEST_CASE("an answer without a message or an interval is completed") {
  DeviceRig rig;
  rig.transport.answer(
      200, R"({"user_code":"A1","device_code":"b","verification_uri":"https://microsoft.com/devicelogin"})");
  rig.transport.answer(200, granted("t"));
  REQUIRE(rig.token().ok());
  CHECK(rig.said == std::vector<std::string>{"contoso: open https://microsoft.com/devicelogin and enter the code A1"});
  CHECK(rig.slept == std::vector{milliseconds(5000)});
}

TEST_CASE("when the code's time is over nobody is asked any more") {
  DeviceRig rig;
  rig.transport.answer(200, kCode);
  for (int i = 0; i < 10; ++i) rig.transport.answer(400, kPending);
  CHECK(rig.failure().message == "cannot sign in to `contoso`: the code was not entered in time");
  CHECK(rig.transport.sent.size() == 1 + 3);
}

TEST_CASE("each end of the polling has its own words") {
  struct Row {
    std::string body, end;
  };
  const auto row =
      GENERATE(Row{R"({"error":"expired_token"})", "the code was not entered in time"},
               Row{R"({"error":"authorization_declined"})", "the sign-in was declined"},
               Row{R"({"error":"bad_verification_code","error_description":"The device_code was not recognized."})",
                   "the sign-in service answered 400: The device_code was not recognized"},
               Row{R"({"error":"invalid_client","error_description":"AADSTS7000218: The request body must contain …"})",
                   "the application may not sign in without a secret or certificate (AADSTS7000218)"});
  DeviceRig rig;
  rig.transport.answer(200, kCode);
  rig.transport.answer(400, row.body);
  CHECK(rig.failure().message == "cannot sign in to `contoso`: " + row.end);
  CHECK(rig.transport.sent.size() == 2);
}

TEST_CASE("a service that does not give a code is refused at once") {
  DeviceRig rig;
  rig.transport.answer(400, R"({"error_description":"AADSTS700016: Application not found."})");
  CHECK_THAT(rig.failure().message, Catch::Contains("the application is not in this tenant"));
  CHECK(rig.said.empty());
}

TEST_CASE("a lost answer while polling is no end of it") {
  DeviceRig rig;
  rig.transport.answer(200, kCode);
  rig.transport.fail(ErrorKind::Unclear);
  rig.transport.answer(200, granted("t"));
  CHECK(rig.token().ok());
}

TEST_CASE("a run that is stopped does not poll any more") {
  DeviceRig rig;
  rig.transport.answer(200, kCode);
  rig.stop.request_stop();
  CHECK(rig.failure().kind == ErrorKind::Interrupted);
  CHECK(rig.transport.sent.size() == 1);
}

TEST_CASE("where nobody reads, no code is asked for") {
  DeviceRig rig;
  auto world = rig.world();
  world.say = {};
  const auto source = make_token_source(rig.options, world, rig.transport);
  const auto token = source->token();
  REQUIRE_FALSE(token.ok());
  CHECK_THAT(token.error().message, Catch::EndsWith("nobody is at the terminal to enter a device code"));
  CHECK(rig.transport.sent.empty());
}

TEST_CASE("what a terminal obeys does not come through from the service's message") {
  DeviceRig rig;
  rig.transport.answer(200, R"({"user_code":"A","device_code":"b","message":"\u001b]0;title\u0007go"})");
  rig.transport.answer(200, granted("t"));
  REQUIRE(rig.token().ok());
  CHECK(rig.said.at(0).find('\x1b') == std::string::npos);
}

TEST_CASE("the device code, which fetches the token, is in no error") {
  DeviceRig rig;
  rig.transport.answer(200, kCode);
  rig.transport.answer(400, R"({"error":"invalid_grant","error_description":"no grant d3vice-c0de"})");
  CHECK_THAT(rig.failure().message, Catch::Contains("no grant") && !Catch::Contains("d3vice-c0de"));
}
