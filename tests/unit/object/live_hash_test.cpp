#include <catch2/catch.hpp>

#include "object/canonical.hpp"
#include "object/from_graph.hpp"
#include "unit/object/samples.hpp"

using namespace pinwright::object;
using namespace pinwright::object::samples;

namespace {

auto wifi() -> Live {
  auto profile = setting(DataType::StringXml, Masked{"REF_1"}, "./Vendor/MSFT/WiFi/Profile/Office/WlanXml");
  profile.display_name = "Wi-Fi";
  profile.file_name = "wifi.xml";
  Policy policy;
  policy.display_name = "Wi-Fi";
  policy.description = "Office Wi-Fi\n[pinwright:1 contoso/wifi t=01234567 s=- a=- o=-]";
  policy.settings = {profile};
  policy.scope_tags = {{"", "", "0"}};
  Live live;
  live.id = "1F0E2D3C-4B5A-4697-8879-A0B1C2D3E4F5";
  live.object = policy;
  live.assignments = {to_all(Assignment::Target::AllDevices)};
  live.created = "2026-02-01T00:00:00Z";
  live.last_modified = "2026-03-01T07:30:00Z";
  live.version = 3;
  return live;
}

auto policy_of(Live& live) -> Policy& { return std::get<Policy>(live.object); }

}  // namespace

TEST_CASE("the hash of a live object is SHA-256 over its canonical fields") {
  // Python: hashlib.sha256 of ["customPolicy","1f0e…","Wi-Fi","Office Wi-Fi\n[pinwright:1 …]",["0"],
  // [["./device/vendor/msft/wifi/profile/office/wlanxml","./Vendor/…","stringXml",["masked","REF_1"],"Wi-Fi","",
  // "wifi.xml"]],[["allDevices",false,"","","none"]],3,"2026-03-01T07:30:00Z"]
  CHECK(live_hash(wifi()) == "2c98f1a2ae9e837bfdc0992ff22dc112318effbb55fcb6fdaaf2131f75995da3");
}

TEST_CASE("revealing a value does not change the hash") {
  auto live = wifi();
  reveal(policy_of(live).settings[0], "<WLANProfile/>");
  CHECK(live_hash(live) == live_hash(wifi()));
}

TEST_CASE("every change of a live object changes its hash") {
  const auto changes = {
      +[](Live& live) { live.id = "2f0e2d3c-4b5a-4697-8879-a0b1c2d3e4f5"; },
      +[](Live& live) { live.version = 4; },
      +[](Live& live) { live.last_modified = "2026-03-01T07:30:01Z"; },
      +[](Live& live) { live.assignments.clear(); },
      +[](Live& live) { policy_of(live).display_name = "WiFi"; },
      +[](Live& live) { policy_of(live).description = "Office Wi-Fi"; },
      +[](Live& live) {
        policy_of(live).scope_tags = {{"", "", "1"}};
      },
      +[](Live& live) { policy_of(live).scope_tags.reset(); },
      +[](Live& live) { policy_of(live).settings.clear(); },
      +[](Live& live) { policy_of(live).settings[0].value = Masked{"REF_2"}; },
      +[](Live& live) { policy_of(live).settings[0].value = "<a/>"; },
      +[](Live& live) { policy_of(live).settings[0].file_name = "other.xml"; },
      +[](Live& live) {
        live.object = Group{"Wi-Fi", {}, {}};
      },
  };
  for (const auto& change : changes) {
    auto live = wifi();
    change(live);
    CHECK(live_hash(live) != live_hash(wifi()));
  }
}

TEST_CASE("what the server does of itself does not change the hash") {
  auto live = wifi();
  policy_of(live).settings.push_back(text("x"));
  live.assignments.push_back(to_group(kGroupId));
  auto other = live;
  std::swap(policy_of(other).settings[0], policy_of(other).settings[1]);
  std::swap(other.assignments[0], other.assignments[1]);
  policy_of(other).settings[0].description = "";
  other.id = "1f0e2d3c-4b5a-4697-8879-a0b1c2d3e4f5";
  CHECK(live_hash(other) == live_hash(live));
}
