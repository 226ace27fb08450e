#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "model/decode.hpp"
#include "syntax/parse.hpp"

namespace {

using namespace pinwright;

/// The root file's two required keys, before what a test is about.
const std::string kRoot = "pinwright: 1\nworkspace: repair-000001\n";

auto findings_of(const std::string& yaml) -> std::vector<diag::Diagnostic> {
  source::SourceMap sources;
  const auto file = sources.add("pinwright.yaml", yaml);
  diag::Sink sink;
  const auto documents = syntax::parse(sources, file, {}, sink);
  static_cast<void>(model::decode_fragments(sources, documents, sink));
  return sink.diagnostics();
}

auto applied(std::string text, std::vector<diag::Edit> edits) -> std::string {
  std::stable_sort(edits.begin(), edits.end(),
                   [](const diag::Edit& a, const diag::Edit& b) { return a.span.begin > b.span.begin; });
  for (const auto& edit : edits) text.replace(edit.span.begin, edit.span.end - edit.span.begin, edit.new_text);
  return text;
}

/// The one finding of `yaml` is wrong-type, and its fix makes `right`, which has none.
auto check_repair(const std::string& yaml, const std::string& right) -> void {
  const auto findings = findings_of(kRoot + yaml);
  REQUIRE(findings.size() == 1);
  CHECK(findings.front().code == diag::Code::WrongType);
  REQUIRE(findings.front().fixes.size() == 1);
  CHECK(applied(kRoot + yaml, findings.front().fixes.front().edits) == kRoot + right);
  CHECK(findings_of(kRoot + right).empty());
}

auto check_no_repair(const std::string& yaml) -> void {
  const auto findings = findings_of(kRoot + yaml);
  REQUIRE(findings.size() == 1);
  CHECK(findings.front().code == diag::Code::WrongType);
  CHECK(findings.front().fixes.empty());
}

auto policy(const std::string& rest) -> std::string { return "policies:\n  p:\n    displayName: P\n" + rest; }

}  // namespace

TEST_CASE("a number or boolean where text is meant gets quotes") {
  check_repair("groups: {g: {displayName: 2027}}\n", "groups: {g: {displayName: \"2027\"}}\n");
  check_repair("groups: {g: {displayName: true}}\n", "groups: {g: {displayName: \"true\"}}\n");
}

TEST_CASE("a boolean in quotes loses them where a boolean is meant") {
  check_repair("groups: {g: {displayName: G, create: 'true'}}\n", "groups: {g: {displayName: G, create: true}}\n");
  check_no_repair("groups: {g: {displayName: G, create: \"1\"}}\n");
}

TEST_CASE("a number in quotes loses them where a number is meant") {
  const auto findings = findings_of("pinwright: \"1\"\nworkspace: repair-000001\n");
  REQUIRE(findings.size() == 1);
  CHECK(applied("pinwright: \"1\"\nworkspace: repair-000001\n", findings.front().fixes.front().edits) == kRoot);
}

TEST_CASE("one text where a list of texts is meant gets brackets") {
  check_repair(policy("    scopeTags: Lab\n"), policy("    scopeTags: [Lab]\n"));
  check_repair(policy("    scopeTags: \"Lab, East\"\n"), policy("    scopeTags: [\"Lab, East\"]\n"));
  check_repair(policy("    tenants: contoso\n"), policy("    tenants: [contoso]\n"));
  check_repair(policy("    assignments: {include: pilot}\n"), policy("    assignments: {include: [pilot]}\n"));
}

TEST_CASE("a text with commas, or of several lines, could be several items") {
  check_no_repair(policy("    scopeTags: Lab, East\n"));
  check_no_repair(policy("    scopeTags: |\n      Lab\n      East\n"));
}

TEST_CASE("text cannot become a list of mappings") { check_no_repair(policy("    settings: none\n")); }

TEST_CASE("a word in the wrong letter case is spelled right, not made a list") {
  check_repair(policy("    tenants: All\n"), policy("    tenants: all\n"));
}

TEST_CASE("a list of one text loses its brackets where text is meant") {
  check_repair("groups: {g: {displayName: [Pilot]}}\n", "groups: {g: {displayName: Pilot}}\n");
  check_repair("groups:\n  g:\n    displayName:\n      - Pilot\n", "groups:\n  g:\n    displayName:\n      Pilot\n");
  check_no_repair("groups: {g: {displayName: [Pilot, Ring]}}\n");
}

TEST_CASE("a placeholder without quotes gets them") {
  const std::string uri = "    settings:\n      - omaUri: ./Vendor/MSFT/A\n";
  check_repair(policy(uri + "        value: {vars.length}\n"), policy(uri + "        value: \"{vars.length}\"\n"));
  check_repair(policy(uri + "        value: {tenantId}\n"), policy(uri + "        value: \"{tenantId}\"\n"));
  check_no_repair(policy(uri + "        value: {length}\n"));
  check_no_repair(policy(uri + "        value: {vars.length: 3}\n"));
}

TEST_CASE("a mapping where a list of mappings is meant becomes its first item") {
  check_repair(
      policy(
          "    settings:\n      omaUri: ./Vendor/MSFT/A\n\n      # a comment\n      value: |\n        a\n         b\n"),
      policy("    settings:\n      - omaUri: ./Vendor/MSFT/A\n\n        # a comment\n        value: |\n          a\n   "
             "        b\n"));
  check_repair(policy("    settings: {omaUri: ./Vendor/MSFT/A, value: 1}\n"),
               policy("    settings: [{omaUri: ./Vendor/MSFT/A, value: 1}]\n"));
}

TEST_CASE("a mapping that was written as a list loses its dashes") {
  check_repair(policy("    assignments:\n      - include: [g]\n      - exclude: [h]\n"),
               policy("    assignments:\n        include: [g]\n        exclude: [h]\n"));
  check_repair(policy("    assignments:\n      - include: [g]\n        exclude: [h]\n"),
               policy("    assignments:\n        include: [g]\n        exclude: [h]\n"));
}

TEST_CASE("a list of things that are no keys of the mapping stays") {
  check_no_repair(policy("    assignments:\n      - include: [g]\n      - include: [h]\n"));
  check_no_repair(policy("    assignments:\n      - group: g\n"));
}

TEST_CASE("one name where the policy goes is one that it is assigned to") {
  check_repair(policy("    assignments: allDevices\n"), policy("    assignments: {include: [allDevices]}\n"));
}

TEST_CASE("a list of names where the policy goes is what it includes") {
  check_repair(policy("    assignments: [allDevices, g]\n"), policy("    assignments: {include: [allDevices, g]}\n"));
  check_no_repair(policy("    assignments:\n      - allDevices\n"));
}

TEST_CASE("true where PIN recovery is described turns it on") {
  check_repair(policy("    pinRecovery: true\n"), policy("    pinRecovery: {enabled: true}\n"));
  check_no_repair(policy("    pinRecovery: on please\n"));
}

TEST_CASE("a build as Settings shows it gets what stands in front") {
  check_repair("tenantDefaults: {fleet: {minimumBuild: 19045}}\n",
               "tenantDefaults: {fleet: {minimumBuild: 10.0.19045}}\n");
  check_repair("tenantDefaults: {fleet: {minimumBuild: 19045.3803}}\n",
               "tenantDefaults: {fleet: {minimumBuild: 10.0.19045.3803}}\n");
}

TEST_CASE("a mapping of other keys is no item that lost its dash") {
  check_no_repair("settingSets:\n  base:\n    settingSets: [other]\n");
}

TEST_CASE("names cannot be guessed") {
  check_no_repair("groups:\n  - displayName: G\n");
  check_no_repair("tenants: [contoso]\n");
}

TEST_CASE("nothing behind a key has no one repair") { check_no_repair(policy("    description:\n")); }
