// Definitions beyond the built-in list: declared in files, or of a newer list of Microsoft's.

#include "csp/later_definitions.hpp"

#include "csp/facts.hpp"
#include "support.hpp"

using namespace pinwright::csp;
using csp_test::node;

namespace {

const std::string kCamera = "./Device/Vendor/MSFT/Policy/Config/Camera/AllowCamera";
const std::string kCameraId = "device_vendor_msft_policy_config_camera_allowcamera";
/// Newer than the list of March 2025.
const std::string kAudio = "./Device/Vendor/MSFT/Policy/Config/AboveLock/ConfigureAudioOnLockScreen";
const std::string kAudioId = "device_vendor_msft_policy_config_abovelock_configureaudioonlockscreen";

auto row(const std::string& path, Control control, const std::string& id = {}) -> DefinitionFacts {
  DefinitionFacts facts;
  facts.path = path;
  facts.control = control;
  facts.id = id;
  return facts;
}

auto list(std::vector<DefinitionFacts> rows, const std::string& name = "August 2026") -> Definitions {
  Definitions definitions;
  definitions.list = name;
  definitions.rows = std::move(rows);
  return definitions;
}

auto declared(const std::string& path, Format format) -> NodeFacts {
  NodeFacts facts;
  facts.path = path;
  facts.format = format;
  return facts;
}

}  // namespace

TEST_CASE("without a later list a catalogue says what the built-in list says") {
  const auto catalog = Catalog::built_in();
  const auto camera = node(catalog, kCamera);
  CHECK(catalog.definition_of(camera)->control == Control::Choice);
  CHECK(catalog.definition_id(camera) == kCameraId);
  CHECK_FALSE(catalog.definition_of(node(catalog, kAudio)));
  CHECK(catalog.definition_id(node(catalog, kAudio)) == kAudioId);
  CHECK(catalog.may_have_definition(node(catalog, kAudio)));
  CHECK_FALSE(catalog.may_have_definition(node(catalog, "./Device/Vendor/MSFT/VPNv2/x/AlwaysOn")));
  CHECK(catalog.definitions_edition() == "March 2025");
  CHECK_FALSE(catalog.has_later_list());
  CHECK(catalog.definitions_digest().empty());
}

TEST_CASE("a later list decides about the nodes that it names, and about no others") {
  const auto built_in = Catalog::built_in();
  const auto catalog = built_in.with_definitions(
      list({row(kAudio, Control::Integer), row(kCamera, Control::Choice, kCameraId + "_v2")}));
  const auto audio = node(catalog, kAudio);
  REQUIRE(catalog.definition_of(audio));
  CHECK(catalog.definition_of(audio)->control == Control::Integer);
  CHECK(catalog.definition_of(audio)->own_id == kAudioId);
  CHECK_FALSE(catalog.definition_of(audio)->is_declared);
  CHECK(catalog.node_of_definition(kAudioId).same(audio));
  CHECK(catalog.definition_id(node(catalog, kCamera)) == kCameraId + "_v2");
  CHECK(catalog.node_of_definition(kCameraId + "_v2").same(node(catalog, kCamera)));
  const std::string bluetooth = "./Device/Vendor/MSFT/Policy/Config/Connectivity/AllowBluetooth";
  CHECK(catalog.definition_id(node(catalog, bluetooth)) == built_in.definition_id(node(built_in, bluetooth)));
  CHECK(catalog.definitions_edition() == "August 2026");
  CHECK(catalog.has_later_list());
  // The one that it was made of says what it said.
  CHECK_FALSE(built_in.definition_of(node(built_in, kAudio)));
}

TEST_CASE("of two lists the later one decides, and both are known") {
  const auto catalog =
      Catalog::built_in()
          .with_definitions(list({row(kAudio, Control::Integer), row(kCamera, Control::Text)}, "May 2026"))
          .with_definitions(list({row(kAudio, Control::Choice)}));
  CHECK(catalog.definition_of(node(catalog, kAudio))->control == Control::Choice);
  CHECK(catalog.definition_of(node(catalog, kCamera))->control == Control::Text);
  CHECK(catalog.definitions_edition() == "August 2026");
}

TEST_CASE("a further id leads to its node") {
  auto definitions = list({});
  definitions.others.push_back({kCamera, {"device_vendor_msft_policy_config_camera_allowcamera_part"}});
  const auto catalog = Catalog::built_in().with_definitions(definitions);
  CHECK(catalog.node_of_definition("device_vendor_msft_policy_config_camera_allowcamera_part").uri() == kCamera);
  CHECK(catalog.definition_id(node(catalog, kCamera)) == kCameraId);
}

TEST_CASE("a node that the files declare has the definition that they declare") {
  const std::string path = "./Device/Vendor/MSFT/Policy/Config/NewArea/NewNode";
  const auto with_node = Catalog::built_in().with_declared({declared(path, Format::Int)}).value();
  CHECK_FALSE(with_node.definition_of(node(with_node, path)));
  CHECK_FALSE(with_node.may_have_definition(node(with_node, path)));
  const auto catalog = with_node.with_definitions(list({row(path, Control::Integer, "new_id")}, ""));
  CHECK(catalog.definition_of(node(catalog, path))->is_declared);
  CHECK(catalog.node_of_definition("new_id").uri() == path);
  CHECK(catalog.definitions_edition() == "March 2025");
  CHECK_FALSE(catalog.has_later_list());
  CHECK_FALSE(catalog.definitions_digest().empty());
}

TEST_CASE("how a definition is set follows from the DDF") {
  const auto catalog = Catalog::built_in();
  const auto control = [&](const std::string& uri) { return suggested_control(node(catalog, uri)); };
  CHECK(control("./Device/Vendor/MSFT/Policy/Config/Printers/PointAndPrintRestrictions") == Control::Choice);
  CHECK(control("./Device/Vendor/MSFT/PassportForWork/x/Policies/EnablePinRecovery") == Control::Choice);
  CHECK(control("./Device/Vendor/MSFT/PassportForWork/x/Policies/PINComplexity/MinimumPINLength") == Control::Integer);
  CHECK(control("./Device/Vendor/MSFT/Policy/Config/Defender/ExcludedPaths") == Control::Texts);
}

TEST_CASE("digests of definitions differ where an id leads to another node") {
  const auto with = [](const std::string& path, const std::string& id) {
    return Catalog::built_in().with_definitions(list({row(path, Control::Text, id)})).definitions_digest();
  };
  CHECK(with(kAudio, "a") == with(kAudio, "a"));
  CHECK(with(kAudio, "a") != with(kAudio, "b"));
  CHECK(with(kAudio, "a") != with(kCamera, "a"));
}

TEST_CASE("a later list decides which of its definitions stand in options, and leaves the others as they are known") {
  const std::string lock = "./Device/Vendor/MSFT/Policy/Config/DeviceLock/";
  const std::string id = "device_vendor_msft_policy_config_devicelock_";
  const auto parents = [&](const Catalog& catalog, const std::string& name) {
    return catalog.definition_children().parents_of(id + name);
  };
  auto silent = list({row(lock + "DevicePasswordHistory", Control::Integer)});
  CHECK(parents(Catalog::built_in().with_definitions(silent), "devicepasswordhistory").size() == 1);

  auto told = list({row(lock + "DevicePasswordHistory", Control::Integer), row(kCamera, Control::Choice)});
  told.children.emplace();
  told.children->rows = {{kAudioId, {kAudioId + "_1"}, {kCameraId}},
                         {kCameraId, {kCameraId + "_0"}, {"x"}},
                         {kAudioId, {kAudioId + "_0"}, {"x"}}};
  const auto catalog = Catalog::built_in().with_definitions(told);
  CHECK(parents(catalog, "devicepasswordhistory").empty());
  CHECK(parents(catalog, "devicepasswordexpiration").size() == 1);
  CHECK(catalog.definition_children().is_parent(kAudioId));
  REQUIRE(catalog.definition_children().parents_of(kCameraId).size() == 1);
  CHECK(catalog.definition_children().parents_of(kCameraId)[0].options == std::vector{kAudioId + "_1"});
  // Of two the inner one first.
  CHECK(catalog.definition_children().parents_of("x").front().id == kCameraId);
  CHECK(catalog.definitions_digest() != Catalog::built_in().with_definitions(silent).definitions_digest());
  // What only declares definitions, or a list that does not say, changes nothing of it.
  CHECK(parents(catalog.with_definitions(silent), "devicepasswordhistory").empty());
  CHECK(Catalog::built_in().definition_children().parents_of(id + "devicepasswordhistory").size() == 1);
}

TEST_CASE("definitions that stand in one another in a circle are read") {
  auto round = list({row(kCamera, Control::Choice), row(kAudio, Control::Choice)});
  round.children.emplace();
  round.children->rows = {{kAudioId, {kAudioId + "_1"}, {kCameraId}}, {kCameraId, {kCameraId + "_1"}, {kAudioId}}};
  const auto catalog = Catalog::built_in().with_definitions(round);
  CHECK(catalog.definition_children().parents_of(kCameraId).size() == 1);
  CHECK(catalog.definition_children().parents_of(kAudioId).size() == 1);
}
