// Of every ADMX-backed policy of the catalogue that has elements: payload -> `admx` -> payload loses nothing.

#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "emit/import/import.hpp"
#include "object/canonical.hpp"
#include "property/scene.hpp"
#include "property/world.hpp"

using namespace pinwright;
using namespace pinwright::property;
using csp::AdmxKind;

namespace {

const std::string kSeparator(object::kAdmxSeparator);

auto collect(const csp::Node& node, std::vector<csp::Node>& out) -> void {
  const auto policy = node.admx();
  if (policy && !policy->elements.empty()) out.push_back(node);
  for (const auto& child : node.children()) collect(child, out);
}

auto policies_with_elements() -> const std::vector<csp::Node>& {
  static const auto kCatalog = csp::Catalog::built_in();
  static const auto kNodes = [] {
    std::vector<csp::Node> nodes;
    for (const auto& root : kCatalog.roots()) collect(root, nodes);
    return nodes;
  }();
  return kNodes;
}

/// Makes values that elements take, and some that they do not.
class Maker {
 public:
  explicit Maker(unsigned seed) : random_(seed) {}

  auto payload(const csp::AdmxPolicy& policy) -> object::AdmxPayload {
    object::AdmxPayload made{true, {}};
    for (const auto& element : policy.elements) {
      if (below(8) != 0) made.data.push_back({std::string(element.id), value(element)});
    }
    std::shuffle(made.data.begin(), made.data.end(), random_);
    return made;
  }

  /// One of the spellings of the payload.
  auto spelled(const object::AdmxPayload& payload) -> std::string {
    auto xml = object::to_xml(payload);
    if (below(4) == 0) xml.replace(1, 1, "E");
    return below(4) == 0 ? "<![CDATA[" + xml + "]]>" : xml;
  }

 private:
  auto below(std::size_t bound) -> std::size_t {
    return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random_);
  }

  auto text() -> std::string {
    static const std::vector<std::string> kPieces = {"a",      " ",  "<&\">'", "\n",  "\xC3\xA4", "{x}",  "true",
                                                     "1.10",   ": ", " #",     "0x1", "yes",      "\\",   "- ",
                                                     "{a: b}", "~",  "null",   "|",   "\t",       "\r\n", "{tenantId}"};
    std::string made;
    for (auto pieces = below(4); pieces > 0; --pieces) made += kPieces[below(kPieces.size())];
    return made;
  }

  auto texts(std::size_t count) -> std::string {
    std::string made;
    for (std::size_t i = 0; i < count; ++i) made += (i == 0 ? "" : kSeparator) + text();
    return made;
  }

  auto list(const csp::AdmxElement& element) -> std::string {
    if (below(3) == 0) return texts(below(5));
    std::string made;
    const auto count = below(4);
    for (std::size_t i = 0; i < count; ++i) {
      const auto item = "item" + text();
      const auto name = element.value_prefix ? std::string(*element.value_prefix) + std::to_string(i + 1) : item;
      made += (i == 0 ? "" : kSeparator) + name + kSeparator + item;
    }
    return made;
  }

  auto value(const csp::AdmxElement& element) -> std::string {
    switch (element.kind) {
      case AdmxKind::Boolean:
        return std::vector<std::string>{"true", "false", "True", "1"}[below(4)];
      case AdmxKind::Enum: {
        const auto& item = element.items.empty() ? std::nullopt : element.items[below(element.items.size())].value;
        return item && below(8) != 0 ? std::string(*item) : text();
      }
      case AdmxKind::Decimal:
      case AdmxKind::LongDecimal:
        return below(8) == 0 ? text() : std::to_string(below(100'000));
      case AdmxKind::Text:
        return text();
      case AdmxKind::MultiText:
        return texts(below(4));
      case AdmxKind::List:
        return list(element);
    }
    return {};
  }

  std::mt19937 random_;
};

auto live_policy(unsigned seed) -> object::Policy {
  Maker maker(seed);
  object::Policy policy;
  policy.display_name = "All";
  for (const auto& node : policies_with_elements()) {
    object::Setting setting;
    setting.key = object::SettingKey::of_oma_uri(node.uri());
    setting.display_name = std::string(node.name());
    setting.value = maker.spelled(maker.payload(*node.admx()));
    policy.settings.push_back(std::move(setting));
  }
  return policy;
}

auto imported(const object::Policy& policy) -> Workspace {
  emit::ImportTarget target;
  target.workspace = kWorkspace;
  target.tenant = "contoso";
  target.tenant_id = kTenantId;
  object::Live live;
  live.object = policy;
  std::map<std::string, std::string> files{
      {"pinwright.yaml",
       "pinwright: 1\nworkspace: " + kWorkspace + "\ntenants: {contoso: {tenantId: " + kTenantId + "}}\n"}};
  for (const auto& file : emit::import_policies({live}, target, {}, csp::Catalog::built_in()).files)
    files.emplace("imported/" + file.path, file.bytes);
  return Workspace(files);
}

}  // namespace

TEST_CASE("the payload of every policy with elements survives `admx`") {
  REQUIRE(policies_with_elements().size() > 1000);
  for (const unsigned seed : {1U, 2U, 3U}) {
    const auto policy = live_policy(seed);
    const auto workspace = imported(policy);
    REQUIRE(workspace.errors().empty());
    const auto& lowered = workspace.deployment().policies.at(0);
    REQUIRE(lower::is_complete(workspace.deployment()));
    const auto back = lower::to_object(lowered);
    REQUIRE(back.settings.size() == policy.settings.size());
    std::map<std::string, std::string> before;
    for (const auto& setting : policy.settings) before[setting.key.canonical()] = object::canonical_setting(setting);
    std::size_t by_elements = 0;
    for (const auto& setting : back.settings)
      CHECK(object::canonical_setting(setting) == before[setting.key.canonical()]);
    for (const auto& setting : lowered.settings) by_elements += setting.declared->admx ? 1U : 0U;
    // What holds a placeholder, or a list that is no mapping, stays XML.
    CHECK(by_elements > policy.settings.size() * 3 / 4);
  }
}

TEST_CASE("going from XML to `admx`, and back, is an empty plan") {
  const auto workspace_with = [](const std::string& how) {
    return Workspace(
        {{"pinwright.yaml", "pinwright: 1\nworkspace: " + kWorkspace + "\ntenants: {contoso: {tenantId: " + kTenantId +
                                "}}\npolicies:\n  printers:\n    displayName: Printers\n    settings:\n"
                                "      - omaUri: ./Device/Vendor/MSFT/Policy/Config/DeviceInstallation/"
                                "PreventInstallationOfMatchingDeviceSetupClasses\n        " +
                                how + "\n    assignments: {include: [allDevices]}\n"}});
  };
  const auto xml = workspace_with(
      "value: '<![CDATA[<Enabled/> <data value=\"TRUE\" id=\"deviceinstall_classes_deny_retroactive\"/>"
      "<data id=\"DeviceInstall_Classes_Deny_List\" value=\"1&#xF000;one&#61440;2&#xF000;a &amp; b\"/>]]>'");
  const auto admx = workspace_with(
      "admx: {DeviceInstall_Classes_Deny_List: [one, a & b], DeviceInstall_Classes_Deny_Retroactive: 'TRUE'}");
  for (const auto& [first, second] : {std::pair(&xml, &admx), std::pair(&admx, &xml)}) {
    World world(1);
    REQUIRE(failures(world.apply(world.plan(*first))).empty());
    CHECK(pending(world.plan(*second)).empty());
  }
}
