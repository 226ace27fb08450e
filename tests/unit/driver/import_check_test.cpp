#include "driver/import_check.hpp"

#include <catch2/catch.hpp>
#include <sstream>

#include "driver/analyse.hpp"
#include "driver/left_out_lists.hpp"
#include "source/memory_file_system.hpp"

namespace {

using namespace pinwright;
using namespace pinwright::driver;

const std::string kTenantId = "3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63";
const std::string kRoot = "pinwright: 1\nworkspace: test-4f2a91\ntenants: {contoso: {tenantId: " + kTenantId + "}}\n";
const std::string kCamera = "./Device/Vendor/MSFT/Policy/Config/Camera/AllowCamera";

auto policy(const std::string& name, const std::string& uri, std::int32_t value, const std::string& id)
    -> object::Live {
  object::Policy made;
  made.display_name = name;
  auto& setting = made.settings.emplace_back();
  setting.display_name = uri.substr(uri.rfind('/') + 1);
  setting.key = object::SettingKey::of_oma_uri(uri);
  setting.type = object::DataType::Integer;
  setting.value = value;
  object::Live live;
  live.id = id;
  live.last_modified = "2026-05-01T00:00:00Z";
  live.object = std::move(made);
  return live;
}

auto assigned(object::Live live, object::Assignment::Target target, const std::string& group = {}) -> object::Live {
  auto& assignment = live.assignments.emplace_back();
  assignment.target = target;
  assignment.group.id = group;
  return live;
}

struct Place {
  source::MemoryFileSystem files;
  std::ostringstream out, err;
  Env env{files, out, err, "/w", [](std::string_view) { return std::nullopt; }, [] { return 0; }, [] { return 0; }};
  ImportSource source;

  explicit Place(const std::string& more = {}) { files.put("/w/pinwright.yaml", kRoot + more); }

  auto import() -> emit::Imported {
    const auto loaded = load(env, "/w", 1);
    return import_checked(env, *loaded, *loaded->workspace.tenants.find("contoso"), source);
  }

  auto pass_over() -> void {
    const auto loaded = load(env, "/w", 1);
    pass_over_known(env, *loaded, *loaded->workspace.tenants.find("contoso"), source);
  }

  /// What `validate` finds as an error once the files are there.
  auto errors_with(const emit::Imported& imported) -> std::vector<std::string> {
    for (const auto& file : imported.files) files.put("/w/imported/" + file.path, file.bytes);
    const auto loaded = load(env, "/w", 1);
    analyse(env, *loaded, {.jobs = 1});
    std::vector<std::string> errors;
    for (const auto& one : loaded->sink.diagnostics()) {
      if (one.severity == diag::Severity::Error && !one.waived) errors.push_back(one.path + ": " + one.message);
    }
    return errors;
  }
};

auto waivers(const emit::Imported& imported) -> std::vector<std::string> {
  std::vector<std::string> all;
  for (const auto& one : imported.waivers) all.push_back(one.policy + ": " + one.slug + " " + one.path);
  return all;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("an error in an imported policy is waived in its file, and a warning is not") {
  Place place;
  place.source.policies = {policy("Camera", kCamera, 7, ""),
                           policy("Hello", "./Device/Vendor/MSFT/PassportForWork/UseBiometrics", 1, "")};
  const auto imported = place.import();
  CHECK(waivers(imported) == Texts{"camera: value-not-allowed policies.camera.settings[0].value",
                                   "hello: type-mismatch policies.hello.settings[0].dataType"});
  CHECK(place.errors_with(imported) == Texts{});
  CHECK(place.files.files().at("/w/imported/policies/camera.yaml").find("    reason: TODO\n") != std::string::npos);
}

TEST_CASE("an error that lies with a policy of the workspace is waived where the imported one is") {
  Place place(
      "policies:\n  zoom:\n    displayName: Zoom\n    assignments: {include: [allDevices]}\n    settings:\n      - "
      "{omaUri: " +
      kCamera + ", value: 0}\n");
  place.source.policies = {assigned(policy("Camera", kCamera, 1, ""), object::Assignment::Target::AllDevices)};
  const auto imported = place.import();
  CHECK(imported.waivers.size() == 1);
  CHECK(imported.waivers.at(0).policy == "camera");
  CHECK(imported.waivers.at(0).slug == "conflicting-setting");
  CHECK(place.errors_with(imported) == Texts{});
}

TEST_CASE("a policy whose error no waiver accepts is left out, and only that one") {
  Place place;
  place.source.policies = {policy("Camera", kCamera, 0, ""), policy("camera", kCamera, 1, ""),
                           policy("Other", kCamera, 7, "")};
  const auto imported = place.import();
  REQUIRE(imported.left_out.size() == 1);
  CHECK(imported.left_out[0].display_name == "camera");
  CHECK(imported.left_out[0].reason ==
        "the policies `camera` and `camera-2` have the same display name (display-name-duplicate, which no waiver "
        "accepts)");
  CHECK(waivers(imported) == Texts{"other: value-not-allowed policies.other.settings[0].value"});
  CHECK(place.errors_with(imported) == Texts{});
}

TEST_CASE("policies that a group in error belongs to are left out") {
  Place place;
  place.source.names.groups = {{"7d1c0f5e-9b3a-4c58-8a26-1e4f7b2d9c03", "  "}};
  place.source.policies = {
      assigned(policy("A", kCamera, 0, ""), object::Assignment::Target::Group, "7d1c0f5e-9b3a-4c58-8a26-1e4f7b2d9c03"),
      policy("B", kCamera, 0, "")};
  const auto imported = place.import();
  CHECK(imported.policies.size() == 1);
  REQUIRE(imported.left_out.size() == 1);
  CHECK(imported.left_out[0].display_name == "A");
  CHECK(place.errors_with(imported) == Texts{});
}

TEST_CASE("errors of the workspace itself are no matter of an import") {
  Place place(
      "policies:\n  mine:\n    displayName: Mine\n    settings: [{omaUri: "
      "./Device/Vendor/MSFT/PassportForWork/Nothing, value: 1}]\n");
  place.source.policies = {policy("A", "./Device/Vendor/MSFT/Policy/Config/Connectivity/AllowVPNOverCellular", 1, "")};
  const auto imported = place.import();
  CHECK(imported.waivers.empty());
  CHECK(imported.left_out.empty());
  CHECK(imported.policies.size() == 1);
}

TEST_CASE("a later import passes over what is taken over already, and what was left out and has not changed") {
  const std::string kFirst = "1f0e2d3c-4b5a-4697-8879-a0b1c2d3e4f5";
  const std::string kSecond = "2f0e2d3c-4b5a-4697-8879-a0b1c2d3e4f5";
  Place place("policies: {a: {displayName: A, adopt: {contoso: " + kFirst + "}}}\n");
  const auto first = policy("A", kCamera, 0, "1F0E2D3C-4b5a-4697-8879-a0b1c2d3e4f5");
  auto second = policy("B", kCamera, 0, kSecond);
  place.files.put("/w/imported/left-out.json",
                  emit::file_of({kTenantId, {emit::left_out_of(second, "it was made from a template")}}).bytes);
  place.files.put("/w/elsewhere/left-out.json", emit::file_of({"another", {}}).bytes);
  place.files.put("/w/broken/left-out.json", "{}");

  place.source.policies = {first, second};
  place.pass_over();
  CHECK(place.source.policies.empty());
  CHECK(place.source.owned == Texts{"A"});
  CHECK(place.source.left_out_before == Texts{"B"});
  REQUIRE(place.source.remarks.size() == 1);
  CHECK(place.source.remarks[0].starts_with("`broken/left-out.json` is passed over: "));

  second.last_modified = "2026-05-02T00:00:00Z";
  place.source = {};
  place.source.policies = {second};
  place.pass_over();
  CHECK(place.source.policies.size() == 1);
  CHECK(place.source.left_out_before.empty());
}

TEST_CASE("a list of what was left out is read as it was written") {
  const emit::LeftOutList list{kTenantId, {{"1", "A \"b\"", "why", "2026-05-01T00:00:00Z", 7}}};
  const auto read = emit::read_left_out(emit::file_of(list).bytes);
  REQUIRE(read.ok());
  CHECK(read.value().tenant_id == kTenantId);
  REQUIRE(read.value().policies.size() == 1);
  const auto& one = read.value().policies[0];
  CHECK(one.id == "1");
  CHECK(one.display_name == "A \"b\"");
  CHECK(one.reason == "why");
  CHECK(one.last_modified == "2026-05-01T00:00:00Z");
  CHECK(one.version == 7);
  CHECK_FALSE(emit::read_left_out("[]").ok());
  CHECK_FALSE(emit::read_left_out("{\"formatVersion\":\"2.0\",\"tenantId\":\"\",\"policies\":[]}").ok());
}
