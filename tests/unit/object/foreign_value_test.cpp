#include "object/foreign_value.hpp"

#include <catch2/catch.hpp>
#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>

using namespace pinwright;
using Json = nlohmann::json;

TEST_CASE("a property that blocks is the other value of its node, and no number beyond 0 and 1 is turned round") {
  const csp::GraphProperty property{
      "windowsIdentityProtectionConfiguration", "windowsHelloForBusinessBlocked", {}, true, false};
  const object::NodeProperty wanted{
      &property,
      object::SettingKey::of_oma_uri(
          "./Device/Vendor/MSFT/PassportForWork/3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63/Policies/UsePassportForWork"),
      {}};
  const auto blocked = object::node_setting(wanted, Json(true));
  REQUIRE(blocked.has_value);
  CHECK(std::get<bool>(blocked.setting.value) == false);
  for (const auto number : {std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max(), 2, -1})
    CHECK_FALSE(object::node_setting(wanted, Json(number)).has_value);
}
