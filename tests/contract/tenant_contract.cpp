#include "contract/tenant_contract.hpp"

#include <catch2/catch.hpp>

#include "contract/support.hpp"

namespace pinwright::contract {

auto seed() -> std::string_view {
  return R"~({
  "tenantId": "3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63",
  "displayName": "Contoso",
  "verifiedDomains": ["contoso.com", "contoso.onmicrosoft.com"],
  "groups": [
    {"id": "6f1d2c3b-4a59-4687-9a0b-1c2d3e4f5a6b", "displayName": "SG O'Brien & \"friends\" #1", "devices": 3,
     "users": 2},
    {"id": "aaaabbbb-cccc-4ddd-8eee-ffff00001111", "displayName": "SG Kiosks", "devices": 0, "users": 0},
    {"id": "aaaabbbb-cccc-4ddd-8eee-ffff00002222", "displayName": "SG Twins", "devices": 0, "users": 0},
    {"id": "aaaabbbb-cccc-4ddd-8eee-ffff00003333", "displayName": "SG Twins", "devices": 0, "users": 0}
  ],
  "servicePrincipals": [
    {"appId": "b8456c59-1230-44c7-a4a2-99b085333e84", "accountEnabled": true},
    {"appId": "9115dd05-fad5-4f9c-acc7-305d08b1b04e", "accountEnabled": false}
  ],
  "deviceConfigurations": [],
  "assignmentFilters": [
    {"id": "0e1f2a3b-4c5d-4e6f-8a9b-0c1d2e3f4a5b", "displayName": "Corporate", "platform": "windows10AndLater",
     "rule": "(device.deviceOwnership -eq \"Corporate\")"}
  ],
  "roleScopeTags": [{"id": "7", "displayName": "Field"}],
  "managedDevices": [
    {"id": "d1d2d3d4-0000-4000-8000-00000000d001", "deviceName": "DESKTOP-1", "operatingSystem": "Windows",
     "osVersion": "10.0.22631.3155"}
  ]
})~";
}

auto clauses() -> const std::vector<Clause>& {
  static const std::vector<Clause> kAll = [] {
    auto all = object_clauses();
    for (const auto& more : {reading_clauses(), catalog_clauses(), fault_clauses()})
      all.insert(all.end(), more.begin(), more.end());
    return all;
  }();
  return kAll;
}

auto check_all(const MakeWorld& make_world) -> void {
  for (const auto& clause : clauses()) {
    DYNAMIC_SECTION(clause.name) {
      const auto world = make_world();
      REQUIRE(world != nullptr);
      clause.check(*world);
    }
  }
}

}  // namespace pinwright::contract
