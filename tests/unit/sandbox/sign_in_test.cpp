#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include "base/base64.hpp"
#include "base/sha256.hpp"
#include "sandbox/certificate.hpp"
#include "sandbox/instant.hpp"
#include "sandbox/jwt.hpp"
#include "sandbox/url.hpp"
#include "unit/sandbox/local.hpp"

using namespace pinwright::sandbox;
using namespace pinwright::sandbox::test;
using pinwright::base::base64_encode;
using pinwright::base::hex;

namespace {

const std::string kTokenPath = "/" + std::string(kTenant) + "/oauth2/v2.0/token";
constexpr auto kAssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// A key with a self-signed certificate, made anew for each test.
class Signer {
 public:
  Signer() : key_(EVP_RSA_gen(2048)) {
    X509* certificate = X509_new();
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), 0);
    X509_gmtime_adj(X509_getm_notAfter(certificate), 86400);
    X509_set_pubkey(certificate, key_);
    X509_sign(certificate, key_, EVP_sha256());
    unsigned char* bytes = nullptr;
    const int size = i2d_X509(certificate, &bytes);
    der_.assign(reinterpret_cast<char*>(bytes), static_cast<std::size_t>(size));
    OPENSSL_free(bytes);
    X509_free(certificate);
  }
  Signer(const Signer&) = delete;
  auto operator=(const Signer&) -> Signer& = delete;
  ~Signer() { EVP_PKEY_free(key_); }

  [[nodiscard]] auto der() const -> const std::string& { return der_; }
  [[nodiscard]] auto pem() const -> std::string {
    return "-----BEGIN CERTIFICATE-----\n" + base64_encode(der_) + "\n-----END CERTIFICATE-----\n";
  }
  [[nodiscard]] auto thumbprint() const -> std::string { return hex(pinwright::base::sha256(der_)); }

  [[nodiscard]] auto sign(json header, const json& claims) const -> std::string {
    const auto text = base64url_encode(header.dump()) + "." + base64url_encode(claims.dump());
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    EVP_PKEY_CTX* options = nullptr;
    EVP_DigestSignInit(context, &options, EVP_sha256(), nullptr, key_);
    if (header.at("alg") == "PS256") {
      EVP_PKEY_CTX_set_rsa_padding(options, RSA_PKCS1_PSS_PADDING);
      EVP_PKEY_CTX_set_rsa_pss_saltlen(options, RSA_PSS_SALTLEN_DIGEST);
    }
    std::size_t size = 512;
    std::string signature(size, '\0');
    EVP_DigestSign(context, reinterpret_cast<unsigned char*>(signature.data()), &size,
                   reinterpret_cast<const unsigned char*>(text.data()), text.size());
    signature.resize(size);
    EVP_MD_CTX_free(context);
    return text + "." + base64url_encode(signature);
  }

 private:
  EVP_PKEY* key_;
  std::string der_;
};

auto seconds() -> std::int64_t { return now() / kTicksPerSecond; }

auto own_claims() -> json {
  return {{"aud", kUrl + kTokenPath}, {"iss", kClient},         {"sub", kClient},
          {"nbf", seconds()},         {"exp", seconds() + 600}, {"jti", "1"}};
}
auto header(const Signer& signer, const std::string& algorithm) -> json {
  return {{"alg", algorithm},
          {"typ", "JWT"},
          {"x5t#S256", base64url_encode(pinwright::base::sha256(signer.der()))},
          {"x5c", json::array({base64_encode(signer.der())})}};
}

auto ask(Local& local, const std::string& assertion) -> Answer {
  return local.form(kTokenPath, "grant_type=client_credentials&scope=x%2F.default&client_id=" + std::string(kClient) +
                                    "&client_assertion_type=" + percent_encoded(kAssertionType) +
                                    "&client_assertion=" + percent_encoded(assertion));
}

auto with_client(json client) -> json {
  auto all = seed();
  client["clientId"] = kClient;
  all["clients"] = json::array({client});
  return all;
}

auto error_code(const Answer& answer) -> int { return answer.body.at("error_codes").at(0); }

}  // namespace

TEST_CASE("a token says for whom it speaks and how long") {
  Local local(with_client({{"secret", "s"}, {"roles", {"Group.Read.All"}}}));
  const auto answer = local.sign_in(kClient, "s");
  REQUIRE(answer.status == 200);
  CHECK(answer.body.at("token_type") == "Bearer");
  CHECK(answer.body.at("expires_in") == 3599);
  const auto token = parse_jwt(answer.body.at("access_token").get_ref<const std::string&>());
  REQUIRE(token);
  const auto claims = json::parse(token->payload);
  CHECK(claims.at("tid") == kTenant);
  CHECK(claims.at("appid") == kClient);
  CHECK(claims.at("aud") == "https://graph.microsoft.com");
  CHECK(claims.at("roles") == json({"Group.Read.All"}));
  CHECK(claims.at("exp").get<std::int64_t>() - claims.at("iat").get<std::int64_t>() == 3599);
}

TEST_CASE("what is wrong with a request for a token has its AADSTS number") {
  Local local(with_client({{"secret", "s"}}));
  CHECK(error_code(local.sign_in(kClient, "wrong")) == 7000215);
  CHECK(local.sign_in(kClient, "wrong").status == 401);
  CHECK(error_code(local.sign_in(kPilot, "s")) == 700016);
  CHECK(error_code(local.form("/" + std::string(kPilot) + "/oauth2/v2.0/token", "grant_type=client_credentials")) ==
        90002);
  CHECK(error_code(local.form(kTokenPath, "")) == 900144);
  CHECK(error_code(local.form(kTokenPath, "grant_type=password&client_id=x")) == 70003);
  CHECK(error_code(local.form(kTokenPath, "grant_type=client_credentials&client_secret=s&scope=User.Read&client_id=" +
                                              std::string(kClient))) == 1002012);
  const auto none =
      local.form(kTokenPath, "grant_type=client_credentials&scope=x%2F.default&client_id=" + std::string(kClient));
  CHECK(error_code(none) == 7000216);
  CHECK(none.body.at("error") == "invalid_client");
  CHECK_THAT(none.body.at("error_description").get<std::string>(), Catch::StartsWith("AADSTS7000216: "));
  for (const auto* key : {"timestamp", "trace_id", "correlation_id"}) CHECK(none.body.contains(key));
}

TEST_CASE("a tenant is known by its domain too") {
  Local local;
  CHECK(local
            .form("/Contoso.com/oauth2/v2.0/token",
                  "grant_type=client_credentials&scope=x%2F.default&client_secret=s&client_id=" + std::string(kClient))
            .status == 200);
}

TEST_CASE("without clients in the seed every client has every permission") {
  Local local;
  CHECK(local.sign_in(kPilot, "anything").status == 200);
  CHECK(local.get("/beta/deviceManagement/deviceConfigurations").status == 200);
}

TEST_CASE("an assertion signed with the seeded certificate is taken, PS256 and RS256") {
  const Signer signer;
  for (const auto& client :
       {json{{"certificateThumbprint", signer.thumbprint()}}, json{{"certificate", signer.pem()}}}) {
    for (const auto* algorithm : {"PS256", "RS256"}) {
      CAPTURE(client, algorithm);
      Local local(with_client(client));
      CHECK(ask(local, signer.sign(header(signer, algorithm), own_claims())).status == 200);
    }
  }
}

TEST_CASE("with a seeded certificate an assertion needs no chain, and x5t is its SHA-1") {
  const Signer signer;
  Local local(with_client({{"certificate", signer.pem()}}));
  const auto certificate = Certificate::from_der(signer.der());
  REQUIRE(certificate);
  const json short_header = {{"alg", "RS256"}, {"x5t", base64url_encode(certificate->sha1())}};
  CHECK(ask(local, signer.sign(short_header, own_claims())).status == 200);
  CHECK(error_code(ask(local, signer.sign({{"alg", "RS256"}, {"x5t", "AAAA"}}, own_claims()))) == 700027);
}

TEST_CASE("an assertion of another key, with a changed byte or another algorithm is refused") {
  const Signer signer;
  const Signer other;
  Local local(with_client({{"certificateThumbprint", signer.thumbprint()}}));
  CHECK(error_code(ask(local, other.sign(header(other, "PS256"), own_claims()))) == 700027);
  CHECK(error_code(ask(local, other.sign(header(signer, "PS256"), own_claims()))) == 700027);
  auto changed = signer.sign(header(signer, "PS256"), own_claims());
  changed[changed.size() - 10] = changed[changed.size() - 10] == 'A' ? 'B' : 'A';
  CHECK(error_code(ask(local, changed)) == 700027);
  auto none = header(signer, "PS256");
  none["alg"] = "none";
  CHECK(error_code(ask(local, signer.sign(none, own_claims()))) == 700027);
  CHECK(error_code(ask(local, "nonsense")) == 50027);
}

TEST_CASE("an assertion is held to its audience, its subject and its time") {
  const Signer signer;
  Local local(with_client({{"certificate", signer.pem()}}));
  const auto with = [&](const std::string& key, const json& value) {
    auto claims = own_claims();
    claims[key] = value;
    return error_code(ask(local, signer.sign(header(signer, "PS256"), claims)));
  };
  CHECK(with("aud", "https://login.microsoftonline.com/x/oauth2/v2.0/token") == 700023);
  CHECK(with("sub", kPilot) == 700021);
  CHECK(with("exp", seconds() - 600) == 700024);
  CHECK(with("nbf", seconds() + 600) == 700024);
}

TEST_CASE("a foreign assertion needs a federated credential with its three claims") {
  const Signer signer;
  const json credential = {{"issuer", "https://token.actions.githubusercontent.com"},
                           {"subject", "repo:o/r:environment:e"}};
  Local local(with_client({{"federated", json::array({credential})}}));
  const auto ask_with = [&](const std::string& issuer, const std::string& subject, const std::string& audience) {
    const json claims = {
        {"iss", issuer}, {"sub", subject}, {"aud", audience}, {"nbf", seconds()}, {"exp", seconds() + 600}};
    return ask(local, signer.sign({{"alg", "RS256"}}, claims));
  };
  const std::string issuer = credential.at("issuer");
  const std::string subject = credential.at("subject");
  CHECK(ask_with(issuer, subject, "api://AzureADTokenExchange").status == 200);
  CHECK(error_code(ask_with(issuer, subject, "x")) == 700212);
  CHECK(error_code(ask_with(issuer, "x", "api://AzureADTokenExchange")) == 700213);
  CHECK(error_code(ask_with("x", subject, "api://AzureADTokenExchange")) == 700211);
}

TEST_CASE("a device code is pending first and then a token with scopes") {
  Local local(with_client({{"roles", {"Group.Read.All", "User.Read"}}, {"deviceCode", {{"pending", 2}}}}));
  const auto begun =
      local.form("/" + std::string(kTenant) + "/oauth2/v2.0/devicecode", "scope=x&client_id=" + std::string(kClient));
  REQUIRE(begun.status == 200);
  CHECK(begun.body.at("expires_in") == 900);
  for (const auto* key : {"user_code", "verification_uri", "interval", "message"}) CHECK(begun.body.contains(key));
  const auto poll = [&] {
    return local.form(kTokenPath, "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&client_id=" +
                                      std::string(kClient) +
                                      "&device_code=" + begun.body.at("device_code").get<std::string>());
  };
  CHECK(poll().body.at("error") == "authorization_pending");
  CHECK(poll().body.at("error") == "authorization_pending");
  const auto token = poll();
  REQUIRE(token.status == 200);
  const auto claims = json::parse(parse_jwt(token.body.at("access_token").get_ref<const std::string&>())->payload);
  CHECK(claims.at("scp") == "Group.Read.All User.Read");
  CHECK_FALSE(claims.contains("roles"));
  local.use(token.body.at("access_token"));
  CHECK(local.get("/v1.0/groups").status == 200);
  CHECK(poll().body.at("error") == "bad_verification_code");
}

TEST_CASE("a device code can be declined or run out") {
  for (const auto& [outcome, error] :
       {std::pair("declined", "authorization_declined"), std::pair("expired", "expired_token")}) {
    Local local(with_client({{"deviceCode", {{"pending", 0}, {"outcome", outcome}}}}));
    const auto begun =
        local.form("/" + std::string(kTenant) + "/oauth2/v2.0/devicecode", "client_id=" + std::string(kClient));
    const auto poll = local.form(
        kTokenPath, "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&client_id=" +
                        std::string(kClient) + "&device_code=" + begun.body.at("device_code").get<std::string>());
    CHECK(poll.body.at("error") == error);
  }
}

TEST_CASE("the discovery documents lead back to this server") {
  Local local;
  const auto get = [&](const std::string& target) {
    return json::parse(local.app().answer({"GET", target, {}, "", false}).body);
  };
  const auto document = get("/" + std::string(kTenant) + "/v2.0/.well-known/openid-configuration");
  CHECK(document.at("token_endpoint") == kUrl + kTokenPath);
  CHECK(document.at("issuer") == std::string(kUrl) + "/" + kTenant + "/v2.0");
  for (const auto* key : {"authorization_endpoint", "jwks_uri", "device_authorization_endpoint"}) {
    CHECK_THAT(document.at(key).get<std::string>(), Catch::StartsWith(kUrl));
  }
  const auto instances = get("/common/discovery/instance?api-version=1.1&authorization_endpoint=" +
                             percent_encoded(std::string(kUrl) + "/" + kTenant + "/oauth2/v2.0/authorize"));
  CHECK(instances.at("tenant_discovery_endpoint") ==
        std::string(kUrl) + "/" + kTenant + "/v2.0/.well-known/openid-configuration");
  CHECK(instances.at("metadata").at(0).at("aliases") == json::array({"127.0.0.1:1"}));
}

TEST_CASE("Graph wants a token of this store that has not expired") {
  Local local;
  CHECK(local.app().answer({"GET", "/v1.0/organization", {}, "", false}).status == 401);
  local.use("x.y.z");
  CHECK(local.get("/v1.0/organization").code() == "InvalidAuthenticationToken");
  const Tokens tokens("key");
  const Identity who{kTenant, kClient, {"Organization.Read.All"}, false};
  local.use(tokens.issue(who, kUrl, seconds() - 3600));
  CHECK_THAT(local.get("/v1.0/organization").message(), Catch::Contains("expired"));
  local.use(Tokens("other key").issue(who, kUrl, seconds()));
  CHECK(local.get("/v1.0/organization").status == 401);
  local.use(tokens.issue(who, kUrl, seconds()));
  CHECK(local.get("/v1.0/organization").status == 200);
}

TEST_CASE("a missing permission is 403 in the words of the service") {
  Local local(with_client({{"secret", "s"}, {"roles", {"DeviceManagementConfiguration.Read.All"}}}));
  local.use(local.sign_in(kClient, "s").body.at("access_token"));
  CHECK(local.get("/beta/deviceManagement/deviceConfigurations").status == 200);
  const auto write = local.post("/beta/deviceManagement/deviceConfigurations", policy());
  CHECK(write.status == 403);
  CHECK(write.code() == "Forbidden");
  CHECK_THAT(write.message(),
             Catch::Contains(
                 "Application must have one of the following scopes: DeviceManagementConfiguration.ReadWrite.All"));
  const auto directory = local.get("/v1.0/groups");
  CHECK(directory.status == 403);
  CHECK(directory.code() == "Authorization_RequestDenied");
}

TEST_CASE("revealing needs the right to write") {
  Local local(with_client({{"secret", "s"}, {"roles", {"DeviceManagementConfiguration.Read.All"}}}));
  local.use(local.sign_in(kClient, "s").body.at("access_token"));
  CHECK(
      local.get("/beta/deviceManagement/deviceConfigurations/x/getOmaSettingPlainTextValue(secretReferenceValueId='y')")
          .status == 403);
}
