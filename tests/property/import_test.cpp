#include "driver/import.hpp"

#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <memory>

#include "emit/import/import.hpp"
#include "object/marker.hpp"
#include "plan/secrets.hpp"
#include "plan/staleness.hpp"
#include "property/scene.hpp"
#include "property/world.hpp"

using namespace pinwright;
using namespace pinwright::property;
using object::Kind;

namespace {

const std::string kRoot =
    "pinwright: 1\nworkspace: " + kWorkspace + "\ntenants: {contoso: {tenantId: " + kTenantId + "}}\n";

/// The portal takes these values from files, with their names and whatever line ends they have.
auto upload_from_files(object::Policy& policy) -> void {
  for (auto& setting : policy.settings) {
    if (setting.type != object::DataType::StringXml && setting.type != object::DataType::Base64) continue;
    setting.file_name = "uploaded.txt";
    auto* text = std::get_if<std::string>(&setting.value);
    if (text != nullptr && setting.type == object::DataType::StringXml) *text += "\r\n";
  }
}

/// Makes what a scene declares as somebody in the portal would: without markers.
auto make_by_hand(World& world, const Scene& scene) -> void {
  world.environment() = scene.environment;
  const Workspace workspace({{"pinwright.yaml", scene.yaml}});
  std::map<std::string, std::string> made;
  const auto plan = world.plan(workspace);
  const auto create = [&](const plan::Change& change) {
    auto object = *change.after;
    // What carries a marker, be it a copy from elsewhere, is passed over by import.
    if (const auto& text = object::description_of(object))
      object::set_description(object, object::split_description(*text).text);
    if (auto* policy = std::get_if<object::Policy>(&object)) {
      *policy = plan::with_values(*policy, world.options().variable);
      upload_from_files(*policy);
    }
    auto live = world.tenant().create(object);
    RC_ASSERT(live.ok());
    made[change.key] = live.made->id;
  };
  for (const auto& change : plan.changes) {
    if (change.kind != Kind::Policy) create(change);
  }
  for (const auto& change : plan.changes) {
    if (change.kind != Kind::Policy) continue;
    create(change);
    auto assignments = change.assignments;
    for (auto& one : assignments) {
      if (one.target == object::Assignment::Target::Group && one.group.id.empty())
        one.group.id = made.at(one.group.key);
      if (one.filter && one.filter->filter.id.empty()) one.filter->filter.id = made.at(one.filter->filter.key);
    }
    RC_ASSERT(world.tenant().assign({change.kind, made.at(change.key), plan::target_of(change)}, assignments).ok());
  }
}

auto import(World& world, const Workspace& empty) -> emit::Imported {
  const auto source = driver::read_tenant(world.tenant(), kWorkspace, kTenantId);
  RC_ASSERT(source.ok());
  const auto& loaded = empty.loaded();
  const auto* tenant = loaded.workspace.tenants.find("contoso");
  return emit::import_policies(source.value().policies, driver::import_target(loaded.workspace, *tenant),
                               source.value().names, loaded.catalog);
}

/// What an administrator puts into the variables that the import asks for.
auto set_secrets(World& world, const emit::Imported& imported, const Workspace& workspace) -> void {
  world.environment().clear();
  for (const auto& secret : imported.secrets) {
    const auto* policy = workspace.loaded().workspace.policies.find(secret.policy);
    RC_ASSERT(policy != nullptr);
    const auto live = world.tenant().stored(Kind::Policy, policy->value.adopt.at(0).value.value);
    for (const auto& setting : std::get<object::Policy>(live.object).settings) {
      if (setting.key.text() == secret.oma_uri)
        world.environment()[secret.variable] = object::text_of(setting.value).value_or("");
    }
  }
}

/// The workspace that an import of the tenant makes.
auto imported_workspace(World& world) -> std::unique_ptr<Workspace> {
  const Workspace empty({{"pinwright.yaml", kRoot}});
  const auto imported = import(world, empty);
  std::map<std::string, std::string> files{{"pinwright.yaml", kRoot}};
  for (const auto& file : imported.files) files.emplace("imported/" + file.path, file.bytes);
  auto workspace = std::make_unique<Workspace>(files);
  RC_ASSERT(workspace->errors() == "");
  set_secrets(world, imported, *workspace);
  return workspace;
}

}  // namespace

TEST_CASE("after an import the plan adopts and changes nothing, and after an apply it is empty", "[wide][import]") {
  CHECK(rc::check("", [] {
    World world(*rc::gen::arbitrary<std::uint64_t>());
    make_by_hand(world, *any_scene());
    const auto workspace = imported_workspace(world);

    const auto plan = world.plan(*workspace);
    RC_ASSERT(errors(plan) == "");
    RC_ASSERT(plan.changes.size() == world.tenant().ids(Kind::Policy).size());
    for (const auto& change : plan.changes) {
      RC_ASSERT(change.action == plan::Action::Adopt);
      RC_ASSERT(change.paths.empty());
    }
    RC_ASSERT(failures(world.apply(plan)) == "");
    RC_ASSERT(pending(world.plan(*workspace)) == "");
  }));
}

TEST_CASE(
    "the rules of line ends and of the byte order mark are needed: an XML file that was uploaded with them seems "
    "changed") {
  World world(1);
  object::Setting xml;
  xml.display_name = "Xml";
  xml.key = pinwright::object::SettingKey::of_oma_uri("./Vendor/MSFT/WiFi/Profile/Guest/WlanXml");
  xml.type = object::DataType::StringXml;
  xml.value = std::string("\xEF\xBB\xBF<a>\r\n</a>");
  xml.file_name = "guest.xml";
  object::Policy policy;
  policy.display_name = "Wi-Fi";
  policy.settings = {xml};
  REQUIRE(world.tenant().create(policy).ok());
  const auto workspace = imported_workspace(world);
  const auto paths = [&] {
    const auto plan = world.plan(*workspace);
    const auto change = std::find_if(plan.changes.begin(), plan.changes.end(),
                                     [](const plan::Change& one) { return one.name == "Wi-Fi"; });
    REQUIRE(change != plan.changes.end());
    return change->paths.size();
  };
  CHECK(paths() == 0);
  world.options().rules.fold_xml_line_ends = false;
  CHECK(paths() == 1);
  world.options().rules.fold_xml_line_ends = true;
  world.options().rules.ignore_xml_byte_order_mark = false;
  CHECK(paths() == 1);
}
