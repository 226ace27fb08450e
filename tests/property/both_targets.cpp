#include "property/both_targets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <sstream>
#include <utility>

#include "base/text.hpp"
#include "grammar/oma_uri_canonical.hpp"
#include "property/scene.hpp"

namespace pinwright::property {

namespace {

using Json = nlohmann::json;
using Parts = std::vector<std::string>;

const std::string kSeparator = "\xEF\x80\x80";

auto boolean_as_digit(const std::string& folded) -> std::string {
  if (folded == "true") return "1";
  return folded == "false" ? "0" : folded;
}

auto plain_uri(std::string uri) -> std::string {
  auto folded = grammar::decoded_segment(base::folded(uri));
  if (folded.starts_with("./vendor/")) folded.insert(2, "device/");
  const auto at = folded.find(kTenantId);
  return at == std::string::npos ? folded : folded.replace(at, kTenantId.size(), "{tenantid}");
}

// --- reading a custom policy ---------------------------------------------------------------------------------------

auto attribute(const std::string& tag, const std::string& name) -> std::string {
  const auto at = tag.find(name + "=\"");
  if (at == std::string::npos) return {};
  const auto begin = at + name.size() + 2;
  auto text = tag.substr(begin, tag.find('"', begin) - begin);
  for (const auto& [from, to] : {std::pair<std::string, std::string>{"&lt;", "<"},
                                 {"&gt;", ">"},
                                 {"&quot;", "\""},
                                 {"&#xF000;", kSeparator},
                                 {"&amp;", "&"}}) {
    for (auto found = text.find(from); found != std::string::npos; found = text.find(from, found + to.size()))
      text.replace(found, from.size(), to);
  }
  return text;
}

auto split_all(const std::string& text) -> Parts {
  Parts parts;
  for (const auto part : base::split(text, kSeparator)) parts.emplace_back(part);
  return parts;
}

auto read_payload(const std::string& uri, const std::string& xml, Nodes& nodes) -> void {
  nodes[uri] = {base::starts_with_folded(xml, "<enabled") ? "1" : "0"};
  for (auto at = xml.find("<data "); at != std::string::npos; at = xml.find("<data ", at + 1)) {
    const auto tag = xml.substr(at, xml.find("/>", at) - at);
    nodes[uri + "#" + base::folded(attribute(tag, "id"))] = split_all(attribute(tag, "value"));
  }
}

// --- comparing -----------------------------------------------------------------------------------------------------

auto every_second(const Parts& parts) -> Parts {
  Parts out;
  for (std::size_t i = 1; i < parts.size(); i += 2) out.push_back(parts[i]);
  return out;
}

auto sum_of(const Parts& parts) -> std::optional<std::uint32_t> {
  std::uint32_t sum = 0;
  for (const auto& part : parts) {
    const auto number = base::to_int(part);
    if (!number) return std::nullopt;
    sum |= static_cast<std::uint32_t>(*number);
  }
  return sum;
}

auto is_same(const std::string& custom, const std::string& catalog) -> bool {
  return custom == catalog || boolean_as_digit(base::folded(custom)) == boolean_as_digit(base::folded(catalog));
}

auto is_same(const Parts& custom, const Parts& catalog) -> bool {
  if (custom.size() == catalog.size() && std::equal(custom.begin(), custom.end(), catalog.begin(),
                                                    [](const auto& a, const auto& b) { return is_same(a, b); }))
    return true;
  if (custom.size() == 2 * catalog.size()) return every_second(custom) == catalog;
  const auto whole = base::joined(custom, kSeparator);
  for (const std::string_view delimiter : {std::string_view(";"), std::string_view(","), std::string_view("|")}) {
    if (base::equal_folded(base::joined(catalog, delimiter), whole)) return true;
  }
  const auto number = base::to_int(whole);
  return number && sum_of(catalog) == static_cast<std::uint32_t>(*number);
}

auto shown(const Parts& parts) -> std::string { return Json(parts).dump(); }

}  // namespace

auto nodes_of_custom(const Json& body) -> Nodes {
  Nodes nodes;
  for (const auto& setting : body["omaSettings"]) {
    const auto uri = plain_uri(setting["omaUri"]);
    const auto& value = setting["value"];
    const auto text = value.is_string() ? value.get<std::string>() : value.dump();
    if (base::starts_with_folded(text, "<enabled") || base::starts_with_folded(text, "<disabled")) {
      read_payload(uri, text, nodes);
    } else {
      nodes[uri] = split_all(text);
    }
  }
  return nodes;
}

auto definitions_tsv() -> std::string {
  std::ifstream in(std::filesystem::path(PINWRIGHT_SOURCE_DIR) / "../shared/settings-catalog/definitions.tsv");
  REQUIRE(in.good());
  return {std::istreambuf_iterator<char>(in), {}};
}

DefinitionList::DefinitionList(const std::string& tsv) {
  std::istringstream lines(tsv);
  std::string line;
  for (std::getline(lines, line); std::getline(lines, line);) {
    std::vector<std::string> cells;
    std::istringstream in(line);
    for (std::string cell; std::getline(in, cell, '\t');) cells.push_back(cell);
    rows_[cells.at(0)] = {cells.at(1), cells.at(4)};
  }
}

auto DefinitionList::uri_of(const std::string& id, const std::string& name) const -> std::string {
  const auto row = rows_.find(id);
  if (row == rows_.end()) return "unknown " + id;
  auto uri = plain_uri(row->second.uri.starts_with("./") ? row->second.uri : "./" + row->second.uri);
  const auto at = uri.find("{0}");
  return at == std::string::npos ? uri : uri.replace(at, 3, name);
}

auto DefinitionList::read(const Json& instance, const std::string& name, Nodes& nodes) const -> void {
  const std::string id = instance["settingDefinitionId"];
  const auto uri = uri_of(id, name);
  const auto suffix = [&](const Json& value) { return value["value"].get<std::string>().substr(id.size() + 1); };
  const auto text = [](const Json& value) {
    return value["value"].is_string() ? value["value"].get<std::string>() : value["value"].dump();
  };
  if (instance.contains("groupSettingCollectionValue")) {
    for (const auto& item : instance["groupSettingCollectionValue"]) {
      std::string own = "{tenantid}";
      for (const auto& child : item["children"]) {
        const std::string child_id = child["settingDefinitionId"];
        const auto open = id.rfind('{');
        if (child_id == id + "_" + id.substr(open + 1, id.size() - open - 2))
          own = base::folded(child["simpleSettingValue"]["value"].get<std::string>());
      }
      for (const auto& child : item["children"]) read(child, own, nodes);
    }
  } else if (instance.contains("choiceSettingValue")) {
    nodes[uri] = {suffix(instance["choiceSettingValue"])};
    read_children(instance["choiceSettingValue"]["children"], {id, uri, name}, nodes);
  } else if (instance.contains("choiceSettingCollectionValue")) {
    auto& parts = nodes[uri];
    for (const auto& value : instance["choiceSettingCollectionValue"]) parts.push_back(suffix(value));
  } else if (instance.contains("simpleSettingCollectionValue")) {
    auto& parts = nodes[uri];
    for (const auto& value : instance["simpleSettingCollectionValue"]) parts.push_back(text(value));
  } else {
    nodes[uri] = {text(instance["simpleSettingValue"])};
  }
  // The name of an instance is none of its settings.
  const auto open = id.rfind('{');
  const auto title = open == std::string::npos ? std::string() : id.substr(open + 1, id.find('}', open) - open - 1);
  if (open != std::string::npos && id.ends_with("}_" + title)) nodes.erase(uri);
}

auto DefinitionList::read_children(const Json& children, const Parent& parent, Nodes& nodes) const -> void {
  const auto& [policy, uri, name] = parent;
  for (const auto& child : children) {
    const std::string id = child["settingDefinitionId"];
    // A node of its own that stands in an option of another one; elements of an ADMX policy have the policy's node.
    if (rows_.contains(id) && uri_of(id, name) != uri) {
      read(child, name, nodes);
      continue;
    }
    const auto key = rows_.contains(id) ? uri + "#" + id.substr(policy.size() + 1) : "unknown " + id;
    auto& parts = nodes[key];
    if (child.contains("choiceSettingValue")) {
      parts.push_back(child["choiceSettingValue"]["value"].get<std::string>().substr(id.size() + 1));
    } else if (child.contains("simpleSettingCollectionValue")) {
      for (const auto& value : child["simpleSettingCollectionValue"]) parts.push_back(value["value"]);
    } else if (child.contains("groupSettingCollectionValue")) {
      for (const auto& item : child["groupSettingCollectionValue"]) {
        for (const auto& member : item["children"]) parts.push_back(member["simpleSettingValue"]["value"]);
      }
    } else {
      const auto& value = child["simpleSettingValue"]["value"];
      parts = split_all(value.is_string() ? value.get<std::string>() : value.dump());
    }
  }
}

auto DefinitionList::nodes_of(const Json& body) const -> Nodes {
  Nodes nodes;
  for (const auto& setting : body["settings"]) read(setting["settingInstance"], {}, nodes);
  return nodes;
}

auto first_difference(const Nodes& custom, const Nodes& catalog) -> std::string {
  for (const auto& [uri, parts] : custom) {
    const auto other = catalog.find(uri);
    if (other == catalog.end()) return uri + " is not set in the settings catalog";
    if (!is_same(parts, other->second)) return fmt::format("{}: {} and {}", uri, shown(parts), shown(other->second));
  }
  for (const auto& [uri, parts] : catalog) {
    if (!custom.contains(uri)) return fmt::format("{} is set in the settings catalog alone: {}", uri, shown(parts));
  }
  return {};
}

}  // namespace pinwright::property
