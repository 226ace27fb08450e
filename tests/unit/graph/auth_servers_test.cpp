#include <httplib.h>

#include <catch2/catch.hpp>
#include <thread>

#include "graph/curl_transport.hpp"
#include "unit/graph/auth_rig.hpp"

/// Sign-in over real connections. The servers do what the platforms' documents say, and refuse everything else.

using namespace pinwright;
using namespace pinwright::graph;
using namespace pinwright::graph::test;

namespace {

using Asked = httplib::Request;
using Reply = httplib::Response;

auto refuse(Reply& response, int status, const std::string& why) -> void {
  response.status = status;
  response.set_content(R"({"error":"invalid_request","error_description":")" + why + "\"}", "application/json");
}
auto give(Reply& response, const std::string& json) -> void { response.set_content(json, "application/json"); }

/// A server on a loopback port of its own for as long as it lives.
class Server {
 public:
  httplib::Server on;

  auto start() -> std::string {
    const int port = on.bind_to_any_port("127.0.0.1");
    thread_ = std::jthread([this] { on.listen_after_bind(); });
    while (!on.is_running()) std::this_thread::yield();
    return "http://127.0.0.1:" + std::to_string(port);
  }
  Server() = default;
  Server(const Server&) = delete;
  auto operator=(const Server&) -> Server& = delete;
  ~Server() { on.stop(); }

 private:
  std::jthread thread_;
};

/// The token endpoint of one tenant; `field` must have the value `expected`.
auto serve_entra(Server& server, const std::string& field, const std::string& expected) -> void {
  server.on.Post(std::string("/") + kTenant + "/oauth2/v2.0/token",
                 [field, expected](const Asked& request, Reply& response) {
                   if (request.get_header_value("Content-Type") != "application/x-www-form-urlencoded") {
                     return refuse(response, 400, "AADSTS900144: no form");
                   }
                   const auto value = [&](const char* name) { return request.get_param_value(name); };
                   if (value("grant_type") != "client_credentials" || value("client_id") != kClient ||
                       value("scope") != "https://graph.microsoft.com/.default") {
                     return refuse(response, 400, "AADSTS900144: a parameter is missing");
                   }
                   if (value(field.c_str()) != expected) return refuse(response, 401, "AADSTS7000215: Invalid secret.");
                   give(response, granted("eyJ.real", 3599));
                 });
}

struct ServerRig : Rig {
  std::unique_ptr<Transport> curl = make_curl_transport({}, {});

  auto sign_in() -> base::Result<AccessToken> {
    auto got = token_over(*curl);
    INFO((got.ok() ? "" : got.error().message));
    CHECK(got.ok());
    return got;
  }
};

}  // namespace

TEST_CASE("over a connection: a client secret with every kind of character") {
  const std::string secret = "a~B8Q~+/=&%? \"ü€";
  Server entra;
  serve_entra(entra, "client_secret", secret);
  ServerRig rig;
  rig.set_method(model::AuthMethod::Secret);
  rig.auth().client_id = text(kClient);
  rig.variables["AZURE_CLIENT_SECRET"] = secret;
  rig.variables["PINWRIGHT_LOGIN_URL"] = entra.start();
  CHECK(rig.sign_in().value().value == "eyJ.real");
}

TEST_CASE("over a connection: a wrong secret, and a throttled endpoint") {
  Server entra;
  int calls = 0;
  entra.on.set_pre_routing_handler([&](const Asked&, Reply& response) {
    if (++calls > 1) return httplib::Server::HandlerResponse::Unhandled;
    response.status = 429;
    response.set_header("Retry-After", "3");
    response.set_header("Connection", "close");  // the request's body was not read: it would pass for the next request
    return httplib::Server::HandlerResponse::Handled;
  });
  serve_entra(entra, "client_secret", "right");
  ServerRig rig;
  rig.set_method(model::AuthMethod::Secret);
  rig.auth().client_id = text(kClient);
  rig.variables["AZURE_CLIENT_SECRET"] = "wrong";
  rig.variables["PINWRIGHT_LOGIN_URL"] = entra.start();
  const auto token = rig.token_over(*rig.curl);
  REQUIRE_FALSE(token.ok());
  CHECK(token.error().message == "cannot sign in to `contoso`: the client secret is wrong (AADSTS7000215)");
  CHECK(rig.slept == std::vector{std::chrono::milliseconds(3000)});
}

TEST_CASE("over a connection: GitHub's token for Entra's") {
  Server github;
  github.on.Get("/id", [](const Asked& request, Reply& response) {
    if (request.get_header_value("Authorization") != "bearer r3quest") return refuse(response, 401, "no bearer");
    if (request.get_param_value("api-version") != "2.0") return refuse(response, 400, "no api-version");
    const auto audience = request.get_param_value("audience");
    give(response, R"({"count":1,"value":"eyJ.for.)" + audience.substr(audience.rfind('/') + 1) + "\"}");
  });
  Server entra;
  serve_entra(entra, "client_assertion", "eyJ.for.AzureADTokenExchange");
  ServerRig rig;
  rig.set_method(model::AuthMethod::Federated);
  rig.auth().client_id = text(kClient);
  rig.variables["PINWRIGHT_LOGIN_URL"] = entra.start();
  rig.variables["ACTIONS_ID_TOKEN_REQUEST_URL"] = github.start() + "/id?api-version=2.0";
  rig.variables["ACTIONS_ID_TOKEN_REQUEST_TOKEN"] = "r3quest";
  CHECK(rig.sign_in().value().value == "eyJ.real");
}

TEST_CASE("over a connection: Azure DevOps' token for Entra's") {
  Server devops;
  devops.on.Post("/contoso/_apis/oidctoken", [](const Asked& request, Reply& response) {
    if (request.get_header_value("X-TFS-FedAuthRedirect") != "Suppress") {
      return response.set_redirect("https://login.example.com/");
    }
    if (request.get_header_value("Authorization") != "Bearer acc3ss") return refuse(response, 401, "no bearer");
    if (request.get_header_value("Content-Type") != "application/json") return refuse(response, 415, "no JSON");
    if (request.get_param_value("api-version") != "7.1") return refuse(response, 400, "no api-version");
    if (request.get_param_value("serviceConnectionId") != "5e7c-11") return refuse(response, 404, "no connection");
    give(response, R"({"oidcToken":"eyJ.dev.ops"})");
  });
  Server entra;
  serve_entra(entra, "client_assertion", "eyJ.dev.ops");
  ServerRig rig;
  rig.set_method(model::AuthMethod::Federated);
  rig.auth().client_id = text(kClient);
  rig.auth().service_connection_id = text("5e7c-11");
  rig.variables["PINWRIGHT_LOGIN_URL"] = entra.start();
  rig.variables["SYSTEM_OIDCREQUESTURI"] = devops.start() + "/contoso/_apis/oidctoken";
  rig.variables["SYSTEM_ACCESSTOKEN"] = "acc3ss";
  CHECK(rig.sign_in().value().value == "eyJ.real");
}

TEST_CASE("over a connection: the metadata service of a virtual machine") {
  Server imds;
  imds.on.Get("/metadata/identity/oauth2/token", [](const Asked& request, Reply& response) {
    // It takes no request that a proxy has passed on.
    if (request.has_header("X-Forwarded-For")) return refuse(response, 400, "forwarded");
    if (request.get_header_value("Metadata") != "true")
      return refuse(response, 400, "Required metadata header not specified");
    if (request.get_param_value("api-version") != "2018-02-01") return refuse(response, 400, "no api-version");
    if (request.get_param_value("resource") != "https://graph.microsoft.com")
      return refuse(response, 400, "no resource");
    give(response, R"({"access_token":"eyJ.imds","client_id":")" + request.get_param_value("client_id") +
                       R"(","expires_in":"86399","expires_on":"1800086399","token_type":"Bearer"})");
  });
  ServerRig rig;
  rig.set_method(model::AuthMethod::ManagedIdentity);
  rig.variables["AZURE_POD_IDENTITY_AUTHORITY_HOST"] = imds.start();
  const auto token = rig.sign_in();
  CHECK(token.value().value == "eyJ.imds");
  CHECK(token.value().expires_at == 1'800'086'399);
}

TEST_CASE("over a connection: App Service, which wants its header") {
  Server service;
  service.on.Get("/msi/token/", [](const Asked& request, Reply& response) {
    if (request.get_header_value("X-IDENTITY-HEADER") != "h3ader") return refuse(response, 401, "Unauthorized");
    if (request.get_param_value("api-version") != "2019-08-01") return refuse(response, 400, "UnsupportedApiVersion");
    give(response, R"({"access_token":"eyJ.app","expires_on":"1800086399","token_type":"Bearer","client_id":")" +
                       request.get_param_value("client_id") + "\"}");
  });
  ServerRig rig;
  rig.set_method(model::AuthMethod::ManagedIdentity);
  rig.variables["IDENTITY_ENDPOINT"] = service.start() + "/msi/token/";
  rig.variables["IDENTITY_HEADER"] = "h3ader";
  CHECK(rig.sign_in().value().value == "eyJ.app");
}

TEST_CASE("over a connection: a device code") {
  Server entra;
  int polls = 0;
  const auto base = std::string("/") + kTenant + "/oauth2/v2.0/";
  entra.on.Post(base + "devicecode", [](const Asked&, Reply& response) {
    give(response, R"({"device_code":"d","user_code":"U","verification_uri":"https://microsoft.com/devicelogin",)"
                   R"("expires_in":900,"interval":5})");
  });
  entra.on.Post(base + "token", [&](const Asked& request, Reply& response) {
    if (request.get_param_value("grant_type") != "urn:ietf:params:oauth:grant-type:device_code" ||
        request.get_param_value("device_code") != "d") {
      return refuse(response, 400, "AADSTS900144: a parameter is missing");
    }
    if (++polls > 2) return give(response, granted("eyJ.person"));
    response.status = 400;
    give(response, R"({"error":"authorization_pending"})");
  });
  ServerRig rig;
  rig.set_method(model::AuthMethod::DeviceCode);
  rig.auth().client_id = text(kClient);
  rig.variables["PINWRIGHT_LOGIN_URL"] = entra.start();
  CHECK(rig.sign_in().value().value == "eyJ.person");
  CHECK(polls == 3);
}

TEST_CASE("over a connection: nobody listens, and that is said") {
  ServerRig rig;
  rig.set_method(model::AuthMethod::ManagedIdentity);
  rig.variables["AZURE_POD_IDENTITY_AUTHORITY_HOST"] = "http://127.0.0.1:1";
  const auto token = rig.token_over(*rig.curl);
  REQUIRE_FALSE(token.ok());
  CHECK_THAT(token.error().message, Catch::EndsWith("the metadata service of this machine cannot be reached"));
}
