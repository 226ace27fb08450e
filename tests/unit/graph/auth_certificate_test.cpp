#include <openssl/err.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <set>

#include "base/base64.hpp"
#include "base/sha256.hpp"
#include "graph/auth/client_assertion.hpp"
#include "graph/guid.hpp"
#include "unit/graph/auth_certificates.hpp"
#include "unit/graph/auth_rig.hpp"

using namespace pinwright;
using namespace pinwright::graph;
using namespace pinwright::graph::test;
using nlohmann::json;

namespace {

constexpr std::int64_t kLater = kNow + 86'400;

/// A leaf that an authority has issued, and a stranger's certificate. Made once: keys take a while.
struct Authority {
  Key key = rsa_key(), root_key = rsa_key();
  Certificate root = certify("root", root_key, "root", root_key, kLater);
  Certificate leaf = certify("pinwright", key, "root", root_key, kLater);
};
auto authority() -> const Authority& {
  static const Authority kAuthority;
  return kAuthority;
}

struct CertificateRig : Rig {
  explicit CertificateRig(std::string bytes) {
    set_method(model::AuthMethod::Certificate);
    auth().client_id = text(kClient);
    auth().certificate_file = text("secrets/app.pem");
    files.put("/work/secrets/app.pem", std::move(bytes));
  }

  /// The assertion of the one request that was sent.
  auto assertion() -> std::string {
    transport.answer(200, granted("t"));
    const auto got = token();
    INFO((got.ok() ? "" : got.error().message));
    REQUIRE(got.ok());
    REQUIRE(transport.sent.size() == 1);
    return fields_of(transport.sent[0].body)["client_assertion"];
  }

  /// The error of a sign-in that sends nothing.
  auto failure() -> base::Error {
    const auto got = token();
    REQUIRE_FALSE(got.ok());
    CHECK(transport.sent.empty());
    return got.error();
  }
};

auto from_base64url(std::string text) -> std::string {
  for (char& c : text) c = c == '-' ? '+' : c == '_' ? '/' : c;
  while (text.size() % 4 != 0) text += '=';
  return base::base64_decode(text).value();
}

struct Token {
  json header, claims;
  std::string signed_text, signature;
};
auto parse(const std::string& assertion) -> Token {
  REQUIRE(assertion.find_first_of("=+/") == std::string::npos);
  const auto parts = base::split(assertion, '.');
  REQUIRE(parts.size() == 3);
  return {json::parse(from_base64url(std::string(parts[0]))), json::parse(from_base64url(std::string(parts[1]))),
          assertion.substr(0, assertion.rfind('.')), from_base64url(std::string(parts[2]))};
}

}  // namespace

TEST_CASE("a certificate signs a statement that goes into the form in the place of a secret") {
  CertificateRig rig(pem(authority().key) + pem(authority().leaf));
  const auto assertion = rig.assertion();
  auto fields = fields_of(rig.transport.sent[0].body);
  fields.erase("client_assertion");
  CHECK(fields == Fields{{"client_id", kClient},
                         {"scope", "https://graph.microsoft.com/.default"},
                         {"client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"},
                         {"grant_type", "client_credentials"}});
  CHECK(rig.transport.sent[0].is_secret);
}

// entra, identity-platform certificate-credentials: header, claims, and RFC 7518 for the signature.
TEST_CASE("the statement has the header and the claims that Entra asks for, signed PS256") {
  CertificateRig rig(pem(authority().key) + pem(authority().leaf));
  const auto token = parse(rig.assertion());
  CHECK(token.header["alg"] == "PS256");
  CHECK(token.header["typ"] == "JWT");
  CHECK(from_base64url(token.header["x5t#S256"]) == base::sha256(der(authority().leaf)));
  CHECK_FALSE(token.header.contains("x5c"));
  CHECK(token.claims["aud"] ==
        "https://login.microsoftonline.com/3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63/oauth2/v2.0/token");
  CHECK(token.claims["iss"] == kClient);
  CHECK(token.claims["sub"] == kClient);
  CHECK(token.claims["nbf"] == kNow);
  CHECK(token.claims["iat"] == kNow);
  CHECK(token.claims["exp"] == kNow + 600);
  CHECK(token.claims["jti"].get<std::string>().size() == 36);
  CHECK(is_ps256(authority().leaf, token.signed_text, token.signature));
  CHECK_FALSE(is_ps256(authority().leaf, token.signed_text + "x", token.signature));
  CHECK_FALSE(is_ps256(authority().root, token.signed_text, token.signature));
}

TEST_CASE("the audience of the statement is the token endpoint that is asked, also in place of the cloud's") {
  CertificateRig rig(pem(authority().key) + pem(authority().leaf));
  rig.options.hosts = Hosts{"http://127.0.0.1:4000", "http://127.0.0.1:4000"};
  const auto token = parse(rig.assertion());
  CHECK(token.claims["aud"] == rig.transport.sent[0].url);
}

// RFC 9562, section 5.4.
TEST_CASE("the ID of a statement is a fresh version 4 GUID") {
  std::uint64_t next = 0;
  std::set<std::string> seen;
  for (int i = 0; i < 100; ++i) {
    const auto guid = fresh_guid([&] { return next += 0x9E37'79B9'7F4A'7C15U; });
    CHECK(guid.size() == 36);
    CHECK(guid[14] == '4');
    CHECK(std::string("89ab").find(guid[19]) != std::string::npos);
    CHECK((guid[8] == '-' && guid[13] == '-' && guid[18] == '-' && guid[23] == '-'));
    seen.insert(guid);
  }
  CHECK(seen.size() == 100);
}

TEST_CASE("a PFX file with a password signs like a PEM file") {
  CertificateRig rig(pfx(authority().key, authority().leaf, {authority().root}, "pf-x"));
  rig.auth().certificate_password_env = text("PFX_PASSWORD");
  rig.variables["PFX_PASSWORD"] = "pf-x";
  const auto token = parse(rig.assertion());
  CHECK(is_ps256(authority().leaf, token.signed_text, token.signature));
}

TEST_CASE("a PFX file may have an empty password") {
  CertificateRig rig(pfx(authority().key, authority().leaf, {}, ""));
  const auto token = parse(rig.assertion());
  CHECK(is_ps256(authority().leaf, token.signed_text, token.signature));
}

TEST_CASE("AZURE_CLIENT_CERTIFICATE_PATH may be anywhere, with its password in the usual variable") {
  CertificateRig rig("");
  rig.auth().certificate_file.reset();
  rig.files.put("/run/secrets/app.pfx", pfx(authority().key, authority().leaf, {}, "pf-x"));
  rig.variables["AZURE_CLIENT_CERTIFICATE_PATH"] = "/run/secrets/app.pfx";
  rig.variables["AZURE_CLIENT_CERTIFICATE_PASSWORD"] = "pf-x";
  const auto token = parse(rig.assertion());
  CHECK(is_ps256(authority().leaf, token.signed_text, token.signature));
}

TEST_CASE("the chain is sent when it is asked for: the key's certificate first, whatever their order in the file") {
  CertificateRig rig(GENERATE(0, 1) == 0 ? pem(authority().root) + pem(authority().leaf) + pem(authority().key)
                                         : pfx(authority().key, authority().leaf, {authority().root}, ""));
  rig.variables["AZURE_CLIENT_SEND_CERTIFICATE_CHAIN"] = GENERATE("true", "1", "True");
  const auto token = parse(rig.assertion());
  REQUIRE(token.header["x5c"].size() == 2);
  CHECK(base::base64_decode(token.header["x5c"][0].get<std::string>()) == der(authority().leaf));
  CHECK(base::base64_decode(token.header["x5c"][1].get<std::string>()) == der(authority().root));
}

TEST_CASE("a certificate that issued nothing in the file is not in the chain") {
  const auto stranger = certify("stranger", authority().root_key, "stranger", authority().root_key, kLater);
  CertificateRig rig(pem(authority().key) + pem(authority().leaf) + pem(stranger));
  rig.variables["AZURE_CLIENT_SEND_CERTIFICATE_CHAIN"] = "true";
  const auto token = parse(rig.assertion());
  CHECK(token.header["x5c"].size() == 1);
}

TEST_CASE("an encrypted key opens with its password only") {
  CertificateRig rig(pem(authority().key, "k3y") + pem(authority().leaf));
  SECTION("right") {
    rig.variables["AZURE_CLIENT_CERTIFICATE_PASSWORD"] = "k3y";
    CHECK_FALSE(rig.assertion().empty());
  }
  SECTION("wrong") {
    rig.variables["AZURE_CLIENT_CERTIFICATE_PASSWORD"] = "w0rd";
    const auto error = rig.failure();
    CHECK(error.message ==
          "cannot sign in to `contoso`: the key in `secrets/app.pem` is encrypted, and the password does not open it");
    CHECK_THAT(error.message + error.help, !Catch::Contains("w0rd"));
  }
  SECTION("none: nobody is asked at the terminal") {
    CHECK_THAT(rig.failure().message, Catch::EndsWith("is encrypted, and no password is set"));
  }
}

TEST_CASE("a PFX file with the wrong password, or none, is not opened") {
  CertificateRig rig(pfx(authority().key, authority().leaf, {}, "pf-x"));
  SECTION("wrong") {
    rig.variables["AZURE_CLIENT_CERTIFICATE_PASSWORD"] = "w0rd";
    CHECK_THAT(rig.failure().message, Catch::EndsWith("the password does not open `secrets/app.pem`"));
  }
  SECTION("none") { CHECK_THAT(rig.failure().message, Catch::EndsWith("a password is needed for `secrets/app.pem`")); }
}

TEST_CASE("what cannot sign for an application is said before anything is sent") {
  const auto& ours = authority();
  const auto other = ec_key();
  const auto small = certify("ec", other, "ec", other, kLater);
  struct Row {
    std::string bytes, end;
  };
  const auto row = GENERATE_COPY(
      Row{pem(ours.leaf), "`secrets/app.pem` holds no private key"},
      Row{pem(ours.key), "`secrets/app.pem` holds no certificate that belongs to its key"},
      Row{pem(ours.key) + pem(ours.root), "`secrets/app.pem` holds no certificate that belongs to its key"},
      Row{pem(other) + pem(small), "the key in `secrets/app.pem` is no RSA key"},
      Row{"", "`secrets/app.pem` is neither PEM nor PFX"}, Row{"\x30\x82", "`secrets/app.pem` is neither PEM nor PFX"});
  CertificateRig rig(row.bytes);
  CHECK(rig.failure().message == "cannot sign in to `contoso`: " + row.end);
}

TEST_CASE("what OpenSSL could not read leaves nothing in its queue, where a connection would find it") {
  CertificateRig rig(
      GENERATE(std::string("\x30\x82"), std::string("-----BEGIN CERTIFICATE-----\nAA\n"), pem(ec_key())));
  ERR_clear_error();
  CHECK_FALSE(rig.failure().message.empty());
  CHECK(ERR_peek_error() == 0);
}

TEST_CASE("an expired certificate is not sent") {
  CertificateRig rig(pem(authority().key) + pem(authority().leaf));
  rig.now = kLater + 1;
  CHECK(rig.failure().message == "cannot sign in to `contoso`: the certificate in `secrets/app.pem` has expired");
}

TEST_CASE("a certificate's file has to be in the workspace") {
  CertificateRig rig("");
  rig.files.put("/elsewhere/app.pem", pem(authority().key) + pem(authority().leaf));
  rig.auth().certificate_file = text(GENERATE("../elsewhere/app.pem", "/elsewhere/app.pem", "a\\app.pem", ""));
  CHECK_THAT(rig.failure().message,
             Catch::Contains("`auth.certificateFile` is ") && Catch::EndsWith("which leaves its folder"));
}

TEST_CASE("a missing file is named") {
  CertificateRig rig("");
  rig.auth().certificate_file = text("secrets/none.pem");
  CHECK_THAT(rig.failure().message, Catch::Contains("secrets/none.pem"));
}

TEST_CASE("a password that auth names has to be set") {
  CertificateRig rig(pfx(authority().key, authority().leaf, {}, "pf-x"));
  rig.auth().certificate_password_env = text("PFX_PASSWORD");
  rig.variables["AZURE_CLIENT_CERTIFICATE_PASSWORD"] = "pf-x";
  CHECK_THAT(rig.failure().message, Catch::EndsWith("the variable `PFX_PASSWORD` is not set"));
}

TEST_CASE("a service that repeats the whole request makes no error that holds the statement") {
  CertificateRig rig(pem(authority().key) + pem(authority().leaf));
  EchoTransport echo;
  const auto token = rig.token_over(echo);
  REQUIRE_FALSE(token.ok());
  const auto assertion = fields_of(echo.sent.body)["client_assertion"];
  REQUIRE(assertion.size() > 100);
  CHECK_THAT(token.error().message, Catch::Contains(kClient) && !Catch::Contains(assertion.substr(0, 20)) &&
                                        !Catch::Contains(assertion.substr(assertion.rfind('.'), 20)));
}
