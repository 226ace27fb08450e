#include "csp/graph_properties.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/json_parse.hpp"
#include "base/text.hpp"

extern "C" const char pinwright_graph_properties[];      // NOLINT(readability-identifier-naming)
extern "C" const char pinwright_graph_properties_end[];  // NOLINT(readability-identifier-naming)

namespace pinwright::csp {

using nlohmann::json;

namespace {

constexpr std::string_view kPrefix = "#microsoft.graph.";

auto texts_in(const json& list, std::vector<std::string>& out) -> bool {
  if (!list.is_array()) return false;
  for (const auto& one : list) {
    if (!one.is_string()) return false;
    out.push_back(one.get<std::string>());
  }
  return true;
}

/// False: something has another shape.
auto read_type(const std::string& type, const json& facts, std::vector<GraphProperty>& rows) -> bool {
  if (!facts.is_object()) return false;
  const auto in_v1 = facts.find("v1");
  const auto properties = facts.find("properties");
  if (in_v1 == facts.end() || !in_v1->is_boolean() || properties == facts.end() || !properties->is_object())
    return false;
  std::vector<std::string> meant;
  if (const auto found = facts.find("falseIsValue"); found != facts.end() && !texts_in(*found, meant)) return false;
  for (const auto& [name, nodes] : properties->items()) {
    const bool is_meant = std::find(meant.begin(), meant.end(), name) != meant.end();
    auto& row = rows.emplace_back(GraphProperty{type, name, {}, is_meant, in_v1->get<bool>()});
    if (!texts_in(nodes, row.nodes) || row.nodes.empty()) return false;
  }
  return true;
}

struct ByType {
  auto operator()(const GraphProperty& row, const std::string& type) const -> bool {
    return base::folded(row.type) < type;
  }
  auto operator()(const std::string& type, const GraphProperty& row) const -> bool {
    return type < base::folded(row.type);
  }
};

}  // namespace

auto GraphProperties::of_json(std::string_view text) -> base::Result<GraphProperties> {
  auto parsed = base::parse_json(text);
  if (!parsed.ok()) return parsed.error();
  const auto& document = parsed.value();
  const auto date = document.is_object() ? document.find("date") : document.end();
  const auto types = document.is_object() ? document.find("types") : document.end();
  if (date == document.end() || !date->is_string() || types == document.end() || !types->is_object())
    return base::Error{"`date` or `types` is missing"};
  GraphProperties out;
  out.date_ = date->get<std::string>();
  for (const auto& [type, facts] : types->items()) {
    if (!read_type(type, facts, out.rows_)) return base::Error{fmt::format("`types.{}` has another shape", type)};
  }
  std::stable_sort(out.rows_.begin(), out.rows_.end(), [](const GraphProperty& a, const GraphProperty& b) {
    return base::folded(a.type) < base::folded(b.type);
  });
  return out;
}

auto GraphProperties::built_in() -> const GraphProperties& {
  static const auto kList = [] {
    const char* const begin = pinwright_graph_properties;
    auto list = of_json({begin, static_cast<std::size_t>(pinwright_graph_properties_end - begin)});
    assert(list.ok());
    return std::move(list).value();
  }();
  return kList;
}

auto GraphProperties::of_type(std::string_view type) const -> std::span<const GraphProperty> {
  if (type.starts_with(kPrefix)) type.remove_prefix(kPrefix.size());
  const auto [first, last] = std::equal_range(rows_.begin(), rows_.end(), base::folded(type), ByType());
  return {first, last};
}

}  // namespace pinwright::csp
