
#include "base/json.hpp"
#include "base/text.hpp"
#include "csp/admx_json.hpp"
#include "csp/facts.hpp"
#include "csp/json_out.hpp"
#include "csp/names.hpp"
#include "csp/schema_json.hpp"

namespace pinwright::csp {
namespace {

using Json = nlohmann::ordered_json;
using EditionLists = std::vector<std::vector<std::uint16_t>>;

auto put_allowed(Json& out, const AllowedFacts& allowed) -> void {
  if (allowed.kind == Allowed::Absent) return;
  out["allowed"] = name(allowed.kind);
  if (!allowed.values.empty()) out["values"] = allowed.values;
  if (!allowed.labels.empty()) out["labels"] = allowed.labels;
  if (allowed.range) out["range"] = {allowed.range->low, allowed.range->high};
  put_text(out, "pattern", allowed.pattern);
}

auto to_json(const DependencyGroupFacts& group) -> Json {
  Json out;
  out["id"] = group.id;
  if (group.changed.kind != Allowed::Absent) put_allowed(out["changed"], group.changed);
  out["anyOf"] = Json::array();
  for (const DependencyFacts& dependency : group.any_of) {
    Json row;
    put_flag(row, "not", dependency.negated);
    row["uri"] = dependency.uri;
    put_allowed(row, dependency.allowed);
    out["anyOf"].push_back(std::move(row));
  }
  return out;
}

template <class T>
auto index_in(const std::vector<T>& table, const T& item) -> std::size_t {
  return static_cast<std::size_t>(std::find(table.begin(), table.end(), item) - table.begin());
}

auto put_applicability(Json& out, const NodeFacts& node, const EditionLists& lists) -> void {
  if (!node.builds.empty()) out["builds"] = node.builds;
  put_text(out, "cspVersion", node.csp_version);
  if (node.editions) out["editions"] = index_in(lists, *node.editions);
}

auto put_behaviour(Json& out, const NodeFacts& node) -> void {
  put_flag(out, "deprecated", node.deprecated);
  put_text(out, "deprecatedSince", node.deprecated_since);
  for (const DependencyGroupFacts& group : node.dependencies) out["dependencies"].push_back(to_json(group));
  put_text(out, "conflict", node.conflict);
  put_text(out, "reboot", node.reboot);
  put_flag(out, "atomic", node.atomic);
  put_text(out, "caseSense", node.case_sense);
  put_flag(out, "groupPolicy", node.group_policy);
}

/// What several nodes of a file share.
struct Tables {
  EditionLists editions;
  std::vector<std::string> schemas;  // JSON
};

auto line(const Json& json) -> std::string { return json.dump(-1, ' ', true, Json::error_handler_t::replace); }

auto to_json(const NodeFacts& node, const Tables& tables) -> Json {
  Json out;
  out["path"] = node.path;
  out["format"] = name(node.format);
  out["access"] = access_letters(node.access);
  put_text(out, "occurrence", node.occurrence);
  put_text(out, "scope", node.scope);
  put_stated(out, "default", node.default_value);
  put_allowed(out, node.allowed);
  if (node.schema) out["schema"] = index_in(tables.schemas, line(to_json(*node.schema)));
  put_text(out, "list", node.list);
  if (node.naming != Naming::Static) out["naming"] = name(node.naming);
  put_text(out, "namePattern", node.name_pattern);
  if (node.admx) {
    out["admx"] = {{"file", node.admx->file}, {"name", node.admx->name}, {"area", node.admx->area}};
    if (node.admx->policy) out["admx"]["policy"] = to_json(*node.admx->policy);
  }
  put_applicability(out, node, tables.editions);
  put_behaviour(out, node);
  put_text(out, "retired", node.retired);
  return out;
}

template <class T>
auto add_once(std::vector<T>& table, T item) -> void {
  if (index_in(table, item) == table.size()) table.push_back(std::move(item));
}

/// Each in order of first use.
auto tables_of(const FileFacts& file) -> Tables {
  Tables tables;
  for (const NodeFacts& node : file.nodes) {
    if (node.editions) add_once(tables.editions, *node.editions);
    if (node.schema) add_once(tables.schemas, line(to_json(*node.schema)));
  }
  return tables;
}

auto list_of(const std::vector<std::string>& lines) -> std::string {
  std::string out = "[";
  for (std::size_t i = 0; i < lines.size(); ++i) out += (i == 0 ? "\n" : ",\n") + lines[i];
  return out + "]";
}

auto texts_of(const Json& value) -> std::vector<std::string> {
  std::vector<std::string> texts;
  for (const Json& item : value.is_array() ? value : Json::array({value})) {
    texts.push_back(item.is_string() ? item.get<std::string>() : line(item));
  }
  return texts;
}

}  // namespace

auto stated_facts(const NodeFacts& node) -> std::vector<Fact> {
  Json json = to_json(node, Tables{});
  // The indices say nothing outside of their file.
  if (node.editions) json["editions"] = *node.editions;
  if (node.schema) json["schema"] = to_json(*node.schema);
  std::vector<Fact> facts;
  for (const auto& [key, value] : json.items()) facts.push_back({key, texts_of(value)});
  return facts;
}

auto to_json(const FileFacts& file) -> std::string {
  const Tables tables = tables_of(file);
  std::vector<std::string> editions, nodes;
  for (const auto& list : tables.editions) editions.push_back(line(list));
  for (const NodeFacts& node : file.nodes) nodes.push_back(line(to_json(node, tables)));
  std::string out = "{\"format\":1,\n\"edition\":" + line(file.edition);
  if (!file.admx_edition.empty()) out += ",\n\"admxEdition\":" + line(file.admx_edition);
  out += ",\n\"csp\":" + line(file.csp);
  if (!file.area.empty()) out += ",\n\"area\":" + line(file.area);
  out += ",\n\"editionLists\":" + list_of(editions);
  if (!tables.schemas.empty()) out += ",\n\"schemas\":" + list_of(tables.schemas);
  return out + ",\n\"nodes\":" + list_of(nodes) + "}\n";
}

}  // namespace pinwright::csp
