#include "object/difference.hpp"

#include <catch2/catch.hpp>

#include "unit/object/samples.hpp"

using namespace pinwright::object;
using namespace pinwright::object::samples;

namespace {

using Lines = std::vector<std::string>;

auto line(const Difference& one) -> std::string {
  return one.path + ": " + one.before.value_or("nothing") + " -> " + one.after.value_or("nothing");
}

auto lines(const std::vector<Difference>& found) -> Lines {
  Lines made;
  for (const auto& one : found) made.push_back(line(one));
  return made;
}

auto changes(const Object& before, const Object& after) -> Lines { return lines(differences(&before, &after)); }

auto field(const Setting& before, const Setting& after) -> Lines { return changes(policy({before}), policy({after})); }

}  // namespace

TEST_CASE("equal objects have no differences") {
  CHECK(changes(policy({text("a")}), policy({text("a")})).empty());
  CHECK(differences({to_group(kGroupId)}, {to_group(kGroupId)}).empty());
}

TEST_CASE("a changed value is named by its path alone") {
  CHECK(field(setting(DataType::Boolean, false), setting(DataType::Boolean, true)) ==
        Lines{"omaSettings[./Device/Vendor/MSFT/Policy/Config/Area/Name].value: false -> true"});
  CHECK(field(setting(DataType::Integer, 4), setting(DataType::Integer, 6)) ==
        Lines{"omaSettings[" + kUri + "].value: 4 -> 6"});
  CHECK(field(setting(DataType::FloatingPoint, 0.1F), setting(DataType::FloatingPoint, 1.5F)) ==
        Lines{"omaSettings[" + kUri + "].value: 0.1 -> 1.5"});
  CHECK(field(text("a"), text("b")) == Lines{"omaSettings[" + kUri + "].value: \"a\" -> \"b\""});
}

TEST_CASE("XML is shown as XML") {
  CHECK(field(setting(DataType::StringXml, "<a/>"), setting(DataType::StringXml, "<b/>")) ==
        Lines{"omaSettings[" + kUri + "].value: \"<a/>\" -> \"<b/>\""});
  CHECK(field(setting(DataType::StringXml, "<a/>"), setting(DataType::StringXml, "\xFF\xFE<")) ==
        Lines{"omaSettings[" + kUri +
              "].value: \"<a/>\" -> {\"base64\":\"//48\",\"bytes\":3,\"sha256\":"
              "\"37eefc773de85083b4d93228b796c09d53165a7888c682f50135d6b602a68c7c\"}"});
}

TEST_CASE("each field of a setting is a difference of its own") {
  auto before = setting(DataType::StringXml, "<a/>");
  before.file_name = "a.xml";
  auto after = setting(DataType::Base64, "AAEC");
  after.display_name = "Other";
  after.description = "why";
  CHECK(field(before, after) ==
        Lines{"omaSettings[" + kUri +
                  "].@odata.type: \"#microsoft.graph.omaSettingStringXml\" -> \"#microsoft.graph.omaSettingBase64\"",
              "omaSettings[" + kUri + "].displayName: \"Name\" -> \"Other\"",
              "omaSettings[" + kUri + "].description: nothing -> \"why\"",
              "omaSettings[" + kUri + "].fileName: \"a.xml\" -> nothing",
              "omaSettings[" + kUri +
                  "].value: \"<a/>\" -> {\"base64\":\"AAEC\",\"bytes\":3,\"sha256\":"
                  "\"ae4b3280e56e2faf83f414a6e3dabe9d5fbe18976544c05fed121accb85b53fc\"}"});
}

TEST_CASE("a setting whose letters change case is the same setting") {
  CHECK(field(text("a", "./vendor/MSFT/X"), text("a", "./Device/Vendor/MSFT/x")) ==
        Lines{"omaSettings[./Device/Vendor/MSFT/x].omaUri: \"./vendor/MSFT/X\" -> \"./Device/Vendor/MSFT/x\""});
}

TEST_CASE("a setting that comes or goes is one difference") {
  const auto a = text("1", "./Vendor/MSFT/A");
  const auto b = text("2", "./Vendor/MSFT/B");
  CHECK(changes(policy({a}), policy({a, b})) ==
        Lines{R"(omaSettings[./Vendor/MSFT/B]: nothing -> {"@odata.type":"#microsoft.graph.omaSettingString",)"
              R"("displayName":"Name","omaUri":"./Vendor/MSFT/B","value":"2"})"});
  CHECK(changes(policy({a, b}), policy({b})) ==
        Lines{R"(omaSettings[./Vendor/MSFT/A]: {"@odata.type":"#microsoft.graph.omaSettingString",)"
              R"("displayName":"Name","omaUri":"./Vendor/MSFT/A","value":"1"} -> nothing)"});
}

TEST_CASE("settings are compared by identity, in its order") {
  const auto before =
      policy({text("1", "./Vendor/MSFT/B"), text("1", "./Vendor/MSFT/A"), text("1", "./Vendor/MSFT/C")});
  const auto after = policy({text("2", "./Vendor/MSFT/C"), text("1", "./Vendor/MSFT/B"), text("2", "./Vendor/MSFT/A")});
  CHECK(changes(before, after) == Lines{R"(omaSettings[./Vendor/MSFT/A].value: "1" -> "2")",
                                        R"(omaSettings[./Vendor/MSFT/C].value: "1" -> "2")"});
}

TEST_CASE("of two settings with one URI the equal one is left alone") {
  CHECK(changes(policy({text("a"), text("b")}), policy({text("b")})).size() == 1);
  CHECK(changes(policy({text("a"), text("b")}), policy({text("b"), text("c")})) ==
        Lines{"omaSettings[" + kUri + "].value: \"a\" -> \"c\""});
}

TEST_CASE("name, description and scope tags come before the settings") {
  auto before = policy({text("a")});
  before.description = "old\n[pinwright:1 w/k t=01234567 s=- a=- o=-]";
  before.scope_tags = {{"", "", "7"}, {"", "", "0"}};
  auto after = policy({text("b")});
  after.display_name = "New";
  after.description = "new";
  after.scope_tags = {{"Default", "Default", ""}};
  CHECK(changes(before, after) == Lines{R"(displayName: "Policy" -> "New")", R"(description: "old" -> "new")",
                                        R"(roleScopeTagIds: ["0","7"] -> ["0"])",
                                        "omaSettings[" + kUri + "].value: \"a\" -> \"b\""});
}

TEST_CASE("what the files do not manage is no difference") {
  auto live = policy({});
  live.description = "typed in the portal";
  live.scope_tags = {{"", "", "3"}};
  CHECK(changes(live, policy({})).empty());
}

TEST_CASE("clearing a description is a difference") {
  auto live = policy({});
  live.description = "typed in the portal\n[pinwright:1 w/k t=01234567 s=- a=- o=-]";
  auto declared = policy({});
  declared.description = "";
  CHECK(changes(live, declared) == Lines{R"(description: "typed in the portal" -> nothing)"});
}

TEST_CASE("of an object that comes or goes every path is listed") {
  auto one = policy({text("a")});
  one.description = "about";
  one.scope_tags.emplace();
  const Object object = one;
  const auto added = differences(nullptr, &object);
  REQUIRE(added.size() == 4);
  CHECK(line(added[0]) == R"(displayName: nothing -> "Policy")");
  CHECK(line(added[1]) == R"(description: nothing -> "about")");
  CHECK(line(added[2]) == R"(roleScopeTagIds: nothing -> [])");
  CHECK(added[3].path == "omaSettings[" + kUri + "]");
  const auto removed = differences(&object, nullptr);
  REQUIRE(removed.size() == added.size());
  for (std::size_t i = 0; i < removed.size(); ++i) {
    CHECK(removed[i].path == added[i].path);
    CHECK(removed[i].before == added[i].after);
    CHECK_FALSE(removed[i].after);
  }
  CHECK(differences(nullptr, nullptr).empty());
}

TEST_CASE("groups and filters differ by name, description and rule") {
  CHECK(changes(Group{"G", "x", {}}, Group{"G", "y", "rule"}) ==
        Lines{R"(description: "x" -> "y")", R"(membershipRule: nothing -> "rule")"});
  CHECK(changes(Filter{"F", {}, "a", "windows10AndLater"}, Filter{"G", {}, "b", "windows10AndLater"}) ==
        Lines{R"(displayName: "F" -> "G")", R"(rule: "a" -> "b")"});
  CHECK(changes(Filter{"F", {}, "a", "macOS"}, Filter{"F", {}, "a", "windows10AndLater"}) ==
        Lines{R"(platform: "macOS" -> "windows10AndLater")"});
}

TEST_CASE("an assignment is named by the files' name of its group") {
  auto declared = to_group(kGroupId);
  declared.group.key = "pilot";
  declared.group.display_name = "SG Pilot";
  CHECK(lines(differences({}, {declared})) ==
        Lines{R"(assignments[group pilot]: nothing -> {"@odata.type":"#microsoft.graph.groupAssignmentTarget",)"
              R"("groupId":"6f1d2c3b-4a59-4687-9a0b-1c2d3e4f5a6b"})"});
  CHECK(differences({to_group(kGroupId, true)}, {declared})[0].path == "assignments[group pilot]");
  CHECK(differences({to_group(kGroupId)}, {})[0].path == "assignments[group " + kGroupId + "]");
  declared.group.key.clear();
  CHECK(differences({declared}, {})[0].path == "assignments[group SG Pilot]");
}

TEST_CASE("a group that becomes excluded, or gets a filter, is one difference") {
  CHECK(lines(differences({to_group(kGroupId)}, {to_group(kGroupId, true)})) ==
        Lines{"assignments[group " + kGroupId + "]: " +
              R"({"@odata.type":"#microsoft.graph.groupAssignmentTarget","groupId":")" + kGroupId + R"("} -> )" +
              R"({"@odata.type":"#microsoft.graph.exclusionGroupAssignmentTarget","groupId":")" + kGroupId + R"("})"});
  auto filtered = to_all(Assignment::Target::AllDevices);
  filtered.filter = FilterUse{{"corporate", "", kFilterId}, true};
  CHECK(lines(differences({to_all(Assignment::Target::AllDevices)}, {filtered})) ==
        Lines{R"(assignments[allDevices]: {"@odata.type":"#microsoft.graph.allDevicesAssignmentTarget"} -> )"
              R"({"@odata.type":"#microsoft.graph.allDevicesAssignmentTarget",)"
              R"("deviceAndAppManagementAssignmentFilterId":"0e1f2a3b-4c5d-4e6f-8a9b-0c1d2e3f4a5b",)"
              R"("deviceAndAppManagementAssignmentFilterType":"exclude"})"});
}

TEST_CASE("a foreign target is shown as it is") {
  auto foreign = to_all(Assignment::Target::Other);
  foreign.foreign =
      R"({"@odata.type":"#microsoft.graph.configurationManagerCollectionAssignmentTarget","collectionId":"S"})";
  CHECK(
      lines(differences({foreign, to_all(Assignment::Target::AllUsers)}, {})) ==
      Lines{R"(assignments[allUsers]: {"@odata.type":"#microsoft.graph.allLicensedUsersAssignmentTarget"} -> nothing)",
            "assignments[other " + foreign.foreign + "]: " + foreign.foreign + " -> nothing"});
}
