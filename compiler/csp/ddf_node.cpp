#include "csp/ddf_node.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"
#include "csp/ddf_values.hpp"
#include "csp/ddf_xml.hpp"
#include "csp/ddf_xsd.hpp"
#include "csp/names.hpp"

namespace pinwright::csp {
namespace {

using Problems = std::vector<std::string>;

constexpr std::array<std::pair<std::string_view, Access>, 5> kAccess = {{{"Add", Access::Add},
                                                                         {"Delete", Access::Delete},
                                                                         {"Get", Access::Get},
                                                                         {"Replace", Access::Replace},
                                                                         {"Exec", Access::Exec}}};

auto note(Problems& problems, std::string problem) -> void {
  if (!problem.empty()) problems.push_back(std::move(problem));
}

/// Braces and slashes would be taken for structure of the path.
auto title_segment(std::string_view title) -> std::string {
  std::string segment = "{";
  for (const char c : base::trimmed(title)) {
    if (c != '/' && c != '{' && c != '}') segment += c;
  }
  return segment + "}";
}

auto read_access(const pugi::xml_node& properties) -> std::uint8_t {
  unsigned bits = 0;
  const pugi::xml_node types = child(properties, "AccessType");
  for (const auto& [spelled, access] : kAccess) {
    if (child(types, spelled)) bits |= static_cast<unsigned>(access);
  }
  return static_cast<std::uint8_t>(bits);
}

auto read_format(const pugi::xml_node& properties, bool inner, Problems& problems) -> Format {
  const std::string spelled = base::folded(local_name(first_element(child(properties, "DFFormat"))));
  if (const auto format = format_of(spelled)) return *format;
  if (!inner) problems.push_back("unknown format " + base::quoted(spelled) + ", taken for `chr`");
  return inner ? Format::Node : Format::Chr;
}

/// Name of the one element that `key` holds, such as "ZeroOrOne".
auto choice(const pugi::xml_node& properties, std::string_view key) -> std::string {
  return std::string(local_name(first_element(child(properties, key))));
}

auto read_applicability(const pugi::xml_node& properties, NodeFacts& node, Problems& problems) -> void {
  const pugi::xml_node applicability = child(properties, "Applicability");
  const std::string builds = child_text(applicability, "OsBuildVersion");
  for (const std::string_view piece : base::split(builds, ',')) {
    const std::string_view build = base::trimmed(piece);
    if (parse_os_build(build)) {
      node.builds.emplace_back(build);
    } else if (!build.empty()) {
      problems.push_back(base::quoted(build) + " is not a build");
    }
  }
  node.csp_version = child_text(applicability, "CspVersion");
  if (!child(applicability, "EditionAllowList")) return;
  const std::string editions = child_text(applicability, "EditionAllowList");
  node.editions = parse_editions(editions);
  if (!node.editions) problems.push_back(base::quoted(editions) + " is not a list of editions");
}

auto read_schema(const pugi::xml_node& allowed, NodeFacts& node, Problems& problems) -> void {
  auto schema = read_xsd(child(allowed, "Value").text().get());
  if (schema.ok()) {
    node.schema = std::make_shared<const XmlSchemaFacts>(std::move(schema).value());
  } else {
    problems.push_back("its XSD " + schema.error().message);
  }
}

auto read_values(const pugi::xml_node& properties, NodeFacts& node, Problems& problems) -> void {
  if (const pugi::xml_node value = child(properties, "DefaultValue")) node.default_value = value.text().get();
  const pugi::xml_node allowed = child(properties, "AllowedValues");
  if (!allowed) return;
  std::string problem;
  node.allowed = read_allowed_values(allowed, problem);
  note(problems, std::move(problem));
  if (node.allowed.kind == Allowed::Xsd) read_schema(allowed, node, problems);
  node.list = decode_delimiter(attribute(child(allowed, "List"), "Delimiter"));
  if (const pugi::xml_node admx = child(allowed, "AdmxBacked")) {
    node.admx = AdmxFacts{attribute(admx, "File"), attribute(admx, "Name"), attribute(admx, "Area")};
  }
}

auto read_naming(const pugi::xml_node& properties, NodeFacts& node) -> void {
  const pugi::xml_node naming = child(properties, "DynamicNodeNaming");
  if (!naming) return;
  if (child(naming, "ClientInventory")) {
    node.naming = Naming::ClientInventory;
  } else if (child(naming, "ServerGeneratedUniqueIdentifier")) {
    node.naming = Naming::ServerGenerated;
  } else if (child(naming, "UniqueName")) {
    node.naming = Naming::UniqueName;
    const std::string pattern = child_text(naming, "UniqueName");
    if (is_plausible_pattern(pattern)) node.name_pattern = pattern;
  }
}

auto read_dependency(const pugi::xml_node& element, Problems& problems) -> DependencyFacts {
  DependencyFacts dependency;
  dependency.negated = base::equal_folded(attribute(element, "Type"), "Not");
  dependency.uri = child_text(element, "DependencyUri");
  std::string problem;
  if (const pugi::xml_node values = child(element, "DependencyAllowedValue")) {
    dependency.allowed = read_dependency_values(values, problem);
  }
  note(problems, std::move(problem));
  return dependency;
}

auto read_dependencies(const pugi::xml_node& properties, NodeFacts& node, Problems& problems) -> void {
  for (const pugi::xml_node& element : child(properties, "DependencyBehavior").children()) {
    if (local_name(element) != "DependencyGroup") continue;
    DependencyGroupFacts group;
    group.id = attribute(element, "FriendlyId");
    std::string problem;
    for (const pugi::xml_node& row : element.children()) {
      if (local_name(row) == "Dependency") group.any_of.push_back(read_dependency(row, problems));
      if (local_name(row) == "DependencyChangedAllowedValues") group.changed = read_dependency_values(row, problem);
    }
    note(problems, std::move(problem));
    node.dependencies.push_back(std::move(group));
  }
}

auto read_behaviour(const pugi::xml_node& properties, NodeFacts& node) -> void {
  if (const pugi::xml_node deprecated = child(properties, "Deprecated")) {
    node.deprecated = true;
    node.deprecated_since = std::string(base::trimmed(attribute(deprecated, "OsBuildDeprecated")));
  }
  node.conflict = child_text(properties, "ConflictResolution");
  node.reboot = child_text(properties, "RebootBehavior");
  node.atomic = !child(properties, "AtomicRequired").empty();
  node.case_sense = choice(properties, "CaseSense");
  node.group_policy = !child(properties, "GpMapping").empty();
}

auto is_path_character(char c) -> bool {
  return c != '/' && c != '{' && c != '}' && c != '\\' && c > ' ' && c < '\x7F';
}

}  // namespace

auto read_segment(const pugi::xml_node& node, std::string& problem) -> std::string {
  auto name = child_text(node, "NodeName");
  // v1 files also write a dynamic node as `*` or `{…}`.
  if (name.empty() || name == "*") return title_segment(child_text(child(node, "DFProperties"), "DFTitle"));
  if (name.size() > 2 && name.front() == '{' && name.back() == '}') return title_segment(name);
  if (std::all_of(name.begin(), name.end(), is_path_character)) return name;
  problem = "node name " + base::quoted(name) + " is not one segment of a path; left out with all that is below it";
  return {};
}

auto read_node(const pugi::xml_node& node, std::string path, Problems& problems) -> NodeFacts {
  const pugi::xml_node properties = child(node, "DFProperties");
  NodeFacts facts;
  facts.path = std::move(path);
  facts.access = read_access(properties);
  facts.format = read_format(properties, !child(node, "Node").empty(), problems);
  facts.occurrence = choice(properties, "Occurrence");
  facts.scope = choice(properties, "Scope");
  read_values(properties, facts, problems);
  read_naming(properties, facts);
  read_applicability(properties, facts, problems);
  read_behaviour(properties, facts);
  read_dependencies(properties, facts, problems);
  return facts;
}

}  // namespace pinwright::csp
