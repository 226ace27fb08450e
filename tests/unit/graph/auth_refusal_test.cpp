#include <catch2/catch.hpp>

#include "graph/auth/aadsts.hpp"
#include "graph/auth/answer.hpp"
#include "unit/graph/auth_rig.hpp"

using namespace pinwright;
using namespace pinwright::graph;
using namespace pinwright::graph::test;

namespace {

/// The error body of entra, identity-platform reference-error-codes, for any code.
auto entra(const std::string& code, const std::string& sentence) -> std::string {
  return R"({"error":"invalid_client","error_description":"AADSTS)" + code + ": " + sentence +
         R"(\r\nTrace ID: 0000aaaa-11bb-cccc-dd33-eeeeee333333\r\nCorrelation ID: aaaa0000-bb11-2222-33cc-444444dddddd)"
         R"(\r\nTimestamp: 2026-01-09 02:02:12Z","error_codes":[)" +
         code +
         R"(],"timestamp":"2026-01-09 02:02:12Z","trace_id":"0000aaaa-11bb-cccc-dd33-eeeeee333333",)"
         R"("correlation_id":"aaaa0000-bb11-2222-33cc-444444dddddd"})";
}

auto refused(long status, std::string body) -> base::Error {
  return auth::refusal(Response{status, {}, std::move(body)}, "the sign-in service", {"c4nary&secret"});
}

}  // namespace

TEST_CASE("a known code is said in plain words, with the trace ID and what to do") {
  struct Row {
    std::string code, fact, help;
  };
  const auto row = GENERATE(
      Row{"7000215", "the client secret is wrong", "the secret's value, not its ID"},
      Row{"7000222", "the client secret has expired", "make a new one"},
      Row{"700016", "the application is not in this tenant", "auth.clientId"},
      Row{"90002", "the tenant is not in this cloud", "`tenantId`, `cloud`"},
      Row{"50034", "the account is not in this tenant", "an account of this tenant"},
      Row{"700027", "the certificate is not the application's, or does not fit its key", "upload the certificate"},
      Row{"65001", "nobody has consented to the application in this tenant", "grant admin consent"},
      Row{"7000218", "the application may not sign in without a secret or certificate", "allow public client flows"},
      Row{"700024", "the signed statement is outside the time for which it is good", "clock"});
  const auto error = refused(401, entra(row.code, "Whatever the service says."));
  CHECK(error.message == row.fact + " (AADSTS" + row.code + ", trace ID 0000aaaa-11bb-cccc-dd33-eeeeee333333)");
  CHECK_THAT(error.help, Catch::Contains(row.help));
}

TEST_CASE("what has to be compared is quoted from the service") {
  const auto error = refused(
      401, entra("700213",
                 "No matching federated identity record found for presented assertion subject "
                 "'repo:contoso/policies:ref:refs/heads/main'. Check your federated identity credential Subject."));
  CHECK(error.message ==
        "no federated credential of the application fits the token's subject (AADSTS700213, trace ID "
        "0000aaaa-11bb-cccc-dd33-eeeeee333333): No matching federated identity record found for presented assertion "
        "subject 'repo:contoso/policies:ref:refs/heads/main'. Check your federated identity credential Subject");
}

TEST_CASE("an unknown code is the first line of the service's own words, and where to look it up") {
  const auto error = refused(400, entra("70011", "The provided value for the input parameter 'scope' isn't valid."));
  CHECK(error.message ==
        "the sign-in service said: The provided value for the input parameter 'scope' isn't valid (AADSTS70011, "
        "trace ID 0000aaaa-11bb-cccc-dd33-eeeeee333333)");
  CHECK(error.help == "https://login.microsoftonline.com/error?code=70011 explains the code");
}

TEST_CASE("a code is found in error_codes when the description has none") {
  CHECK_THAT(refused(401, R"({"error_codes":[7000222],"error":"invalid_client"})").message,
             Catch::StartsWith("the client secret has expired"));
}

TEST_CASE("a refusal without a code keeps status and words") {
  CHECK(refused(400, R"({"error":"invalid_request","error_description":"Identity not found"})").message ==
        "the sign-in service answered 400: Identity not found");
  CHECK(refused(400, R"({"statusCode":400,"message":"No User Assigned identity found"})").message ==
        "the sign-in service answered 400: No User Assigned identity found");
}

TEST_CASE("a page of a proxy is no word of the service") {
  const auto error = refused(407, "<html><body>Proxy Authentication Required</body></html>");
  CHECK(error.message == "the sign-in service answered 407 without saying why");
  CHECK_THAT(error.help, Catch::Contains("proxy"));
}

TEST_CASE("a secret that the service repeats is taken out, encoded or not, known code or not") {
  const auto said = GENERATE(std::string("secret 'c4nary&secret' is wrong"), std::string("got c4nary%26secret"));
  const auto code = GENERATE(std::string("53003"), std::string("70011"));
  const auto error = refused(401, entra(code, said));
  CHECK_THAT(error.message, !Catch::Contains("c4nary"));
  CHECK_THAT(error.message, Catch::Contains("AADSTS" + code));
}

TEST_CASE("what a terminal obeys does not come through, and a sermon is cut") {
  const auto error = refused(400, R"({"error_description":"\u001b[31mred )" + std::string(5000, 'x') + "\"}");
  CHECK_THAT(error.message, !Catch::Contains("\x1b"));
  CHECK(error.message.size() < 600);
}

TEST_CASE("a refusal in any form is an error and never a crash") {
  const auto body = GENERATE(std::string("{}"), std::string("[]"), std::string("null"), std::string("\xff\xfe"),
                             std::string(R"({"error_description":"AADSTS"})"),
                             std::string(R"({"error_description":"AADSTS99999999999999999999: x"})"),
                             std::string(R"({"error":{"code":"x"},"error_codes":[[]]})"), std::string(100'000, '['));
  CHECK_FALSE(refused(400, body).message.empty());
}

TEST_CASE("every known code is found by its number, and says a clause and what to do") {
  for (std::int64_t code = 50000; code < 7'100'000; ++code) {
    const auto* row = auth::find_known_error(code);
    if (row == nullptr) continue;
    CHECK(row->code == code);
    CHECK_FALSE(row->fact.empty());
    CHECK_FALSE(row->help.empty());
    CHECK_FALSE(row->fact.ends_with('.'));
    CHECK_FALSE(row->help.ends_with('.'));
  }
  CHECK(auth::find_known_error(0) == nullptr);
}

TEST_CASE("the end of a token is read in every form that a platform writes") {
  struct Row {
    std::string members;
    std::int64_t end;
  };
  const auto row = GENERATE(Row{R"("expires_in":3599)", kNow + 3599}, Row{R"("expires_in":"3599")", kNow + 3599},
                            Row{R"("expires_on":"1800003600","expires_in":"60")", 1'800'003'600},
                            Row{R"("expires_on":1800003600)", 1'800'003'600},
                            // 2027-01-15T08:00:00Z is 1800000000 (date -u -d @1800000000)
                            Row{R"("expires_on":"01/15/2027 09:00:00 +00:00")", 1'800'003'600},
                            Row{R"("expires_on":"1/15/2027 9:00:00 AM +00:00")", 1'800'003'600},
                            Row{R"("expires_on":"1/15/2027 9:00:00 PM +00:00")", 1'800'046'800},
                            Row{R"("expires_on":"1/16/2027 12:00:00 AM +00:00")", 1'800'057'600},
                            Row{R"("expires_on":"13/45/2027 09:00:00 +00:00","expires_in":60)", kNow + 60},
                            Row{R"("x":1)", kNow + 300}, Row{R"("expires_in":-5)", kNow});
  const auto token = auth::read_token("{\"access_token\":\"t\"," + row.members + "}", "access_token", kNow);
  REQUIRE(token.ok());
  CHECK(token.value().expires_at == row.end);
}
