#include <catch2/catch.hpp>

#include "unit/graph/auth_rig.hpp"

using namespace pinwright;
using namespace pinwright::graph;
using namespace pinwright::graph::test;

namespace {

struct IdentityRig : Rig {
  IdentityRig() { set_method(model::AuthMethod::ManagedIdentity); }

  /// The one request of a sign-in that works.
  auto asked() -> Request {
    transport.answer(200,
                     R"({"access_token":"eyJ.m.i","expires_on":"1800003600","resource":"x","token_type":"Bearer"})");
    const auto got = token();
    INFO((got.ok() ? "" : got.error().message));
    REQUIRE(got.ok());
    CHECK(got.value().value == "eyJ.m.i");
    CHECK(got.value().expires_at == 1'800'003'600);
    REQUIRE(transport.sent.size() == 1);
    CHECK(transport.sent[0].is_secret);
    return transport.sent[0];
  }
  auto failure() -> base::Error {
    const auto got = token();
    REQUIRE_FALSE(got.ok());
    return got.error();
  }
  auto on_arc() -> void {
    variables["IDENTITY_ENDPOINT"] = "http://localhost:40342/metadata/identity/oauth2/token";
    variables["IMDS_ENDPOINT"] = "http://localhost:40342";
  }
};

}  // namespace

// Microsoft Entra, managed-identities-azure-resources: how to use a token on a virtual machine.
TEST_CASE("on a virtual machine the metadata service is asked") {
  IdentityRig rig;
  const auto request = rig.asked();
  CHECK(request.method == "GET");
  CHECK(without_query(request.url) == "http://169.254.169.254/metadata/identity/oauth2/token");
  CHECK(query_of(request.url) == Fields{{"api-version", "2018-02-01"}, {"resource", "https://graph.microsoft.com"}});
  CHECK(header_of(request, "Metadata") == "true");
}

TEST_CASE("an assigned identity is named by its client ID, that of auth before that of the environment") {
  IdentityRig rig;
  rig.variables["AZURE_CLIENT_ID"] = "of-the-environment";
  SECTION("both") {
    rig.auth().client_id = text(kClient);
    CHECK(query_of(rig.asked().url)["client_id"] == kClient);
  }
  SECTION("the environment alone") { CHECK(query_of(rig.asked().url)["client_id"] == "of-the-environment"); }
}

TEST_CASE("the resource is the Graph of the tenant's cloud") {
  IdentityRig rig;
  rig.options.cloud = model::Cloud::China;
  CHECK(query_of(rig.asked().url)["resource"] == "https://microsoftgraph.chinacloudapi.cn");
}

TEST_CASE("AZURE_POD_IDENTITY_AUTHORITY_HOST moves the metadata service") {
  IdentityRig rig;
  rig.variables["AZURE_POD_IDENTITY_AUTHORITY_HOST"] = GENERATE("http://127.0.0.1:2579", "http://127.0.0.1:2579/");
  CHECK(without_query(rig.asked().url) == "http://127.0.0.1:2579/metadata/identity/oauth2/token");
}

// Azure App Service, overview-managed-identity, REST endpoint reference.
TEST_CASE("on App Service its endpoint is asked, with the header that proves the caller") {
  IdentityRig rig;
  rig.variables["IDENTITY_ENDPOINT"] = GENERATE(
      "http://127.0.0.1:41741/msi/token/", "http://169.254.131.2:8081/msi/token/", "http://localhost:42356/msi/token/");
  rig.variables["IDENTITY_HEADER"] = "h3ader";
  rig.variables["MSI_ENDPOINT"] = rig.variables["IDENTITY_ENDPOINT"];
  rig.variables["MSI_SECRET"] = "h3ader";
  rig.auth().client_id = text(kClient);
  const auto request = rig.asked();
  CHECK(request.method == "GET");
  CHECK(without_query(request.url) == rig.variables["IDENTITY_ENDPOINT"]);
  CHECK(query_of(request.url) ==
        Fields{{"api-version", "2019-08-01"}, {"resource", "https://graph.microsoft.com"}, {"client_id", kClient}});
  CHECK(header_of(request, "X-IDENTITY-HEADER") == "h3ader");
}

TEST_CASE("the old protocol of App Service has other names") {
  IdentityRig rig;
  rig.variables["MSI_ENDPOINT"] = "http://127.0.0.1:41741/MSI/token/";
  rig.variables["MSI_SECRET"] = "h3ader";
  rig.auth().client_id = text(kClient);
  const auto request = rig.asked();
  CHECK(query_of(request.url) ==
        Fields{{"api-version", "2017-09-01"}, {"resource", "https://graph.microsoft.com"}, {"clientid", kClient}});
  CHECK(header_of(request, "secret") == "h3ader");
}

TEST_CASE("Cloud Shell takes a form") {
  IdentityRig rig;
  rig.variables["MSI_ENDPOINT"] = "http://localhost:50342/oauth2/token";
  const auto request = rig.asked();
  CHECK(request.method == "POST");
  CHECK(request.url == "http://localhost:50342/oauth2/token");
  CHECK(request.body == "resource=https%3A%2F%2Fgraph.microsoft.com");
  CHECK(header_of(request, "Metadata") == "true");
  CHECK(header_of(request, "Content-Type") == "application/x-www-form-urlencoded");
}

// Azure Arc, managed-identity-authentication.
TEST_CASE("Arc's challenge is answered with the contents of the agent's key file") {
  IdentityRig rig;
  rig.on_arc();
  rig.files.put("/var/opt/azcmagent/tokens/9f2c.key", "k3y-of-the-agent");
  rig.transport.answer(401, "", {{"WWW-Authenticate", "Basic realm=/var/opt/azcmagent/tokens/9f2c.key"}});
  rig.transport.answer(200, granted("t"));
  REQUIRE(rig.token().ok());
  REQUIRE(rig.transport.sent.size() == 2);
  for (const auto& request : rig.transport.sent) {
    CHECK(without_query(request.url) == "http://localhost:40342/metadata/identity/oauth2/token");
    CHECK(query_of(request.url) == Fields{{"api-version", "2019-11-01"}, {"resource", "https://graph.microsoft.com"}});
    CHECK(header_of(request, "Metadata") == "true");
  }
  CHECK(header_of(rig.transport.sent[0], "Authorization").empty());
  CHECK(header_of(rig.transport.sent[1], "Authorization") == "Basic k3y-of-the-agent");
}

TEST_CASE("no other file than a key of Arc's agent is ever sent") {
  const auto* challenge =
      GENERATE("Basic realm=/etc/shadow.key", "Basic realm=/var/opt/azcmagent/tokens/../../../../etc/shadow.key",
               "Basic realm=/var/opt/azcmagent/tokens/a/b.key", "Basic realm=/var/opt/azcmagent/tokens/a.txt",
               "Bearer realm=/var/opt/azcmagent/tokens/a.key", "Basic realm=", "");
  IdentityRig rig;
  rig.on_arc();
  for (const auto* path : {"/etc/shadow.key", "/var/opt/azcmagent/tokens/a/b.key", "/var/opt/azcmagent/tokens/a.txt",
                           "/var/opt/azcmagent/tokens/a.key"}) {
    rig.files.put(path, "s3cr3t");
  }
  rig.transport.answer(401, "", {{"WWW-Authenticate", challenge}});
  CHECK(rig.failure().message ==
        "cannot sign in to `contoso`: the challenge of Azure Arc names no key file of its agent");
  CHECK(rig.transport.sent.size() == 1);
}

TEST_CASE("a key file of Arc that is too large, or may not be read, is not sent") {
  IdentityRig rig;
  rig.on_arc();
  if (GENERATE(true, false)) rig.files.put("/var/opt/azcmagent/tokens/a.key", std::string(4097, 'k'));
  rig.transport.answer(401, "", {{"WWW-Authenticate", "Basic realm=/var/opt/azcmagent/tokens/a.key"}});
  const auto error = rig.failure();
  CHECK_THAT(error.message, Catch::Contains("/var/opt/azcmagent/tokens/a.key"));
  CHECK_THAT(error.help, Catch::Contains("`himds`"));
  CHECK(rig.transport.sent.size() == 1);
}

TEST_CASE("Arc has no assigned identities") {
  IdentityRig rig;
  rig.on_arc();
  rig.auth().client_id = text(kClient);
  CHECK_THAT(rig.failure().help, Catch::Contains("leave out `auth.clientId`"));
  CHECK(rig.transport.sent.empty());
}

TEST_CASE("Service Fabric is refused before its header is sent anywhere") {
  IdentityRig rig;
  rig.variables["IDENTITY_ENDPOINT"] = "https://10.0.0.4:2377/metadata/identity/oauth2/token";
  rig.variables["IDENTITY_HEADER"] = "h3ader";
  rig.variables["IDENTITY_SERVER_THUMBPRINT"] = "AB12";
  CHECK_THAT(rig.failure().message, Catch::Contains("Service Fabric are not supported"));
  CHECK(rig.transport.sent.empty());
}

TEST_CASE("plain http goes to this machine and its host only") {
  IdentityRig rig;
  rig.variables["IDENTITY_HEADER"] = "h3ader";
  rig.variables["IDENTITY_ENDPOINT"] =
      GENERATE("http://10.0.0.4/msi", "http://metadata.internal/msi", "http://169.254.169.254.example.com/msi",
               "http://169.254.169.254@example.com/msi", "http://127.0.0.1.example.com/", "ftp://127.0.0.1/", "msi");
  CHECK(rig.failure().message ==
        "cannot sign in to `contoso`: `IDENTITY_ENDPOINT` is no https address, and not one of this machine");
  CHECK(rig.transport.sent.empty());
}

TEST_CASE("https may go to any address that the platform names") {
  IdentityRig rig;
  rig.variables["IDENTITY_HEADER"] = "h3ader";
  rig.variables["IDENTITY_ENDPOINT"] = "https://identity.example.com/msi";
  CHECK(without_query(rig.asked().url) == "https://identity.example.com/msi");
}

TEST_CASE("where no metadata service is, nobody waits for it") {
  IdentityRig rig;
  const auto error = rig.failure();
  CHECK(error.message == "cannot sign in to `contoso`: the metadata service of this machine cannot be reached");
  CHECK(rig.transport.sent.size() == 1);
  CHECK(rig.transport.sent[0].connect_timeout == std::chrono::seconds(2));
  CHECK(rig.slept.empty());
}

TEST_CASE("a metadata service that is not ready is asked again") {
  IdentityRig rig;
  rig.transport.answer(GENERATE(404, 410, 429, 500), "");
  rig.transport.answer(200, granted("t"));
  CHECK(rig.token().ok());
  CHECK(rig.slept.size() == 1);
}

TEST_CASE("a machine without an identity is told so by its service") {
  IdentityRig rig;
  rig.transport.answer(400, R"({"error":"invalid_request","error_description":"Identity not found"})");
  CHECK(rig.failure().message ==
        "cannot sign in to `contoso`: the metadata service of this machine answered 400: Identity not found");
}

TEST_CASE("a service that repeats the request makes no error that holds the platform's header") {
  IdentityRig rig;
  rig.variables["IDENTITY_ENDPOINT"] = "http://127.0.0.1:41741/msi/token";
  rig.variables["IDENTITY_HEADER"] = "c4nary-header";
  EchoTransport echo;
  const auto token = rig.token_over(echo);
  REQUIRE_FALSE(token.ok());
  CHECK_THAT(token.error().message, Catch::Contains("X-IDENTITY-HEADER") && !Catch::Contains("c4nary"));
}
