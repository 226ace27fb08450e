// The figures were counted in Microsoft's XML with another program, not with the importer.

#include <map>
#include <set>

#include "csp/names.hpp"
#include "support.hpp"

using namespace pinwright::csp;

namespace {

using Counts = std::map<std::string, int>;

template <class Key>
auto count_by(const std::vector<NodeFacts>& nodes, const Key& key) -> Counts {
  Counts counts;
  for (const NodeFacts& node : nodes) {
    const std::string name(key(node));
    if (!name.empty()) ++counts[name];
  }
  return counts;
}

template <class Condition>
auto count_if(const std::vector<NodeFacts>& nodes, const Condition& condition) -> std::ptrdiff_t {
  return std::count_if(nodes.begin(), nodes.end(), condition);
}

auto has_access(Access access) {
  return [access](const NodeFacts& node) { return (node.access & static_cast<unsigned>(access)) != 0; };
}

auto is_dynamic(const NodeFacts& node) -> bool { return node.path.ends_with('}'); }

}  // namespace

TEST_CASE("the catalogue holds what Microsoft's files hold, element by element") {
  const auto nodes = csp_test::committed_nodes();
  CHECK(csp_test::committed().size() == 315);
  CHECK(nodes.size() == 5955);

  CHECK(count_by(nodes, [](const NodeFacts& node) { return name(node.format); }) == Counts{{"chr", 3467},
                                                                                           {"int", 1379},
                                                                                           {"node", 809},
                                                                                           {"bool", 218},
                                                                                           {"b64", 28},
                                                                                           {"null", 28},
                                                                                           {"xml", 21},
                                                                                           {"bin", 3},
                                                                                           {"time", 2}});
  CHECK(count_if(nodes, has_access(Access::Get)) == 5908);
  CHECK(count_if(nodes, has_access(Access::Replace)) == 4666);
  CHECK(count_if(nodes, has_access(Access::Add)) == 4583);
  CHECK(count_if(nodes, has_access(Access::Delete)) == 4506);
  CHECK(count_if(nodes, has_access(Access::Exec)) == 61);
  CHECK(count_by(nodes, [](const NodeFacts& node) { return node.occurrence; }) ==
        Counts{
            {"ZeroOrOne", 4172}, {"One", 1666}, {"ZeroOrMore", 100}, {"OneOrMore", 15}, {"OneOrN", 1}, {"ZeroOrN", 1}});
  CHECK(count_by(nodes, [](const NodeFacts& node) { return node.scope; }) ==
        Counts{{"Dynamic", 5159}, {"Permanent", 796}});
}

TEST_CASE("applicability survives: builds, CSP versions, editions") {
  const auto nodes = csp_test::committed_nodes();
  CHECK(count_if(nodes, [](const NodeFacts& node) {
          return !node.builds.empty() || !node.csp_version.empty() || node.editions.has_value();
        }) == 4120);
  CHECK(count_if(nodes, [](const NodeFacts& node) { return !node.builds.empty(); }) == 4118);
  CHECK(count_if(nodes, [](const NodeFacts& node) { return !node.csp_version.empty(); }) == 4115);
  CHECK(count_if(nodes, [](const NodeFacts& node) { return node.editions.has_value(); }) == 3767);
  CHECK(count_if(nodes, [](const NodeFacts& node) { return node.editions && node.editions->empty(); }) == 21);
  std::set<std::vector<std::uint16_t>> lists;
  for (const NodeFacts& node : nodes) {
    if (node.editions) lists.insert(*node.editions);
  }
  CHECK(lists.size() == 44);
}

TEST_CASE("allowed values survive by kind, lists by delimiter") {
  const auto nodes = csp_test::committed_nodes();
  CHECK(count_by(nodes,
                 [](const NodeFacts& node) {
                   return node.allowed.kind == Allowed::Absent ? std::string_view() : name(node.allowed.kind);
                 }) == Counts{{"Admx", 2516},
                              {"Enum", 1202},
                              {"Any", 487},
                              {"Range", 220},
                              {"RegEx", 33},
                              {"Xsd", 18},
                              {"Flag", 11},
                              {"Json", 1},
                              {"Sddl", 1}});
  CHECK(count_if(nodes, [](const NodeFacts& node) { return node.admx.has_value(); }) == 2516);
  CHECK(count_by(nodes, [](const NodeFacts& node) { return node.list; }) ==
        Counts{{";", 94}, {"\xEF\x80\x80", 50 + 12}, {",", 27}, {"|", 14}});
  std::size_t rows = 0;
  for (const NodeFacts& node : nodes) rows += node.allowed.values.size();
  CHECK(rows == 3111);
  CHECK(count_if(nodes, [](const NodeFacts& node) { return node.default_value.has_value(); }) == 1336);
}

TEST_CASE("what else is stated survives: naming, deprecation, conflicts, dependencies, reboots") {
  const auto nodes = csp_test::committed_nodes();
  CHECK(count_if(nodes, is_dynamic) == 132);
  CHECK(count_by(nodes, [](const NodeFacts& node) {
          return node.naming == Naming::Static ? std::string_view() : name(node.naming);
        }) == Counts{{"UniqueName", 65}, {"ClientInventory", 33}, {"ServerGenerated", 29}});
  CHECK(count_if(nodes, [](const NodeFacts& node) { return node.deprecated; }) == 31);
  CHECK(count_if(nodes, [](const NodeFacts& node) { return !node.deprecated_since.empty(); }) == 24);
  CHECK(count_by(nodes, [](const NodeFacts& node) { return node.conflict; }) ==
        Counts{{"LastWrite", 3144},
               {"LowestValueMostSecure", 367},
               {"HighestValueMostSecure", 192},
               {"LowestValueMostSecureZeroHasNoLimits", 9},
               {"HighestValueMostSecureZeroHasNoLimits", 2}});
  CHECK(count_if(nodes, [](const NodeFacts& node) { return node.group_policy; }) == 907);
  CHECK(count_by(nodes, [](const NodeFacts& node) { return node.reboot; }) ==
        Counts{{"Automatic", 14}, {"ServerInitiated", 4}});
  CHECK(count_if(nodes, [](const NodeFacts& node) { return node.atomic; }) == 21);
  CHECK(count_by(nodes, [](const NodeFacts& node) { return node.case_sense; }) == Counts{{"CIS", 142}, {"CS", 3}});
}

TEST_CASE("dependencies survive with their groups") {
  std::size_t with = 0, groups = 0, dependencies = 0, negated = 0, changed = 0;
  for (const NodeFacts& node : csp_test::committed_nodes()) {
    with += node.dependencies.empty() ? 0U : 1U;
    for (const auto& group : node.dependencies) {
      ++groups;
      changed += group.changed.kind == Allowed::Absent ? 0U : 1U;
      for (const auto& dependency : group.any_of) {
        ++dependencies;
        negated += dependency.negated ? 1U : 0U;
      }
    }
  }
  CHECK(with == 125);
  CHECK(groups == 126);
  CHECK(dependencies == 127);
  CHECK(negated == 1);
  CHECK(changed == 8);
}

TEST_CASE("what Intune can set is what Microsoft's files let it set") {
  const auto catalog = Catalog::built_in();
  int leaves = 0, settable = 0, without_builds = 0, nodes = 0;
  const auto visit = [&](const auto& self, const Node& node) -> void {
    if (node.is_retired()) return;
    ++nodes;
    const auto children = node.children();
    leaves += children.empty() ? 1 : 0;
    settable += children.empty() && node.can(Access::Add) && node.can(Access::Replace) && node.can(Access::Get) ? 1 : 0;
    without_builds += node.os_builds().empty() && node.csp_version().empty() && node.editions().empty() ? 1 : 0;
    for (const Node& child : children) self(self, child);
  };
  for (const Node& root : catalog.roots()) visit(visit, root);
  CHECK(nodes == 5955);
  CHECK(leaves == 5146);
  CHECK(settable == 4394);
  CHECK(without_builds == 368);
}

TEST_CASE("what only February 2025 had is there and says so") {
  std::vector<std::string> retired;
  const auto catalog = Catalog::built_in();
  for (const Node& node : catalog.search("./")) {
    if (node.is_retired()) retired.push_back(node.uri());
    CHECK(node.edition() == (node.is_retired() ? "February 2025" : "February 2026"));
  }
  const std::string device = "./Device/Vendor/MSFT/";
  const std::string profiles = device + "AccountManagement/UserProfileManagement";
  const std::string screen = device + "Policy/Config/HumanPresence/ForcePrivacyScreen";
  CHECK(retired == std::vector<std::string>{
                       device + "AccountManagement", profiles, profiles + "/DeletionPolicy",
                       profiles + "/EnableProfileManager", profiles + "/ProfileInactivityThreshold",
                       profiles + "/StorageCapacityStartDeletion", profiles + "/StorageCapacityStopDeletion", screen,
                       screen + "Dim", screen + "Notification", "./User/Vendor/MSFT/Policy/Config/SpeakForMe",
                       "./User/Vendor/MSFT/Policy/Config/SpeakForMe/EnableSpeakForMe"});
}
