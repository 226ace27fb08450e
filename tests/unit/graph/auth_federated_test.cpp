#include <catch2/catch.hpp>

#include "unit/graph/auth_rig.hpp"

using namespace pinwright;
using namespace pinwright::graph;
using namespace pinwright::graph::test;
using model::Cloud;

namespace {

struct FederatedRig : Rig {
  FederatedRig() {
    set_method(model::AuthMethod::Federated);
    auth().client_id = text(kClient);
  }
  auto in_github() -> void {
    variables["ACTIONS_ID_TOKEN_REQUEST_URL"] = "https://run.actions.githubusercontent.com/id?api-version=2.0";
    variables["ACTIONS_ID_TOKEN_REQUEST_TOKEN"] = "r3quest";
  }
  auto in_azure_devops() -> void {
    variables["SYSTEM_OIDCREQUESTURI"] = "https://dev.azure.com/contoso/_apis/distributedtask/hubs/build/oidctoken";
    variables["SYSTEM_ACCESSTOKEN"] = "acc3ss";
    auth().service_connection_id = text("5e7c-11");
  }
  auto failure() -> base::Error {
    const auto got = token();
    REQUIRE_FALSE(got.ok());
    return got.error();
  }
};

auto assertion_of(const Request& request) -> std::string { return fields_of(request.body)["client_assertion"]; }

}  // namespace

TEST_CASE("a foreign token goes into the form as the application's assertion") {
  FederatedRig rig;
  rig.variables["AZURE_FEDERATED_TOKEN_FILE"] = "/var/run/secrets/token";
  rig.files.put("/var/run/secrets/token", "eyJ.for.eign\n");
  rig.transport.answer(200, granted("t"));
  REQUIRE(rig.token().ok());
  CHECK(rig.transport.sent[0].url ==
        "https://login.microsoftonline.com/3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63/oauth2/v2.0/token");
  CHECK(fields_of(rig.transport.sent[0].body) ==
        Fields{{"client_id", kClient},
               {"scope", "https://graph.microsoft.com/.default"},
               {"client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"},
               {"client_assertion", "eyJ.for.eign"},
               {"grant_type", "client_credentials"}});
}

TEST_CASE("the token's file is read again for each sign-in, since the platform replaces it") {
  FederatedRig rig;
  rig.auth().token_file = text("token.jwt");
  rig.files.put("/work/token.jwt", "one");
  rig.transport.answer(200, granted("t", 0));
  rig.transport.answer(200, granted("t", 0));
  REQUIRE(rig.token().ok());
  rig.files.put("/work/token.jwt", "two");
  REQUIRE(rig.token().ok());
  CHECK(assertion_of(rig.transport.sent[0]) == "one");
  CHECK(assertion_of(rig.transport.sent[1]) == "two");
}

TEST_CASE("auth.tokenFile wins over everything that the platform offers") {
  FederatedRig rig;
  rig.in_github();
  rig.in_azure_devops();
  rig.variables["AZURE_FEDERATED_TOKEN_FILE"] = "/token";
  rig.files.put("/token", "theirs");
  rig.auth().token_file = text("token.jwt");
  rig.files.put("/work/token.jwt", "ours");
  rig.transport.answer(200, granted("t"));
  REQUIRE(rig.token().ok());
  CHECK(assertion_of(rig.transport.sent[0]) == "ours");
}

TEST_CASE("auth.tokenFile has to be in the workspace") {
  FederatedRig rig;
  rig.files.put("/token", "theirs");
  rig.auth().token_file = text("../token");
  CHECK(rig.failure().message ==
        "cannot sign in to `contoso`: `auth.tokenFile` is `../token`, which leaves its folder");
}

TEST_CASE("an empty file is no token") {
  FederatedRig rig;
  rig.auth().token_file = text("token.jwt");
  rig.files.put("/work/token.jwt", " \n");
  CHECK(rig.failure().message == "cannot sign in to `contoso`: `token.jwt` is empty");
  CHECK(rig.transport.sent.empty());
}

// github/docs, actions/reference/security/oidc.
TEST_CASE("GitHub Actions is asked for a token with the audience of the tenant's cloud") {
  struct Row {
    Cloud cloud;
    std::string audience;
  };
  const auto row = GENERATE(
      Row{Cloud::Global, "api://AzureADTokenExchange"}, Row{Cloud::UsGov, "api://AzureADTokenExchangeUSGov"},
      Row{Cloud::UsGovDod, "api://AzureADTokenExchangeUSGov"}, Row{Cloud::China, "api://AzureADTokenExchangeChina"});
  FederatedRig rig;
  rig.in_github();
  rig.options.cloud = row.cloud;
  rig.transport.answer(200, R"({"count":1,"value":"eyJ.git.hub"})");
  rig.transport.answer(200, granted("t"));
  REQUIRE(rig.token().ok());
  REQUIRE(rig.transport.sent.size() == 2);
  const auto& request = rig.transport.sent[0];
  CHECK(request.method == "GET");
  CHECK(without_query(request.url) == "https://run.actions.githubusercontent.com/id");
  CHECK(query_of(request.url) == Fields{{"api-version", "2.0"}, {"audience", row.audience}});
  CHECK(header_of(request, "Authorization") == "bearer r3quest");
  CHECK(request.is_secret);
  CHECK(assertion_of(rig.transport.sent[1]) == "eyJ.git.hub");
}

TEST_CASE("a job of GitHub Actions without the permission learns which one it needs") {
  FederatedRig rig;
  rig.variables["GITHUB_ACTIONS"] = "true";
  const auto error = rig.failure();
  CHECK(error.message == "cannot sign in to `contoso`: this job of GitHub Actions may not ask for a token");
  CHECK_THAT(error.help, Catch::Contains("id-token: write"));
}

TEST_CASE("a service that repeats the request's header makes no error that holds the token for asking") {
  FederatedRig rig;
  EchoTransport echo;
  const bool is_github = GENERATE(true, false);
  is_github ? rig.in_github() : rig.in_azure_devops();
  const auto token = rig.token_over(echo);
  REQUIRE_FALSE(token.ok());
  CHECK_THAT(token.error().message,
             Catch::Contains("earer") && !Catch::Contains("r3quest") && !Catch::Contains("acc3ss"));
}

// Azure/azure-sdk-for-cpp, AzurePipelinesCredential.
TEST_CASE("Azure DevOps is asked for a token of the service connection") {
  FederatedRig rig;
  rig.in_azure_devops();
  rig.transport.answer(200, R"({"oidcToken":"eyJ.dev.ops"})");
  rig.transport.answer(200, granted("t"));
  REQUIRE(rig.token().ok());
  REQUIRE(rig.transport.sent.size() == 2);
  const auto& request = rig.transport.sent[0];
  CHECK(request.method == "POST");
  CHECK(request.body.empty());
  CHECK(without_query(request.url) == "https://dev.azure.com/contoso/_apis/distributedtask/hubs/build/oidctoken");
  CHECK(query_of(request.url) == Fields{{"api-version", "7.1"}, {"serviceConnectionId", "5e7c-11"}});
  CHECK(header_of(request, "Authorization") == "Bearer acc3ss");
  CHECK(header_of(request, "Content-Type") == "application/json");
  CHECK(header_of(request, "X-TFS-FedAuthRedirect") == "Suppress");
  CHECK(request.is_secret);
  CHECK(assertion_of(rig.transport.sent[1]) == "eyJ.dev.ops");
}

TEST_CASE("Azure DevOps without a service connection says which key is missing") {
  FederatedRig rig;
  rig.in_azure_devops();
  rig.auth().service_connection_id.reset();
  CHECK_THAT(rig.failure().help, Catch::Contains("`auth.serviceConnectionId`"));
}

TEST_CASE("Azure DevOps without the job's token says how to hand it to the step") {
  FederatedRig rig;
  rig.in_azure_devops();
  rig.variables.erase("SYSTEM_ACCESSTOKEN");
  const auto error = rig.failure();
  CHECK_THAT(error.message, Catch::EndsWith("the variable `SYSTEM_ACCESSTOKEN` is not set"));
  CHECK_THAT(error.help, Catch::Contains("SYSTEM_ACCESSTOKEN: $(System.AccessToken)"));
}

TEST_CASE("a refusal of the issuer names it and what to check") {
  FederatedRig rig;
  SECTION("GitHub Actions") {
    rig.in_github();
    rig.transport.answer(403, R"({"message":"Resource not accessible."})");
    const auto error = rig.failure();
    CHECK(error.message == "cannot sign in to `contoso`: GitHub Actions answered 403: Resource not accessible");
    CHECK_THAT(error.help, Catch::Contains("id-token: write"));
  }
  SECTION("Azure DevOps") {
    rig.in_azure_devops();
    rig.transport.answer(404, R"({"$id":"1","message":"No service connection found."})");
    const auto error = rig.failure();
    CHECK(error.message == "cannot sign in to `contoso`: Azure DevOps answered 404: No service connection found");
    CHECK_THAT(error.help, Catch::Contains("serviceConnectionId"));
  }
  SECTION("no token in the answer") {
    rig.in_github();
    rig.transport.answer(200, R"({"count":0})");
    CHECK(rig.failure().message == "cannot sign in to `contoso`: the answer of GitHub Actions holds no token");
  }
  CHECK(rig.transport.sent.size() == 1);
}

TEST_CASE("the job's token is sent to no address in clear") {
  FederatedRig rig;
  rig.in_github();
  rig.variables["ACTIONS_ID_TOKEN_REQUEST_URL"] =
      GENERATE("http://run.actions.githubusercontent.com/id", "http://169.254.1.1/id", "ftp://x/", "id",
               "https://user@example.com/id");
  CHECK(rig.failure().message == "cannot sign in to `contoso`: `ACTIONS_ID_TOKEN_REQUEST_URL` is no https address");
  CHECK(rig.transport.sent.empty());
}
