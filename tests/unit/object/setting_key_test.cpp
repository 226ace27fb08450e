#include "object/setting_key.hpp"

#include <catch2/catch.hpp>
#include <utility>
#include <vector>

#include "object/well_known.hpp"

using namespace pinwright;
using object::SettingKey;

TEST_CASE("a key holds the text as spelled, its canonical form and its parts") {
  const auto key = SettingKey::of_oma_uri("./Vendor/MSFT/BitLocker/RequireDeviceEncryption");
  CHECK(key.text() == "./Vendor/MSFT/BitLocker/RequireDeviceEncryption");
  CHECK(key.canonical() == "./device/vendor/msft/bitlocker/requiredeviceencryption");
  REQUIRE(key.parsed() != nullptr);
  CHECK(key.parsed()->segments.back().text == "RequireDeviceEncryption");
}

TEST_CASE("what has no form has a key all the same, and says what is wrong") {
  const auto key = SettingKey::of_oma_uri("./Vendor/MSFT//X");
  CHECK(key.text() == "./Vendor/MSFT//X");
  CHECK(key.parsed() == nullptr);
  CHECK(std::get<grammar::OmaUriError>(key.form()).defect == grammar::OmaUriDefect::EmptySegment);
  CHECK(SettingKey().text().empty());
}

TEST_CASE("the parts are good as long as any copy of the key lives") {
  std::vector<SettingKey> keys;
  const grammar::OmaUri* parts = nullptr;
  {
    // Short enough for a string to keep it inside itself.
    const auto key = SettingKey::of_oma_uri("./Vendor/a");
    parts = key.parsed();
    keys.push_back(key);
  }
  for (int i = 0; i < 100; ++i) keys.push_back(keys.front());
  auto moved = std::move(keys.back());
  keys.clear();
  CHECK(moved.parsed() == parts);
  CHECK(parts->segments.back().text == "a");
}

TEST_CASE("the canonical web sign-in OMA-URI is that of the one that is written") {
  CHECK(SettingKey::of_oma_uri(std::string(object::kWebSignInUri)).canonical() == object::kWebSignInCanonical);
}
