#include <catch2/catch.hpp>

#include "graph/auth/methods.hpp"
#include "unit/graph/auth_rig.hpp"

using namespace pinwright;
using namespace pinwright::graph;
using namespace pinwright::graph::test;

namespace {

constexpr auto kNoIdentity = R"({"error":"invalid_request","error_description":"Identity not found"})";

/// Every way is there; PATH has no Azure CLI.
struct FullRig : Rig {
  FullRig() {
    variables["AZURE_CLIENT_ID"] = kClient;
    variables["AZURE_CLIENT_SECRET"] = "s3cr3t";
    variables["AZURE_FEDERATED_TOKEN_FILE"] = "/token";
    files.put("/token", "eyJ.for.eign");
  }
};

auto is_to_metadata(const Request& request) -> bool { return request.url.starts_with("http://169.254.169.254/"); }

}  // namespace

TEST_CASE("without auth.method the secret of the environment comes first") {
  FullRig rig;
  rig.transport.answer(200, granted("t"));
  REQUIRE(rig.token().ok());
  CHECK(fields_of(rig.transport.sent[0].body)["client_secret"] == "s3cr3t");
}

TEST_CASE("what is not configured is passed over without a request") {
  FullRig rig;
  rig.variables.erase("AZURE_CLIENT_SECRET");
  rig.transport.answer(200, granted("t"));
  REQUIRE(rig.token().ok());
  REQUIRE(rig.transport.sent.size() == 1);
  CHECK(fields_of(rig.transport.sent[0].body)["client_assertion"] == "eyJ.for.eign");
}

TEST_CASE("after the environment and the foreign token comes the managed identity") {
  Rig rig;
  rig.transport.answer(200, granted("t"));
  REQUIRE(rig.token().ok());
  REQUIRE(rig.transport.sent.size() == 1);
  CHECK(is_to_metadata(rig.transport.sent[0]));
}

TEST_CASE("a way that fails is followed by the next, and the one that works is kept") {
  FullRig rig;
  rig.transport.answer(401, R"({"error_description":"AADSTS7000222: expired"})");
  rig.transport.answer(200, granted("t", 0));
  rig.transport.answer(200, granted("t", 0));
  REQUIRE(rig.token().ok());
  REQUIRE(rig.token().ok());
  REQUIRE(rig.transport.sent.size() == 3);
  CHECK(fields_of(rig.transport.sent[1].body)["client_assertion"] == "eyJ.for.eign");
  CHECK(fields_of(rig.transport.sent[2].body)["client_assertion"] == "eyJ.for.eign");
}

TEST_CASE("when no way works each is named with its reason") {
  FullRig rig;
  rig.transport.answer(401, R"({"error_description":"AADSTS7000222: expired"})");
  rig.transport.answer(400, R"({"error_description":"AADSTS700213: no match for 'repo:x'"})");
  rig.transport.answer(400, kNoIdentity);
  const auto token = rig.token();
  REQUIRE_FALSE(token.ok());
  CHECK(token.error().kind == base::ErrorKind::Unreachable);
  CHECK(
      token.error().message ==
      "cannot sign in to `contoso`: `auth.method` is not set, and no way to sign in worked:\n  secret: the client "
      "secret has expired (AADSTS7000222)\n  certificate: the variable `AZURE_CLIENT_CERTIFICATE_PATH` is not set\n  "
      "federated: no federated credential of the application fits the token's subject (AADSTS700213): no match for "
      "'repo:x'\n  managedIdentity: the metadata service of this machine answered 400: Identity not found\n  azureCli: "
      "the Azure CLI (`az`) is not installed");
}

TEST_CASE("a device code is never asked for unasked") {
  Rig rig;
  REQUIRE_FALSE(rig.token().ok());
  CHECK(rig.said.empty());
}

TEST_CASE("a stop ends the search") {
  FullRig rig;
  rig.transport.answer(500, "");
  rig.stop.request_stop();
  const auto token = rig.token();
  REQUIRE_FALSE(token.ok());
  CHECK(token.error().kind == base::ErrorKind::Interrupted);
  CHECK(rig.transport.sent.size() == 1);
}

TEST_CASE("AZURE_TOKEN_CREDENTIALS leaves a group or one credential") {
  struct Row {
    std::string value;
    std::vector<std::string> words;
  };
  const auto row = GENERATE(Row{"", {"secret", "certificate", "federated", "managedIdentity", "azureCli"}},
                            Row{"prod", {"secret", "certificate", "federated", "managedIdentity"}},
                            Row{" Dev ", {"azureCli"}}, Row{"environmentcredential", {"secret", "certificate"}},
                            Row{"ManagedIdentityCredential", {"managedIdentity"}});
  FullRig rig;
  rig.variables["AZURE_TOKEN_CREDENTIALS"] = row.value;
  const auth::SignIn sign_in{.world = rig.world(), .transport = rig.transport};
  const auto methods = auth::methods_unasked(sign_in);
  REQUIRE(methods.ok());
  std::vector<std::string> words;
  for (const auto* method : methods.value()) words.emplace_back(pinwright::model::word(method->method));
  CHECK(words == row.words);
}

TEST_CASE("an AZURE_TOKEN_CREDENTIALS that names nothing is an error, and not ignored") {
  FullRig rig;
  rig.variables["AZURE_TOKEN_CREDENTIALS"] = "production";
  const auto token = rig.token();
  REQUIRE_FALSE(token.ok());
  CHECK_THAT(token.error().message, Catch::Contains("`AZURE_TOKEN_CREDENTIALS` is `production`"));
  CHECK(rig.transport.sent.empty());
}

TEST_CASE("an auth.method is the only way, whatever AZURE_TOKEN_CREDENTIALS says") {
  FullRig rig;
  rig.set_method(model::AuthMethod::ManagedIdentity);
  rig.variables["AZURE_TOKEN_CREDENTIALS"] = "EnvironmentCredential";
  rig.transport.answer(400, kNoIdentity);
  CHECK_FALSE(rig.token().ok());
  REQUIRE(rig.transport.sent.size() == 1);
  CHECK(is_to_metadata(rig.transport.sent[0]));
}

TEST_CASE("the words of the methods are those of the language") {
  // docs/reference.md, auth
  const std::vector<std::string> expected{"secret",          "certificate", "federated",
                                          "managedIdentity", "azureCli",    "deviceCode"};
  std::vector<std::string> words;
  for (const auto& row : auth::methods()) words.emplace_back(model::word(row.method));
  CHECK(words == expected);
}
