#include "check/secret_names.hpp"

#include <catch2/catch.hpp>

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
