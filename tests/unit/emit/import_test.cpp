#include "emit/import/import.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "emit/yaml_writer.hpp"
#include "object/marker.hpp"

using namespace pinwright;
using emit::yaml_text;

namespace {

const std::string kTenantId = "3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63";

auto setting(std::string uri, object::DataType type, object::SettingValue value) -> object::Setting {
  object::Setting made;
  made.display_name = uri.substr(uri.rfind('/') + 1);
  made.key = pinwright::object::SettingKey::of_oma_uri(std::move(uri));
  made.type = type;
  made.value = std::move(value);
  return made;
}

auto hello(const std::string& path) -> std::string {
  return "./Device/Vendor/MSFT/PassportForWork/" + kTenantId + "/Policies/" + path;
}

auto live(object::Policy policy, std::string id = "1f0e2d3c-4b5a-4697-8879-a0b1c2d3e4f5") -> object::Live {
  object::Live made;
  made.id = std::move(id);
  made.object = std::move(policy);
  return made;
}

auto import(std::vector<object::Live> policies, emit::LiveNames names = {}) -> emit::Imported {
  emit::ImportTarget target;
  target.workspace = "contoso-4f2a91";
  target.tenant = "contoso";
  target.tenant_id = kTenantId;
  return emit::import_policies(policies, target, names, csp::Catalog::built_in());
}

auto file(const emit::Imported& imported, const std::string& path) -> std::string {
  const auto found = std::find_if(imported.files.begin(), imported.files.end(),
                                  [&](const emit::File& one) { return one.path == path; });
  return found == imported.files.end() ? "(no such file)" : found->bytes;
}

}  // namespace

TEST_CASE("a text is plain YAML where no reader can take it for anything else") {
  CHECK(yaml_text("Windows Hello - PIN recovery") == "Windows Hello - PIN recovery");
  CHECK(yaml_text("./Device/Vendor/MSFT/PassportForWork/{tenantId}/Policies") ==
        "./Device/Vendor/MSFT/PassportForWork/{tenantId}/Policies");
  CHECK(yaml_text("true") == "\"true\"");
  CHECK(yaml_text("On") == "\"On\"");
  CHECK(yaml_text("1.10") == "\"1.10\"");
  CHECK(yaml_text("") == "\"\"");
  CHECK(yaml_text("a: b") == "\"a: b\"");
  CHECK(yaml_text("a #b") == "\"a #b\"");
  CHECK(yaml_text("ends ") == "\"ends \"");
  CHECK(yaml_text("<enabled/>") == "\"<enabled/>\"");
}

TEST_CASE("a text that a reader cannot see is escaped") {
  CHECK(yaml_text("a\r\nb\t\"\\") == R"("a\r\nb\t\"\\")");
  CHECK(yaml_text("a\xEF\x80\x80z") == R"("a\uF000z")");
  CHECK(yaml_text("zero\xE2\x80\x8Bwidth") == R"("zero\u200Bwidth")");
  CHECK(yaml_text("Gr\xC3\xBC\xC3\x9F") == "\"Gr\xC3\xBC\xC3\x9F\"");
}

TEST_CASE("an imported policy says what the tenant holds, in the words of the language") {
  object::Policy policy;
  policy.display_name = "Windows Hello - PIN recovery";
  policy.description = "Made by hand";
  policy.settings = {setting(hello("PINComplexity/MinimumPINLength"), object::DataType::Integer, std::int32_t{6}),
                     setting(hello("EnablePinRecovery"), object::DataType::Boolean, true)};
  policy.scope_tags = {{"", "", "0"}};
  auto found = live(policy);
  object::Assignment include;
  include.group.id = "AAAAAAAA-0000-4000-8000-000000000001";
  object::Assignment exclude = include;
  exclude.exclude = true;
  exclude.group.id = "aaaaaaaa-0000-4000-8000-000000000002";
  found.assignments = {exclude, include};
  emit::LiveNames names;
  names.groups = {{"aaaaaaaa-0000-4000-8000-000000000001", "SG Pilot"},
                  {"aaaaaaaa-0000-4000-8000-000000000002", "1 Kiosks"}};

  const auto imported = import({found}, names);

  CHECK(file(imported, "policies/windows-hello-pin-recovery.yaml") == R"(policies:
  windows-hello-pin-recovery:
    displayName: Windows Hello - PIN recovery
    description: Made by hand
    tenants: [contoso]
    pinRecovery:
      enabled: true
    settings:
      - omaUri: ./Device/Vendor/MSFT/PassportForWork/{tenantId}/Policies/PINComplexity/MinimumPINLength
        value: 6
    assignments:
      include:
        - sg-pilot
      exclude:
        - 1-kiosks
    scopeTags:
      - Default
    adopt: {contoso: 1f0e2d3c-4b5a-4697-8879-a0b1c2d3e4f5}
)");
  CHECK(file(imported, "groups.yaml") == R"(groups:
  1-kiosks:
    displayName: "1 Kiosks"
  sg-pilot:
    displayName: SG Pilot
)");
  CHECK(imported.remarks.empty());
}

TEST_CASE("a description is imported that the language can say: its length is counted in characters") {
  const auto import_with = [](std::string description) {
    object::Policy policy;
    policy.display_name = "A";
    policy.description = std::move(description);
    return import({live(policy)});
  };
  const auto umlauts = [](std::size_t count) {
    std::string text;
    while (count-- > 0) text += "\xC3\xBC";
    return text;
  };
  const auto longest = import_with(umlauts(1'300));
  CHECK(file(longest, "policies/a.yaml").find("    description: \"" + umlauts(1'300) + "\"\n") != std::string::npos);
  CHECK(longest.remarks.empty());
  const auto longer = import_with(umlauts(1'301));
  CHECK(file(longer, "policies/a.yaml").find("    description:") == std::string::npos);
  REQUIRE(longer.remarks.size() == 1);
  CHECK(longer.remarks[0] == "`A`: its description is left as it is in Intune: these files cannot say it");
}

TEST_CASE("a setting that PIN recovery would name otherwise stays a setting") {
  object::Policy policy;
  policy.display_name = "A";
  policy.settings = {setting(hello("EnablePinRecovery"), object::DataType::Boolean, true)};
  policy.settings.front().display_name = "PIN";
  const auto yaml = file(import({live(policy)}), "policies/a.yaml");
  CHECK(yaml.find("pinRecovery") == std::string::npos);
  CHECK(yaml.find("displayName: PIN\n") != std::string::npos);
}

TEST_CASE("XML goes into a file of its own name, and its policy names it") {
  object::Policy policy;
  policy.display_name = "Start";
  policy.settings = {setting("./Device/Vendor/MSFT/Policy/Config/Start/StartLayout", object::DataType::StringXml,
                             std::string("<a>\r\n</a>"))};
  policy.settings.front().file_name = "layout.xml";
  const auto imported = import({live(policy)});
  CHECK(file(imported, "files/start/1/layout.xml") == "<a>\n</a>");
  const auto yaml = file(imported, "policies/start.yaml");
  CHECK(yaml.find("dataType: stringXml\n") != std::string::npos);
  CHECK(yaml.find("valueFrom: {file: \"../files/start/1/layout.xml\"}\n") != std::string::npos);
}

TEST_CASE("XML in a text is written with line feeds, and what is no XML as it is") {
  object::Policy policy;
  policy.display_name = "Start";
  policy.settings = {setting("./Device/Vendor/MSFT/Policy/Config/Start/StartLayout", object::DataType::String,
                             std::string("<a>\r\n  <b/>\r</a>\r\n")),
                     setting("./Device/Vendor/MSFT/Unknown/Text", object::DataType::String, std::string("one\r\ntwo"))};
  const auto imported = import({live(policy)});
  CHECK(file(imported, "files/start/1.txt") == "<a>\n  <b/>\n</a>\n");
  CHECK(file(imported, "policies/start.yaml").find(R"(value: "one\r\ntwo")") != std::string::npos);
}

TEST_CASE("what a file may not hold comes from the environment and is listed") {
  object::Policy policy;
  policy.display_name = "Wi-Fi";
  const std::string xml =
      "<WLANProfile><MSM><security><sharedKey><protected>false</protected><keyMaterial>canary-key</keyMaterial>"
      "</sharedKey></security></MSM></WLANProfile>";
  policy.settings = {setting("./Device/Vendor/MSFT/WiFi/Profile/Office/WlanXml", object::DataType::String, xml),
                     setting("./Device/Vendor/MSFT/Unknown/Text", object::DataType::String, object::Masked{"a_b_c"})};
  const auto imported = import({live(policy)});
  REQUIRE(imported.secrets.size() == 2);
  CHECK(imported.secrets[0].is_unread);
  CHECK(imported.secrets[1].variable == "CONTOSO_WI_FI_WLANXML");
  CHECK_FALSE(imported.secrets[1].is_unread);
  for (const auto& one : imported.files) CHECK(one.bytes.find("canary-key") == std::string::npos);
}

TEST_CASE("what the language cannot say is left out and remarked upon") {
  object::Policy owned;
  owned.display_name = "Owned";
  owned.description = "[pinwright:1 other/key t=" + object::tenant_mark(kTenantId) + " s=- a=- o=-]";
  object::Policy foreign;
  foreign.display_name = "Foreign target";
  auto with_target = live(foreign);
  object::Assignment collection;
  collection.target = object::Assignment::Target::Other;
  with_target.assignments = {collection};
  const auto imported = import({live(owned), with_target, live(foreign, "2f0e2d3c-4b5a-4697-8879-a0b1c2d3e4f5")});
  CHECK(imported.policies.size() == 1);
  CHECK(imported.remarks.size() == 1);
  CHECK(imported.left_out.size() == 2);
  CHECK(file(imported, "policies/foreign-target.yaml").find("assignments:") == std::string::npos);
  CHECK(file(imported, "policies/foreign-target.yaml").starts_with("# its assignments are left as they are in Intune"));
}

TEST_CASE("between brackets a text that would end there is quoted, and an id is never more than a text") {
  CHECK(emit::yaml_flow_text("1f0e2d3c-4b5a-4697-8879-a0b1c2d3e4f5") == "1f0e2d3c-4b5a-4697-8879-a0b1c2d3e4f5");
  CHECK(emit::yaml_flow_text("contoso") == "contoso");
  CHECK(emit::yaml_flow_text("a, b") == "\"a, b\"");
  CHECK(emit::yaml_flow_text("a}") == "\"a}\"");
  object::Policy policy;
  policy.display_name = "A";
  const auto imported = import({live(policy, "x}\nprotected: true\n#")});
  const auto bytes = file(imported, "policies/a.yaml");
  CHECK(bytes.find("adopt: {contoso: \"x}\\nprotected: true\\n#\"}") != std::string::npos);
  CHECK(bytes.find("\nprotected") == std::string::npos);
}

TEST_CASE("no end of a line, of whatever YAML, ends a comment") {
  for (const std::string end : {"\n", "\r", "\r\n", "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"}) {
    emit::YamlWriter yaml;
    yaml.comment("a" + end + "b: 1");
    CHECK(yaml.take() == "# a\n# b: 1\n");
  }
  emit::YamlWriter yaml;
  yaml.comment(
      "a\x1B[2J\xE2\x80\xAE"
      "b");
  CHECK(yaml.take() == "# a\\u001B[2J\\u202Eb\n");
}

TEST_CASE("a policy whose marker was copied along from another tenant is nobody's") {
  object::Policy policy;
  policy.display_name = "A";
  policy.settings = {setting("./Device/Vendor/MSFT/Policy/Config/Camera/AllowCamera", object::DataType::Integer, 1)};
  policy.description = "[pinwright:1 contoso-4f2a91/a t=" + object::tenant_mark(kTenantId) + " s=- a=- o=-]";
  auto live_policy = live(policy);
  live_policy.has_settings = true;
  CHECK(import({live_policy}).policies.size() == 0);
  policy.description = "[pinwright:1 contoso-4f2a91/a t=" + object::tenant_mark("another") + " s=- a=- o=-]";
  live_policy.object = policy;
  CHECK(import({live_policy}).policies.size() == 1);
}
