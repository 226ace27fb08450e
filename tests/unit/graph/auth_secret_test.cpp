#include <catch2/catch.hpp>

#include "unit/graph/auth_rig.hpp"

using namespace pinwright;
using namespace pinwright::graph;
using namespace pinwright::graph::test;
using model::AuthMethod;
using model::Cloud;

namespace {

auto rig_with_secret() -> std::unique_ptr<Rig> {
  auto rig = std::make_unique<Rig>();
  rig->set_method(AuthMethod::Secret);
  rig->auth().client_id = text(kClient);
  rig->variables["AZURE_CLIENT_SECRET"] = "s3cr3t~&+= ü";
  return rig;
}

}  // namespace

TEST_CASE("a client secret is sent as a form of client credentials to the tenant's token endpoint") {
  const auto rig = rig_with_secret();
  rig->transport.answer(200, granted("eyJ.a.b"));
  const auto token = rig->token();
  REQUIRE(token.ok());
  CHECK(token.value().value == "eyJ.a.b");
  CHECK(token.value().expires_at == kNow + 3599);
  REQUIRE(rig->transport.sent.size() == 1);
  const auto& request = rig->transport.sent[0];
  CHECK(request.method == "POST");
  CHECK(request.url == "https://login.microsoftonline.com/3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63/oauth2/v2.0/token");
  CHECK(header_of(request, "Content-Type") == "application/x-www-form-urlencoded");
  CHECK(request.is_secret);
  CHECK(fields_of(request.body) == Fields{{"client_id", kClient},
                                          {"scope", "https://graph.microsoft.com/.default"},
                                          {"client_secret", "s3cr3t~&+= ü"},
                                          {"grant_type", "client_credentials"}});
}

TEST_CASE("whatever a form does not allow in clear is percent-encoded") {
  const auto rig = rig_with_secret();
  rig->transport.answer(200, granted("t"));
  REQUIRE(rig->token().ok());
  CHECK_THAT(rig->transport.sent[0].body, Catch::Contains("client_secret=s3cr3t~%26%2B%3D%20%C3%BC&"));
}

TEST_CASE("the variable that auth.secretEnv names wins over AZURE_CLIENT_SECRET, and auth.clientId over its variable") {
  const auto rig = rig_with_secret();
  rig->auth().secret_env = text("CONTOSO_SECRET");
  rig->variables["CONTOSO_SECRET"] = "ours";
  rig->variables["AZURE_CLIENT_ID"] = "another";
  rig->transport.answer(200, granted("t"));
  REQUIRE(rig->token().ok());
  CHECK(fields_of(rig->transport.sent[0].body)["client_secret"] == "ours");
  CHECK(fields_of(rig->transport.sent[0].body)["client_id"] == kClient);
}

TEST_CASE("AZURE_TENANT_ID and AZURE_AUTHORITY_HOST do not move a sign-in to another tenant or cloud") {
  const auto rig = rig_with_secret();
  rig->variables["AZURE_TENANT_ID"] = "9d1e0c5b-2a7f-4c36-8e4d-6b3f0a9c1d27";
  rig->variables["AZURE_AUTHORITY_HOST"] = "https://login.microsoftonline.us";
  rig->transport.answer(200, granted("t"));
  REQUIRE(rig->token().ok());
  CHECK_THAT(rig->transport.sent[0].url, Catch::StartsWith("https://login.microsoftonline.com/3f2b9a54"));
}

TEST_CASE("a missing secret is said by the name of its variable, and nothing is sent") {
  const auto rig = rig_with_secret();
  rig->variables["AZURE_CLIENT_SECRET"] = "";
  const auto token = rig->token();
  REQUIRE_FALSE(token.ok());
  CHECK(token.error().message == "cannot sign in to `contoso`: the variable `AZURE_CLIENT_SECRET` is not set");
  CHECK(token.error().kind == base::ErrorKind::Unreachable);
  CHECK(rig->transport.sent.empty());
}

TEST_CASE("without a client ID anywhere nothing is sent") {
  const auto rig = rig_with_secret();
  rig->auth().client_id.reset();
  const auto token = rig->token();
  REQUIRE_FALSE(token.ok());
  CHECK(token.error().message == "cannot sign in to `contoso`: no application is named");
  CHECK_THAT(token.error().help, Catch::Contains("auth.clientId") && Catch::Contains("AZURE_CLIENT_ID"));
  CHECK(rig->transport.sent.empty());
}

// Microsoft Graph, concepts/deployments.
TEST_CASE("each cloud has its own sign-in host and its own scope") {
  struct Row {
    Cloud cloud;
    std::string login, scope;
  };
  const auto row = GENERATE(
      Row{Cloud::Global, "https://login.microsoftonline.com/", "https://graph.microsoft.com/.default"},
      Row{Cloud::UsGov, "https://login.microsoftonline.us/", "https://graph.microsoft.us/.default"},
      Row{Cloud::UsGovDod, "https://login.microsoftonline.us/", "https://dod-graph.microsoft.us/.default"},
      Row{Cloud::China, "https://login.chinacloudapi.cn/", "https://microsoftgraph.chinacloudapi.cn/.default"});
  const auto rig = rig_with_secret();
  rig->options.cloud = row.cloud;
  rig->transport.answer(200, granted("t"));
  REQUIRE(rig->token().ok());
  CHECK_THAT(rig->transport.sent[0].url, Catch::StartsWith(row.login));
  CHECK(fields_of(rig->transport.sent[0].body)["scope"] == row.scope);
}

TEST_CASE("hosts that stand in for the cloud's change where the token is asked for, not what it is for") {
  const auto rig = rig_with_secret();
  SECTION("by variables") {
    rig->variables["PINWRIGHT_LOGIN_URL"] = "http://127.0.0.1:4000/";
    rig->variables["PINWRIGHT_GRAPH_URL"] = "http://127.0.0.1:4000";
  }
  SECTION("by the embedded sandbox") { rig->options.hosts = Hosts{"http://127.0.0.1:4000", "http://127.0.0.1:4000"}; }
  rig->transport.answer(200, granted("t"));
  REQUIRE(rig->token().ok());
  CHECK(rig->transport.sent[0].url == std::string("http://127.0.0.1:4000/") + kTenant + "/oauth2/v2.0/token");
  CHECK(fields_of(rig->transport.sent[0].body)["scope"] == "https://graph.microsoft.com/.default");
}

TEST_CASE("a sign-in host that is no https address is refused before anything is sent") {
  const auto rig = rig_with_secret();
  rig->variables["PINWRIGHT_LOGIN_URL"] = "http://login.example.com";
  const auto token = rig->token();
  REQUIRE_FALSE(token.ok());
  CHECK_THAT(token.error().message, Catch::Contains("`PINWRIGHT_LOGIN_URL`"));
  CHECK(rig->transport.sent.empty());
}

TEST_CASE("an answer without a token that a header can carry is no sign-in") {
  const auto rig = rig_with_secret();
  const auto* body = GENERATE("", "<html>", "[]", R"({"expires_in":3599})", R"({"access_token":""})",
                              R"({"access_token":"a\r\nX-Evil: 1"})", R"({"access_token":["t",1],"x":)");
  rig->transport.answer(200, body);
  const auto token = rig->token();
  REQUIRE_FALSE(token.ok());
  CHECK(token.error().message == "cannot sign in to `contoso`: the answer holds no token");
}

TEST_CASE("a service that repeats the whole request makes no error that holds the secret") {
  const auto rig = rig_with_secret();
  rig->variables["AZURE_CLIENT_SECRET"] = "c4nary~&+=";
  EchoTransport echo;
  const auto token = rig->token_over(echo);
  REQUIRE_FALSE(token.ok());
  CHECK_THAT(token.error().message, Catch::Contains(kClient) && !Catch::Contains("c4nary"));
}
