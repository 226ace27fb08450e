#include "object/to_graph.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "unit/object/samples.hpp"

using namespace pinwright::object;
using namespace pinwright::object::samples;
using Json = nlohmann::ordered_json;

// The bodies are those of Microsoft's documentation: create group, create and update assignment filter.

TEST_CASE("a group is created as a security group without mail") {
  CHECK(to_graph(Group{"SG Kiosks", {}, {}}).dump() ==
        R"({"displayName":"SG Kiosks","securityEnabled":true,"mailEnabled":false,"mailNickname":"SGKiosks",)"
        R"("groupTypes":[]})");
}

TEST_CASE("a group with a rule is created as a dynamic one") {
  CHECK(to_graph(Group{"Company", "all of them", "(device.deviceOwnership -eq \"Company\")"}) ==
        Json::parse(R"~({"displayName":"Company","description":"all of them","securityEnabled":true,
          "mailEnabled":false,"mailNickname":"Company","groupTypes":["DynamicMembership"],
          "membershipRule":"(device.deviceOwnership -eq \"Company\")","membershipRuleProcessingState":"On"})~"));
}

TEST_CASE("a mail nickname is never empty, never long and has letters and digits only") {
  const auto nickname = [](const std::string& name) { return to_graph(Group{name, {}, {}})["mailNickname"]; };
  CHECK(nickname("SG - Pilot (Win 11)") == "SGPilotWin11");
  CHECK(nickname("Gr\xC3\xBC\xC3\x9F"
                 "e") == "Gre");
  CHECK(nickname("\xE6\x97\xA5\xE6\x9C\xAC") == "group");
  CHECK(nickname(std::string(200, 'x')) == std::string(64, 'x'));
}

TEST_CASE("a filter is created with its type and platform") {
  CHECK(to_graph(Filter{"Corporate", {}, "rule", "windows10AndLater"}).dump() ==
        R"({"@odata.type":"#microsoft.graph.deviceAndAppManagementAssignmentFilter","displayName":"Corporate",)"
        R"("platform":"windows10AndLater","rule":"rule"})");
  CHECK(to_graph(Filter{"Corporate", "", "rule", "windows10AndLater"})["description"] == "");
}

TEST_CASE("an update leaves out what cannot change") {
  const auto filter = to_graph_update(Filter{"Corporate", "x", "rule", "windows10AndLater"});
  CHECK(filter.dump() ==
        R"({"@odata.type":"#microsoft.graph.deviceAndAppManagementAssignmentFilter","displayName":"Corporate",)"
        R"("description":"x","rule":"rule"})");
  const auto group = to_graph_update(Group{"Company", {}, "rule"});
  CHECK(group.dump() == R"({"displayName":"Company","groupTypes":["DynamicMembership"],"membershipRule":"rule",)"
                        R"("membershipRuleProcessingState":"On"})");
}

TEST_CASE("an update makes a group that is not to be ruled an assigned one") {
  CHECK(to_graph_update(Group{"Kiosks", {}, {}}).dump() == R"({"displayName":"Kiosks","groupTypes":[]})");
}

TEST_CASE("an update of a policy leaves out what is not managed") {
  const auto bare = to_graph_update(policy({text("a")}));
  CHECK(bare["@odata.type"] == "#microsoft.graph.windows10CustomConfiguration");
  CHECK(bare["omaSettings"].size() == 1);
  CHECK_FALSE(bare.contains("description"));
  CHECK_FALSE(bare.contains("roleScopeTagIds"));
  auto cleared = policy({});
  cleared.description = "";
  cleared.scope_tags.emplace();
  CHECK(to_graph_update(cleared)["description"] == "");
  CHECK(to_graph_update(cleared)["roleScopeTagIds"] == Json::array());
  CHECK(to_graph_update(cleared)["omaSettings"] == Json::array());
}

TEST_CASE("an object becomes the body of its kind") {
  CHECK(to_graph(Object(policy({}))) == to_graph(policy({})));
  CHECK(to_graph(Object(Group{"G", {}, {}})) == to_graph(Group{"G", {}, {}}));
  CHECK(to_graph(Object(Filter{"F", {}, "r"})) == to_graph(Filter{"F", {}, "r"}));
}

TEST_CASE("a foreign target that is no JSON becomes null") {
  auto foreign = to_all(Assignment::Target::Other);
  foreign.foreign = "{";
  CHECK(to_graph_target(foreign).is_null());
}
