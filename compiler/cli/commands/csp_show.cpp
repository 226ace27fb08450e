#include "cli/commands/csp_show.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "base/print.hpp"
#include "base/text.hpp"
#include "csp/schema.hpp"
#include "csp/settings_catalog.hpp"
#include "diag/visible.hpp"

namespace pinwright::cli {

using Json = nlohmann::ordered_json;

namespace {

constexpr std::pair<csp::Access, std::string_view> kAccess[] = {{csp::Access::Add, "Add"},
                                                                {csp::Access::Delete, "Delete"},
                                                                {csp::Access::Exec, "Exec"},
                                                                {csp::Access::Get, "Get"},
                                                                {csp::Access::Replace, "Replace"}};

auto access_of(const csp::Node& node) -> std::vector<std::string> {
  std::vector<std::string> names;
  for (const auto& [access, name] : kAccess) {
    if (node.can(access)) names.emplace_back(name);
  }
  return names;
}

auto word(csp::Allowed allowed) -> std::string_view {
  switch (allowed) {
    case csp::Allowed::Absent:
      return "";
    case csp::Allowed::Any:
      return "any";
    case csp::Allowed::Enum:
      return "enum";
    case csp::Allowed::Flag:
      return "flag";
    case csp::Allowed::Range:
      return "range";
    case csp::Allowed::RegEx:
      return "regEx";
    case csp::Allowed::Xsd:
      return "xsd";
    case csp::Allowed::Json:
      return "json";
    case csp::Allowed::Sddl:
      return "sddl";
    case csp::Allowed::Admx:
      return "admx";
  }
  return "";
}

auto text_of(const csp::OsBuild& build) -> std::string {
  auto text = fmt::format("{}.{}.{}", build.major, build.minor, build.build);
  return build.revision == 0 ? text : fmt::format("{}.{}", text, build.revision);
}

auto builds_of(const csp::Node& node) -> std::vector<std::string> {
  std::vector<std::string> texts;
  for (const auto& build : node.os_builds()) texts.push_back(text_of(build));
  return texts;
}

auto editions_of(const csp::Node& node, const csp::Catalog& catalog) -> std::vector<std::string> {
  std::vector<std::string> names;
  for (const auto sku : node.editions()) {
    const auto name = catalog.edition_name(sku);
    names.push_back(name.empty() ? fmt::format("0x{:X}", sku) : std::string(name));
  }
  return names;
}

auto allowed_text(const csp::Node& node) -> std::string {
  if (const auto range = node.allowed_range()) return fmt::format("{} to {}", range->low, range->high);
  if (node.allowed() == csp::Allowed::RegEx) return std::string(node.pattern());
  std::vector<std::string> values;
  for (const auto value : node.allowed_values()) values.emplace_back(value);
  return base::joined(values, ", ");
}

auto print_row(std::ostream& out, std::string_view key, std::string_view value) -> void {
  if (!value.empty()) base::print(out, "  {:<14} {}\n", key, diag::visible(value));
}

/// "Not allowed" of each value that has a name.
auto meanings_of(const csp::Node& node) -> std::vector<std::pair<std::string_view, std::string_view>> {
  const auto values = node.allowed_values();
  const auto labels = node.allowed_labels();
  std::vector<std::pair<std::string_view, std::string_view>> rows;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (!labels[i].empty()) rows.emplace_back(values[i], labels[i]);
  }
  return rows;
}

/// Microsoft's default where the ADMX states no bound.
auto bounds_text(const csp::AdmxElement& element) -> std::string {
  switch (element.kind) {
    case csp::AdmxKind::Decimal:
      return fmt::format(", {} to {}", element.min.value_or(0), element.max.value_or(csp::kAdmxDefaultMax));
    case csp::AdmxKind::LongDecimal:
      return element.max ? fmt::format(", {} to {}", element.min.value_or(0), *element.max) : "";
    case csp::AdmxKind::Text:
      return fmt::format(", at most {} characters", element.max_length.value_or(csp::kAdmxDefaultMaxLength));
    case csp::AdmxKind::List:
      return element.explicit_value ? ", names and values" : ", values";
    case csp::AdmxKind::Boolean:
    case csp::AdmxKind::Enum:
    case csp::AdmxKind::MultiText:
      break;
  }
  return "";
}

auto print_element(std::ostream& out, const csp::AdmxElement& element) -> void {
  print_row(out, "element",
            fmt::format("{}: {}{}{}", element.id, csp::name(element.kind), bounds_text(element),
                        element.required ? ", required" : ""));
  for (const auto& item : element.items) {
    print_row(out, "", fmt::format("  {} {}", item.value.value_or("(nothing to send)"), item.name));
  }
}

/// The outermost elements that the XML of the value may have; none: not known, or no XML.
auto xml_roots(const csp::Node& node) -> std::vector<std::string_view> {
  if (const auto root = node.xml_root()) return {root->name};
  const auto schema = node.schema();
  return schema ? schema->roots() : std::vector<std::string_view>();
}

auto xml_text(const csp::Node& node) -> std::string {
  std::string text;
  for (const auto name : xml_roots(node)) text += fmt::format("{}<{}>", text.empty() ? "" : ", ", name);
  const auto root = node.xml_root();
  if (root && root->space) text += fmt::format(" of {}", *root->space);
  return node.schema() ? text + ", checked against an XML schema" : text;
}

auto print_admx(std::ostream& out, const csp::Node& node) -> void {
  const auto policy = node.admx();
  if (!policy) return;
  const auto from = policy->edition.empty() ? std::string("an ADMX file of the workspace")
                                            : fmt::format("ADMX files of {}", policy->edition);
  print_row(out, "admx policy", fmt::format("{} ({}, {})", policy->name, csp::name(policy->policy_class), from));
  for (const auto& element : policy->elements) print_element(out, element);
}

auto to_json(const csp::AdmxElement& element) -> Json {
  Json json{{"id", element.id}, {"kind", csp::name(element.kind)}, {"required", element.required}};
  if (element.min) json["min"] = *element.min;
  if (element.max) json["max"] = *element.max;
  if (element.max_length) json["maxLength"] = *element.max_length;
  if (element.kind == csp::AdmxKind::List) json["explicitValue"] = element.explicit_value;
  for (const auto& item : element.items) {
    json["items"].push_back({{"name", item.name}, {"value", item.value ? Json(*item.value) : Json()}});
  }
  return json;
}

auto to_json(const csp::AdmxPolicy& policy) -> Json {
  Json json{{"name", policy.name}, {"class", csp::name(policy.policy_class)}, {"edition", policy.edition}};
  json["elements"] = Json::array();
  for (const auto& element : policy.elements) json["elements"].push_back(to_json(element));
  return json;
}

}  // namespace

auto to_json(const csp::Node& node, const csp::Catalog& catalog) -> Json {
  Json json{{"omaUri", node.uri()}, {"format", csp::name(node.format())}, {"access", access_of(node)}};
  if (const auto value = node.default_value()) json["default"] = *value;
  if (node.allowed() != csp::Allowed::Absent)
    json["allowed"] = {{"kind", word(node.allowed())}, {"values", allowed_text(node)}};
  for (const auto& [value, meaning] : meanings_of(node)) json["meanings"][std::string(value)] = meaning;
  if (const auto roots = xml_roots(node); !roots.empty())
    json["xml"] = {{"roots", roots}, {"schema", node.schema().has_value()}};
  if (const auto policy = node.admx()) json["admx"] = to_json(*policy);
  json["osBuilds"] = builds_of(node);
  json["cspVersion"] = node.csp_version();
  json["editions"] = editions_of(node, catalog);
  json["deprecated"] = node.is_deprecated();
  json["retired"] = node.is_retired();
  if (!node.replaced_by().empty()) json["replacedBy"] = node.replaced_by();
  json["edition"] = node.edition();
  if (catalog.definition_of(node)) json["settingsCatalogId"] = catalog.definition_id(node);
  Json children = Json::array();
  for (const auto& child : node.children()) children.push_back(child.uri());
  json["children"] = std::move(children);
  return json;
}

auto print_node(std::ostream& out, const csp::Node& node, const csp::Catalog& catalog) -> void {
  base::print(out, "{}\n", diag::visible(node.uri()));
  print_row(out, "format", csp::name(node.format()));
  print_row(out, "access", base::joined(access_of(node), ", "));
  print_row(out, "default", node.default_value().value_or(""));
  print_row(
      out, "allowed",
      node.allowed() == csp::Allowed::Absent ? "" : fmt::format("{} {}", word(node.allowed()), allowed_text(node)));
  for (const auto& [value, meaning] : meanings_of(node)) print_row(out, "value", fmt::format("{}  {}", value, meaning));
  print_row(out, "xml", xml_text(node));
  print_admx(out, node);
  print_row(out, "list",
            node.list_delimiter().empty() ? "" : fmt::format("separated by {}", base::quoted(node.list_delimiter())));
  print_row(out, "since build", base::joined(builds_of(node), ", "));
  print_row(out, "editions", base::joined(editions_of(node, catalog), ", "));
  print_row(out, "deprecated", node.is_deprecated() ? fmt::format("yes {}", node.deprecated_since()) : "");
  print_row(out, "use instead", node.replaced_by());
  print_row(out, "retired", node.is_retired() ? fmt::format("the last edition that has it is {}", node.edition()) : "");
  print_row(out, "edition", node.is_retired() ? "" : node.edition());
  if (catalog.definition_of(node)) print_row(out, "catalog id", catalog.definition_id(node));
  for (const auto& child : node.children()) print_row(out, "child", child.uri());
}

}  // namespace pinwright::cli
