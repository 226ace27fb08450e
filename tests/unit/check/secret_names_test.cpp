#include "check/secret_names.hpp"

#include <catch2/catch.hpp>

#include "check/xml_secrets.hpp"

using pinwright::check::names_a_secret;

TEST_CASE("names that hold a secret by their nature") {
  for (const auto* name : {"Password", "PASSWORD", "APPassword", "L2tpPsk", "keyMaterial", "PFXCertBlob", "Challenge",
                           "PrivateKey", "ClientSecret", "BPRT", "ProductKey", "Token", "Onboarding"})
    CHECK(names_a_secret(name));
}

TEST_CASE("names that merely speak of one") {
  for (const auto* name :
       {"MinDevicePasswordLength", "AllowPasswordManager", "keyType", "SecretsManager", "", "Key", "TokenLifetime"})
    CHECK_FALSE(names_a_secret(name));
}

TEST_CASE("a key in XML is seen in UTF-16, too") {
  const auto utf16 = [](std::string_view text) {
    std::string bytes = "\xFF\xFE";
    for (const char c : text) bytes.append({c, '\0'});
    return bytes;
  };
  const auto shared_key = [&](std::string_view key, std::string_view is_protected) {
    return utf16(std::string("<?xml version=\"1.0\" encoding=\"utf-16\"?><sharedKey><protected>")
                     .append(is_protected)
                     .append("</protected><keyMaterial>")
                     .append(key)
                     .append("</keyMaterial></sharedKey>"));
  };
  using pinwright::check::holds_clear_secret;
  CHECK(holds_clear_secret(shared_key("hunter2hunter2", "false")));
  CHECK_FALSE(holds_clear_secret(shared_key("01000000D08C9DDF", "true")));
  CHECK_FALSE(holds_clear_secret(utf16("hunter2hunter2")));
}
