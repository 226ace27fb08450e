#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "csp/definition_import.hpp"

namespace pinwright::csp {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kSource = "Microsoft Graph, deviceManagement/configurationSettings";

/// `"key":[`, an element a line, `]`.
auto append(std::string& out, std::string_view key, const std::vector<Json>& elements) -> void {
  out.append(",\n\"").append(key).append("\":[");
  for (std::size_t i = 0; i < elements.size(); ++i) {
    out += i == 0 ? "\n" : ",\n";
    out += elements[i].dump(-1, ' ', true);
  }
  out += ']';
}

/// Children of one option, or of the same options, stand in one row.
auto append(std::string& out, const ChildrenList& children) -> void {
  std::map<std::pair<std::string, std::vector<std::string>>, std::vector<std::string>> rows;
  for (const auto& row : children.rows) {
    auto& ids = rows[{row.parent, row.options}];
    ids.insert(ids.end(), row.children.begin(), row.children.end());
  }
  std::vector<Json> parents;
  for (const auto& [of, ids] : rows)
    parents.push_back({{"parent", of.first}, {"options", of.second}, {"children", ids}});
  append(out, "parents", parents);
  out += ",\n\"sameNode\":" + Json(children.same_node).dump(-1, ' ', true);
}

template <class Value>
auto rows_with(const Definitions& definitions, const char* name, const Value& value) -> std::vector<Json> {
  std::vector<Json> rows;
  for (const auto& row : definitions.rows) {
    const auto& what = value(row);
    if (!what.empty()) rows.push_back({{"path", row.path}, {name, what}});
  }
  return rows;
}

template <class Is>
auto paths_where(const Definitions& definitions, const Is& is) -> std::vector<Json> {
  std::vector<Json> paths;
  for (const auto& row : definitions.rows) {
    if (is(row)) paths.emplace_back(row.path);
  }
  return paths;
}

}  // namespace

auto to_json(const Definitions& definitions) -> std::string {
  std::string out = "{\"format\":1,\n\"list\":" + Json(definitions.list).dump(-1, ' ', true) +
                    ",\n\"source\":" + Json(kSource).dump();
  std::vector<Json> groups;
  for (std::size_t i = 0; i < kControlWords.size(); ++i) {
    auto paths =
        paths_where(definitions, [&](const DefinitionFacts& row) { return row.control == static_cast<Control>(i); });
    if (!paths.empty()) groups.push_back({{"control", kControlWords.at(i)}, {"paths", std::move(paths)}});
  }
  append(out, "definitions", groups);
  append(out, "ids", rows_with(definitions, "id", [](const auto& row) { return row.id; }));
  append(out, "options", rows_with(definitions, "values", [](const auto& row) { return row.options; }));
  append(out, "optionIds", rows_with(definitions, "ids", [](const auto& row) { return row.option_ids; }));
  append(out, "missingElements", rows_with(definitions, "ids", [](const auto& row) { return row.missing_elements; }));
  append(out, "named", paths_where(definitions, [](const auto& row) { return row.named; }));
  append(out, "secrets", paths_where(definitions, [](const auto& row) { return row.is_secret; }));
  std::vector<Json> others;
  for (const auto& other : definitions.others) others.push_back({{"path", other.path}, {"ids", other.ids}});
  append(out, "otherIds", others);
  append(out, "newer", std::vector<Json>(definitions.newer.begin(), definitions.newer.end()));
  if (definitions.children) append(out, *definitions.children);
  return out + "}\n";
}

}  // namespace pinwright::csp
