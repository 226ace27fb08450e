#include "object/canonical.hpp"

#include <catch2/catch.hpp>

#include "unit/object/samples.hpp"

using namespace pinwright::object;
using namespace pinwright::object::samples;

// The canonical form is frozen with the `1` of the marker. Its texts here are written by hand, its digests are computed
// by Python's hashlib and base64: a change of either breaks every marker in every tenant.

namespace {

auto pin_recovery() -> Setting {
  auto made =
      setting(DataType::Boolean, true,
              "./Device/Vendor/MSFT/PassportForWork/3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63/Policies/EnablePinRecovery");
  made.display_name = "EnablePinRecovery";
  return made;
}

auto web_sign_in() -> Setting {
  auto made = text("signin.contoso.com", "./Vendor/MSFT/Policy/Config/Authentication/ConfigureWebSignInAllowedUrls");
  made.display_name = "Web sign-in";
  made.description = "say \"hello\"";
  return made;
}

/// The value as it stands in the canonical form.
auto value_text(const Setting& one, const CanonicalRules& rules = {}) -> std::string {
  const auto whole = canonical_setting(one, rules);
  const std::string front = "[\"" + one.key.text() + "\",";
  const auto begin = whole.find(',', front.size()) + 1;
  const std::string tail = R"(,"Name","",""])";
  REQUIRE(whole.size() >= begin + tail.size());
  REQUIRE(whole.substr(whole.size() - tail.size()) == tail);
  return whole.substr(begin, whole.size() - tail.size() - begin);
}

}  // namespace

TEST_CASE("the canonical form of settings is frozen") {
  const auto text = canonical_settings({web_sign_in(), pin_recovery()});
  CHECK(text ==
        R"([["./device/vendor/msft/passportforwork/3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63/policies/enablepinrecovery",)"
        R"("./Device/Vendor/MSFT/PassportForWork/3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63/Policies/EnablePinRecovery",)"
        R"("boolean",true,"EnablePinRecovery","",""],)"
        R"(["./device/vendor/msft/policy/config/authentication/configurewebsigninallowedurls",)"
        R"("./Vendor/MSFT/Policy/Config/Authentication/ConfigureWebSignInAllowedUrls",)"
        R"("string","signin.contoso.com","Web sign-in","say \"hello\"",""]])");
  CHECK(digest(text) == "pc42d25gee424r2l");
  CHECK(canonical_settings({}) == "[]");
  CHECK(digest("[]") == "j5j43immfovaya2u");
}

TEST_CASE("the canonical form of assignments is frozen") {
  auto filtered = to_group("6F1D2C3B-4A59-4687-9A0B-1C2D3E4F5A6B");
  filtered.filter = FilterUse{{"corporate", "Corporate", "0E1F2A3B-4C5D-4E6F-8A9B-0C1D2E3F4A5B"}, false};
  const auto text = canonical_assignments(
      {to_group("aaaabbbb-cccc-4ddd-8eee-ffff00001111", true), filtered, to_all(Assignment::Target::AllDevices)});
  CHECK(text ==
        R"([["allDevices",false,"","","none"],)"
        R"(["group",false,"6f1d2c3b-4a59-4687-9a0b-1c2d3e4f5a6b","0e1f2a3b-4c5d-4e6f-8a9b-0c1d2e3f4a5b","include"],)"
        R"(["group",true,"aaaabbbb-cccc-4ddd-8eee-ffff00001111","","none"]])");
  CHECK(digest(text) == "2dozqt6j2hvb62hd");
}

TEST_CASE("the canonical form of the rest is frozen") {
  Policy policy;
  policy.display_name = "Windows Hello - PIN recovery";
  policy.description = "Non-destructive PIN reset";
  policy.scope_tags = {{"Field", "Field", "7"}, {"Default", "Default", ""}};
  const auto text = canonical_rest(policy, policy);
  CHECK(text == R"(["Windows Hello - PIN recovery","Non-destructive PIN reset",["0","7"]])");
  CHECK(digest(text) == "uesdq4gkhxe6xbbt");
}

TEST_CASE("the content of a filter and of a group is its rule") {
  const Filter filter{"Corporate Windows", "any", "(device.deviceOwnership -eq \"Corporate\")", "windows10AndLater"};
  CHECK(canonical_content(filter) == R"~(["windows10AndLater","(device.deviceOwnership -eq \"Corporate\")"])~");
  CHECK(digest(canonical_content(filter)) == "3nua2exindhr76qw");
  const Group group{"Company", std::nullopt, "(device.deviceOwnership -eq \"Company\")"};
  CHECK(canonical_content(group) == R"~(["(device.deviceOwnership -eq \"Company\")"])~");
  CHECK(digest(canonical_content(group)) == "lysosk4slrpth2yq");
  CHECK(canonical_content(Group{"Assigned", {}, {}}) == R"([""])");
}

TEST_CASE("the rest of a filter is its name and description, without the rule") {
  const Filter filter{"Corporate Windows", std::nullopt, "rule", "windows10AndLater"};
  CHECK(canonical_rest(filter, filter) == R"(["Corporate Windows"])");
  CHECK(digest(canonical_rest(filter, filter)) == "cv3qgmq2wz4fzy7d");
}

TEST_CASE("what the files do not manage is left out of the rest") {
  Policy live = policy({});
  live.description = "typed in the portal";
  live.scope_tags = {{"", "", "3"}};
  CHECK(canonical_rest(live, policy({})) == R"(["Policy"])");
  auto with_description = policy({});
  with_description.description = "x";
  CHECK(canonical_rest(live, with_description) == R"(["Policy","typed in the portal"])");
}

TEST_CASE("a marker is no part of a description, nor is a line that looks like one") {
  const std::string marker = "[pinwright:1 w/k t=01234567 s=- a=- o=-]";
  auto live = policy({});
  live.description = "about\n" + marker;
  auto declared = policy({});
  declared.description = "about";
  CHECK(canonical_rest(live, declared) == canonical_rest(declared, declared));
  declared.description = "about\n" + marker;
  live.description = "about\n" + marker + "\n" + marker;
  CHECK(canonical_rest(live, declared) == canonical_rest(declared, declared));
}

TEST_CASE("a value is written by its type") {
  CHECK(value_text(setting(DataType::Boolean, false)) == "false");
  CHECK(value_text(setting(DataType::Integer, -2147483647 - 1)) == "-2147483648");
  CHECK(value_text(text("a \"quoted\" text\n")) == R"("a \"quoted\" text\n")");
  CHECK(value_text(setting(DataType::StringXml, "<a/>")) == R"("<a/>")");
  CHECK(value_text(setting(DataType::DateTime, "2026-03-01T08:30:00.5000+01:00")) == R"("2026-03-01T07:30:00.5Z")");
  CHECK(value_text(setting(DataType::Base64, "AAEC")) == R"("AAEC")");
}

TEST_CASE("a Single is written as its shortest decimal, with an exponent where that is shorter") {
  CHECK(value_text(setting(DataType::FloatingPoint, 0.1F)) == R"("0.1")");
  CHECK(value_text(setting(DataType::FloatingPoint, -1.5F)) == R"("-1.5")");
  CHECK(value_text(setting(DataType::FloatingPoint, 16777216.0F)) == R"("16777216")");
  CHECK(value_text(setting(DataType::FloatingPoint, 1e10F)) == R"("1e+10")");
  CHECK(value_text(setting(DataType::FloatingPoint, 3.4028235e38F)) == R"("3.4028235e+38")");
}

TEST_CASE("XML that is no UTF-8 is told apart byte by byte") {
  CHECK(value_text(setting(DataType::StringXml, "\xFF\xFE<")) == R"(["bytes","//48"])");
  CHECK(value_text(setting(DataType::StringXml, "\xFF\xFF<")) == R"(["bytes","//88"])");
}

TEST_CASE("a secret enters as a secret, a mask as a mask") {
  CHECK(value_text(secret("hunter2")) == R"(["secret"])");
  CHECK(value_text(setting(DataType::String, Masked{"REFERENCE"})) == R"(["masked"])");
  CHECK(canonical_setting(secret("one")) == canonical_setting(secret("two")));
}

TEST_CASE("a group or filter that is still to be made is known by its symbol") {
  Assignment assignment;
  assignment.group = {"pilot", "Pilot", ""};
  assignment.filter = FilterUse{{"corporate", "Corporate", ""}, true};
  CHECK(canonical_assignments({assignment}) == R"([["group",false,"{group.pilot}","{filter.corporate}","exclude"]])");
}

TEST_CASE("a foreign target is known by its JSON") {
  auto foreign = to_all(Assignment::Target::Other);
  foreign.foreign = R"({"collectionId":"SMS1"})";
  CHECK(canonical_assignments({foreign}) == R"([["other",false,"{\"collectionId\":\"SMS1\"}","","none"]])");
}

TEST_CASE("settings of one identity have one order") {
  CHECK(canonical_settings({text("a", "./Vendor/MSFT/X"), text("b", "./Device/Vendor/MSFT/x")}) ==
        canonical_settings({text("b", "./Device/Vendor/MSFT/x"), text("a", "./Vendor/MSFT/X")}));
}
