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
  CHECK(csp_test::committed().size() == 309);
  CHECK(nodes.size() == 5815);

  CHECK(count_by(nodes, [](const NodeFacts& node) { return name(node.format); }) == Counts{{"chr", 3436},
                                                                                           {"int", 1300},
                                                                                           {"node", 790},
                                                                                           {"bool", 207},
                                                                                           {"b64", 28},
                                                                                           {"null", 28},
                                                                                           {"xml", 21},
                                                                                           {"bin", 3},
                                                                                           {"time", 2}});
  CHECK(count_if(nodes, has_access(Access::Get)) == 5768);
  CHECK(count_if(nodes, has_access(Access::Replace)) == 4555);
  CHECK(count_if(nodes, has_access(Access::Add)) == 4481);
  CHECK(count_if(nodes, has_access(Access::Delete)) == 4405);
  CHECK(count_if(nodes, has_access(Access::Exec)) == 61);
  CHECK(
      count_by(nodes, [](const NodeFacts& node) { return node.occurrence; }) ==
      Counts{{"ZeroOrOne", 4084}, {"One", 1617}, {"ZeroOrMore", 97}, {"OneOrMore", 15}, {"OneOrN", 1}, {"ZeroOrN", 1}});
  CHECK(count_by(nodes, [](const NodeFacts& node) { return node.scope; }) ==
        Counts{{"Dynamic", 5043}, {"Permanent", 772}});
}

TEST_CASE("applicability survives: builds, CSP versions, editions") {
  const auto nodes = csp_test::committed_nodes();
  CHECK(count_if(nodes, [](const NodeFacts& node) {
          return !node.builds.empty() || !node.csp_version.empty() || node.editions.has_value();
        }) == 4027);
  CHECK(count_if(nodes, [](const NodeFacts& node) { return !node.builds.empty(); }) == 4024);
  CHECK(count_if(nodes, [](const NodeFacts& node) { return !node.csp_version.empty(); }) == 4021);
  CHECK(count_if(nodes, [](const NodeFacts& node) { return node.editions.has_value(); }) == 3680);
  CHECK(count_if(nodes, [](const NodeFacts& node) { return node.editions && node.editions->empty(); }) == 21);
  std::set<std::vector<std::uint16_t>> lists;
  for (const NodeFacts& node : nodes) {
    if (node.editions) lists.insert(*node.editions);
  }
  CHECK(lists.size() == 43);
}

TEST_CASE("allowed values survive by kind, lists by delimiter") {
  const auto nodes = csp_test::committed_nodes();
  CHECK(count_by(nodes,
                 [](const NodeFacts& node) {
                   return node.allowed.kind == Allowed::Absent ? std::string_view() : name(node.allowed.kind);
                 }) == Counts{{"Admx", 2501},
                              {"Enum", 1138},
                              {"Any", 481},
                              {"Range", 201},
                              {"RegEx", 32},
                              {"Xsd", 18},
                              {"Flag", 11},
                              {"Json", 1},
                              {"Sddl", 1}});
  CHECK(count_if(nodes, [](const NodeFacts& node) { return node.admx.has_value(); }) == 2501);
  CHECK(count_by(nodes, [](const NodeFacts& node) { return node.list; }) ==
        Counts{{";", 92}, {"\xEF\x80\x80", 50 + 12}, {",", 26}, {"|", 14}});
  std::size_t rows = 0;
  for (const NodeFacts& node : nodes) rows += node.allowed.values.size();
  CHECK(rows == 2946);
  CHECK(count_if(nodes, [](const NodeFacts& node) { return node.default_value.has_value(); }) == 1266);
}

TEST_CASE("what else is stated survives: naming, deprecation, conflicts, dependencies, reboots") {
  const auto nodes = csp_test::committed_nodes();
  CHECK(count_if(nodes, is_dynamic) == 129);
  CHECK(count_by(nodes, [](const NodeFacts& node) {
          return node.naming == Naming::Static ? std::string_view() : name(node.naming);
        }) == Counts{{"UniqueName", 63}, {"ClientInventory", 33}, {"ServerGenerated", 28}});
  CHECK(count_if(nodes, [](const NodeFacts& node) { return node.deprecated; }) == 30);
  CHECK(count_if(nodes, [](const NodeFacts& node) { return !node.deprecated_since.empty(); }) == 23);
  CHECK(count_by(nodes, [](const NodeFacts& node) { return node.conflict; }) ==
        Counts{{"LastWrite", 3107},
               {"LowestValueMostSecure", 332},
               {"HighestValueMostSecure", 179},
               {"LowestValueMostSecureZeroHasNoLimits", 9},
               {"HighestValueMostSecureZeroHasNoLimits", 2}});
  CHECK(count_if(nodes, [](const NodeFacts& node) { return node.group_policy; }) == 842);
  CHECK(count_by(nodes, [](const NodeFacts& node) { return node.reboot; }) ==
        Counts{{"Automatic", 14}, {"ServerInitiated", 4}});
  CHECK(count_if(nodes, [](const NodeFacts& node) { return node.atomic; }) == 20);
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
  CHECK(with == 116);
  CHECK(groups == 117);
  CHECK(dependencies == 118);
  CHECK(negated == 1);
  CHECK(changed == 6);
}

TEST_CASE("what Intune can set is what Microsoft's files let it set") {
  const auto catalog = Catalog::built_in();
  int leaves = 0, settable = 0, without_builds = 0, nodes = 0;
  const auto visit = [&](const auto& self, const Node& node) -> void {
    ++nodes;
    const auto children = node.children();
    leaves += children.empty() ? 1 : 0;
    settable += children.empty() && node.can(Access::Add) && node.can(Access::Replace) && node.can(Access::Get) ? 1 : 0;
    without_builds += node.os_builds().empty() && node.csp_version().empty() && node.editions().empty() ? 1 : 0;
    for (const Node& child : children) self(self, child);
  };
  for (const Node& root : catalog.roots()) visit(visit, root);
  CHECK(nodes == 5815);
  CHECK(leaves == 5025);
  CHECK(settable == 4298);
  CHECK(without_builds == 367);
}
