#include "property/scene.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <vector>

#include "base/base64.hpp"
#include "fake/fake_tenant.hpp"

namespace pinwright::property {

using Json = nlohmann::ordered_json;

namespace {

constexpr int kKeys = 4;
constexpr int kGroups = 3;

auto chance() -> bool { return *rc::gen::arbitrary<bool>(); }
/// inRange alone keeps to low numbers while sizes are small.
auto below(int limit) -> int { return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, limit)); }

/// Pieces that servers, YAML, XML and this program itself treat in ways of their own.
auto any_text() -> std::string {
  static const std::vector<std::string> kPieces{
      "a",  "Bc", " ",  "0",    "é",        "😀",    "\"",      "\\",          "\n", "\r\n", "\t", "'",
      "#x", ": ", "{}", "****", "PGEvPg==", "<a/>", "{env.X}", "[pinwright:", "]",  "null", "~",  "%20"};
  std::string text;
  const int count = below(5);
  for (int i = 0; i < count; ++i) text += *rc::gen::elementOf(kPieces);
  return text;
}

/// A marker in a description that is not the last line, or that is another's.
auto any_description() -> std::string {
  if (below(6) != 0) return any_text();
  return any_text() + fmt::format("\n[pinwright:1 {}/x t=00000000 s=- a=- o=-]", kWorkspace);
}

auto any_date() -> std::string {
  const auto* zone = *rc::gen::element("Z", "+02:00", "-11:30");
  return fmt::format("20{:02}-{:02}-{:02}T{:02}:30:00{}", below(99), 1 + below(12), 1 + below(28), below(24), zone);
}

auto any_float() -> float {
  if (below(4) == 0) return -0.0F;
  return *rc::gen::suchThat(rc::gen::arbitrary<float>(), [](float one) { return one - one == 0; });
}

/// A number that is whole has to look like one that is not.
auto float_json(float value) -> Json { return static_cast<double>(value); }

auto any_value(int type) -> std::pair<std::string, Json> {
  switch (type) {
    case 0:
      return {"boolean", chance()};
    case 1:
      return {"integer", *rc::gen::arbitrary<std::int32_t>()};
    case 2:
      return {"string", any_text()};
    case 3:
      return {"stringXml", any_text()};
    case 4:
      return {"dateTime", any_date()};
    case 5:
      return {"floatingPoint", float_json(any_float())};
    default:
      return {"base64", base::base64_encode(any_text())};
  }
}

/// The types that a value from the environment fits, with what the variable holds.
auto any_secret(std::map<std::string, std::string>& environment) -> std::pair<std::string, Json> {
  const auto name = fmt::format("SECRET_{}", environment.size());
  const int type = below(4);
  const auto text = fmt::format("s3cret-{}-{}", name, any_text());  // no two variables hold the same
  if (type == 0) environment[name] = any_date();
  if (type == 1) environment[name] = base::base64_encode(text);
  if (type > 1) environment[name] = text;
  static const std::vector<std::string> kTypes{"dateTime", "base64", "string", "stringXml"};
  return {kTypes.at(static_cast<std::size_t>(type)), Json{{"env", name}}};
}

auto any_setting(int number, std::map<std::string, std::string>& environment) -> Json {
  const auto* root = *rc::gen::element("./Device/Vendor/MSFT", "./Vendor/MSFT", "./User/Vendor/MSFT");
  Json setting{{"omaUri", fmt::format("{}/Policy/Config/Area{}/{{tenantId}}/Name", root, number)}};
  const bool is_secret = below(5) == 0;
  const auto [type, value] = is_secret ? any_secret(environment) : any_value(below(7));
  setting["dataType"] = type;
  setting[is_secret ? "valueFrom" : "value"] = value;
  if (chance()) setting["description"] = any_text();
  if (chance()) setting["displayName"] = fmt::format("Name {}", any_text());
  return setting;
}

/// Each group once: of two assignments with one target the server keeps one.
auto any_assignments() -> Json {
  Json include = Json::array();
  Json exclude = Json::array();
  const auto filtered = [](Json target) {
    if (below(3) != 0) return target;
    target["filter"] = fmt::format("{}{}", chance() ? "f" : "made-f", below(2));
    if (chance()) target["filterMode"] = *rc::gen::element("include", "exclude");
    return target;
  };
  for (int i = 0; i < kGroups; ++i) {
    for (const auto* kind : {"g", "made-g"}) {
      const auto name = fmt::format("{}{}", kind, i);
      const int where = below(4);
      if (where == 0) include.push_back(filtered({{"group", name}}));
      if (where == 1) exclude.push_back(name);
    }
  }
  for (const auto* all : {"allDevices", "allUsers"}) {
    if (below(4) == 0) include.push_back(filtered({{"group", all}}));
  }
  return {{"include", include}, {"exclude", exclude}};
}

auto any_policy(int key, std::map<std::string, std::string>& environment) -> Json {
  Json policy{{"displayName", fmt::format("Policy {} {}", key, any_text())}};
  if (chance()) policy["description"] = any_description();
  Json settings = Json::array();
  for (int i = 0; i < 5; ++i) {
    if (chance()) settings.push_back(any_setting(i, environment));
  }
  if (settings.empty()) settings.push_back(any_setting(0, environment));
  policy["settings"] = settings;
  if (below(4) != 0) policy["assignments"] = any_assignments();
  if (chance()) {
    policy["scopeTags"] = Json::array();
    if (chance()) policy["scopeTags"].push_back("Default");
    if (chance()) policy["scopeTags"].push_back("Field");
  }
  if (below(5) == 0) policy["protect"] = true;
  return policy;
}

auto any_made(int number, std::string_view word, const std::string& rule) -> Json {
  Json made{{"displayName", fmt::format("Made {} {}", word, number)}, {"create", true}};
  if (chance()) made["description"] = any_description();
  if (!rule.empty()) made[word == "group" ? "membershipRule" : "rule"] = rule;
  return made;
}

auto any_objects() -> std::pair<Json, Json> {
  Json groups = Json::object();
  Json filters = Json::object();
  for (int i = 0; i < kGroups; ++i) {
    groups[fmt::format("g{}", i)] = {{"displayName", fmt::format("SG \"{}\" é", i)}};
    const auto rule = chance() ? fmt::format("(device.displayName -eq \"{}\")", below(9)) : std::string();
    groups[fmt::format("made-g{}", i)] = any_made(i, "group", rule);
  }
  for (int i = 0; i < 2; ++i) {
    filters[fmt::format("f{}", i)] = {{"displayName", fmt::format("Filter {}", i)}};
    filters[fmt::format("made-f{}", i)] =
        any_made(i, "filter", fmt::format("(device.deviceName -eq \"{}\")", below(9)));
  }
  return {groups, filters};
}

auto make_scene() -> Scene {
  Scene scene;
  Json policies = Json::object();
  for (int key = 0; key < kKeys; ++key) {
    if (below(4) != 0) policies[fmt::format("p{}", key)] = any_policy(key, scene.environment);
  }
  const auto [groups, filters] = any_objects();
  const Json root{{"pinwright", 1},
                  {"workspace", kWorkspace},
                  {"tenants", {{"contoso", {{"tenantId", kTenantId}, {"primaryDomain", "contoso.com"}}}}},
                  {"groups", groups},
                  {"filters", filters},
                  {"policies", policies}};
  scene.yaml = root.dump(1);
  return scene;
}

auto foreign_policy(int number) -> Json {
  return {{"@odata.type", "#microsoft.graph.windows10CustomConfiguration"},
          {"displayName", fmt::format("By hand {}", number)},
          {"omaSettings",
           {{{"@odata.type", "#microsoft.graph.omaSettingString"},
             {"displayName", "Theirs"},
             {"omaUri", fmt::format("./Device/Vendor/MSFT/Policy/Config/Area{}/{}/Name", number, kTenantId)},
             {"value", "theirs"}}}},
          {"assignments", {{{"target", {{"@odata.type", "#microsoft.graph.allDevicesAssignmentTarget"}}}}}}};
}

}  // namespace

auto any_scene() -> rc::Gen<Scene> { return rc::gen::exec(make_scene); }

auto seed_of_tenant() -> std::string {
  Json groups = Json::array();
  for (int i = 0; i < kGroups; ++i)
    groups.push_back({{"displayName", fmt::format("SG \"{}\" é", i)}, {"devices", 10 * i}, {"users", i}});
  Json filters = Json::array();
  for (int i = 0; i < 2; ++i)
    filters.push_back({{"displayName", fmt::format("Filter {}", i)}, {"rule", "(device.deviceName -eq \"a\")"}});
  const Json seed{{"tenantId", kTenantId},
                  {"groups", groups},
                  {"assignmentFilters", filters},
                  {"roleScopeTags", {{{"id", "7"}, {"displayName", "Field"}}}},
                  {"deviceConfigurations", {foreign_policy(0), foreign_policy(1)}}};
  return seed.dump();
}

}  // namespace pinwright::property
