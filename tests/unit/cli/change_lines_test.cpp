#include "cli/views/change_lines.hpp"

#include <catch2/catch.hpp>

#include "cli/views/labels.hpp"
#include "unit/cli/plans.hpp"

using namespace pinwright::cli::views;
using namespace plans;

namespace {

auto line_of(object::Difference difference, plan::Change change = update(kContoso)) -> ChangeLine {
  change.paths = {std::move(difference)};
  const auto lines = change_lines(tenant("contoso", kContoso), change, Detail::Brief);
  REQUIRE(lines.size() == 1);
  return lines.front();
}

}  // namespace

TEST_CASE("the tenant's ID is written as the files have it, in any letter case") {
  CHECK(without_tenant_id(tenant("contoso", kContoso), "a/3F2B9A54-6C1D-4e8a-9b7e-2d5c8f1a0e63/b") == "a/{tenantId}/b");
  CHECK(without_tenant_id(tenant("contoso", kContoso), "a/" + kFabrikam) == "a/" + kFabrikam);
}

TEST_CASE("a setting that comes or goes shows its value alone") {
  const auto line =
      line_of({"omaSettings[./x]", std::nullopt, R"({"displayName":"x","omaUri":"./x","value":365})", false});
  CHECK(line.sign == '+');
  CHECK(line.after == "365");
  CHECK(line_of({"omaSettings[./x]", R"({"value":"text"})", std::nullopt, false}).before == "\"text\"");
}

TEST_CASE("what is not shown is told in the words that fit it") {
  const auto both = [](const char* before, const char* after) {
    return line_of({"omaSettings[./x].value", before, after, true});
  };
  const auto known = both(R"({"secret":true})", R"({"secret":true,"changed":true})");
  CHECK(known.before == "(secret)");
  CHECK(known.after == "(secret, changes)");
  const auto unknown = both(R"({"unreadable":true})", R"({"secret":true,"changed":null})");
  CHECK(unknown.before == "(not readable with this credential)");
  CHECK(unknown.after == "(secret, not known whether it changes)");
  CHECK(both(R"({"maybeSecret":true})", R"("clear")").before == "(may have been a secret)");
  CHECK(both(R"({"maybeSecret":true})", R"("clear")").after == "\"clear\"");
  CHECK(line_of({"omaSettings[./x]", std::nullopt, R"({"value":{"secret":true}})", true}).after == "(secret)");
}

TEST_CASE("of a text that is a secret in parts the rest is shown, and a change of the secret alone is said") {
  const auto line = line_of({"omaSettings[./x].value", R"({"secret":true,"text":"<a>(secret)</a>"})",
                             R"({"secret":true,"text":"<b>(secret)</b>","changed":true})", true});
  CHECK(line.before == "\"<a>(secret)</a>\"");
  CHECK(line.after == "\"<b>(secret)</b>\"");
  const auto same = line_of({"omaSettings[./x].value", R"({"secret":true,"text":"<a>(secret)</a>"})",
                             R"({"secret":true,"text":"<a>(secret)</a>","changed":true})", true});
  CHECK(same.before == "(secret)");
  CHECK(same.after == "(secret, changes)");
}

TEST_CASE("bytes are told by size and digest") {
  const auto line = line_of({"omaSettings[./x].value", R"("x")",
                             R"({"base64":"YWJj","bytes":3,"sha256":"ba7816bf8f01cfea414140de5dae2223"})", false});
  CHECK(line.after == "(base64, 3 bytes, sha256 ba7816bf8f01…)");
}

TEST_CASE("texts of several lines on both sides are there to be compared line by line") {
  const auto line = line_of({"omaSettings[./x].value", R"("<a>\n<b/>\n</a>")", R"("<a>\n<c/>\n</a>")", false});
  CHECK(line.before_text == "<a>\n<b/>\n</a>");
  CHECK(line.after_text == "<a>\n<c/>\n</a>");
  CHECK_FALSE(line_of({"omaSettings[./x].value", R"("<a/>\n")", R"("<a>\n<c/>\n</a>")", false}).before_text);
}

TEST_CASE("an assignment tells what its name does not") {
  const auto side = [](const char* json) {
    return *line_of({"assignments[group kiosks]", std::nullopt, json, false}).after;
  };
  CHECK(side(R"({"@odata.type":"#microsoft.graph.groupAssignmentTarget","groupId":"g"})").empty());
  CHECK(side(R"({"@odata.type":"#microsoft.graph.exclusionGroupAssignmentTarget","groupId":"g"})") == "excluded");
  CHECK(side(R"({"@odata.type":"#microsoft.graph.groupAssignmentTarget","groupId":"g",
                 "deviceAndAppManagementAssignmentFilterId":"f","deviceAndAppManagementAssignmentFilterType":"include"})") ==
        "filter f (include)");
}

TEST_CASE("a filter is called by its name where the plan knows it") {
  auto one = tenant("contoso", kContoso, {update(kContoso)});
  one.references.push_back({plan::Resolved::Kind::Filter, "corporate", "Corporate", "F-1"});
  one.changes.front().paths = {{"assignments[allDevices]", std::nullopt,
                                R"({"@odata.type":"#microsoft.graph.allDevicesAssignmentTarget",
                                    "deviceAndAppManagementAssignmentFilterId":"f-1",
                                    "deviceAndAppManagementAssignmentFilterType":"exclude"})",
                                false}};
  CHECK(change_lines(one, one.changes.front(), Detail::Brief).front().after == "filter corporate (exclude)");
}

TEST_CASE("names and descriptions of what is made as a whole are details") {
  auto create = update(kContoso);
  create.action = plan::Action::Create;
  CHECK(line_of({"displayName", std::nullopt, "\"x\"", false}, create).is_detail);
  CHECK_FALSE(line_of({"displayName", "\"y\"", "\"x\"", false}).is_detail);
}

TEST_CASE("paths know their section") {
  CHECK(section_of("omaSettings[./x].value") == Section::Settings);
  CHECK(section_of("membershipRule") == Section::Settings);
  CHECK(section_of("rule") == Section::Settings);
  CHECK(section_of("assignments[allUsers]") == Section::Assignments);
  CHECK(section_of("displayName") == Section::Rest);
  CHECK(section_of("roleScopeTagIds") == Section::Rest);
}

TEST_CASE("in full a setting tells its type and names too") {
  auto change = update(kContoso);
  change.paths = {{"omaSettings[./x]", std::nullopt,
                   R"({"@odata.type":"#microsoft.graph.omaSettingInteger","displayName":"X","omaUri":"./x","value":1})",
                   false}};
  CHECK(change_lines(tenant("contoso", kContoso), change, Detail::Full).front().after == R"(1  (integer, "X"))");
}

TEST_CASE("lines stand by path, whatever the order of ids in a tenant") {
  auto change = update(kContoso);
  const std::optional<std::string> group = R"({"@odata.type":"#microsoft.graph.groupAssignmentTarget"})";
  change.paths = {{"assignments[group b]", std::nullopt, group, false},
                  {"assignments[group a]", std::nullopt, group, false},
                  {"omaSettings[./z].value", "1", "2", false},
                  {"displayName", "\"x\"", "\"y\"", false},
                  {"description", "\"x\"", "\"y\"", false}};
  std::vector<std::string> paths;
  for (const auto& line : change_lines(tenant("contoso", kContoso), change, Detail::Brief)) paths.push_back(line.path);
  CHECK(paths == std::vector<std::string>{"displayName", "description", "omaSettings[./z].value",
                                          "assignments[group a]", "assignments[group b]"});
}

TEST_CASE("a difference of a saved plan that somebody edited is shown as it stands, whatever its types are") {
  CHECK(line_of({"omaSettings[./x].value", R"({"secret":"yes"})", "1", false}).before == R"({"secret":"yes"})");
  CHECK(line_of({"assignments[group x]", std::nullopt, R"({"@odata.type":7})", false}).after == "");
  auto change = update(kContoso);
  change.paths = {{"omaSettings[./x]", std::nullopt, R"({"@odata.type":[],"value":1})", false}};
  CHECK(change_lines(tenant("contoso", kContoso), change, Detail::Full).front().after == "1  ()");
}

TEST_CASE("a target whose group is no text names no group") {
  auto change = update(kContoso);
  change.paths = {{"assignments[group x]", R"({"groupId":7})", std::nullopt, false}};
  CHECK(name_of_target(tenant("contoso", kContoso), change, group("0001")) == "group 0001");
}

TEST_CASE("an update that only the marker needs says what of it changes") {
  using Texts = std::vector<std::string>;
  const auto lines_of = [](bool is_protected, const std::string& marker) {
    auto change = update(kContoso);
    change.paths.clear();
    change.is_protected = is_protected;
    change.before.emplace();
    object::set_description(change.before->object, "about\n" + marker);
    Texts texts;
    for (const auto& line : change_lines(tenant("contoso", kContoso), change, Detail::Brief))
      texts.push_back(line.path + ": " + line.before.value_or("") + " -> " + line.after.value_or(""));
    return texts;
  };
  CHECK(lines_of(true, "[pinwright:1 acme/pin-recovery t=0123abcd s=- a=- o=-]") == Texts{"protect: false -> true"});
  CHECK(lines_of(true, "[pinwright:1 acme/pin t=0123abcd s=- a=- o=-]") ==
        Texts{"key: pin -> pin-recovery", "protect: false -> true"});
  CHECK(lines_of(true, "[pinwright:1 acme/pin-recovery t=0123abcd s=- a=- o=- p]") ==
        Texts{"marker: digests of an earlier write -> digests of the files"});
}
