#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/text.hpp"
#include "csp/admx_json.hpp"
#include "csp/facts.hpp"
#include "csp/json_reader.hpp"
#include "csp/names.hpp"
#include "csp/path.hpp"

namespace pinwright::csp {
namespace {

using nlohmann::json;
using EditionLists = std::vector<std::vector<std::uint16_t>>;

/// Reads an object in its own reader and passes the error up.
template <class Read>
auto nested(JsonReader& outer, const json& object, const std::string& place, const Read& read) -> void {
  JsonReader inner(object, place);
  read(inner);
  inner.finish();
  if (!inner.error().empty() && outer.error().empty()) outer.fail(inner.error().substr(outer.place().size() + 1));
}

auto read_allowed(JsonReader& in) -> AllowedFacts {
  AllowedFacts out;
  if (in.has("allowed")) {
    const std::string text = in.text("allowed");
    const auto kind = allowed_of(text);
    if (!kind) in.fail("has an unknown `allowed` " + base::quoted(text));
    out.kind = kind.value_or(Allowed::Absent);
  }
  out.values = in.texts("values");
  out.labels = in.texts("labels");
  if (!out.labels.empty() && out.labels.size() != out.values.size()) in.fail("has not as many `labels` as `values`");
  const auto range = in.numbers("range");
  if (range.size() == 2 && range[0] <= range[1]) {
    out.range = Range{range[0], range[1]};
  } else if (!range.empty()) {
    in.fail("has a `range` that is not two ascending numbers");
  }
  out.pattern = in.text("pattern");
  return out;
}

auto read_dependencies(JsonReader& in) -> std::vector<DependencyGroupFacts> {
  std::vector<DependencyGroupFacts> groups;
  const json* list = in.array("dependencies");
  if (list == nullptr) return groups;
  const std::string place = in.place() + " in `dependencies`";
  for (const json& item : *list) {
    DependencyGroupFacts group;
    nested(in, item, place, [&](JsonReader& row) {
      group.id = row.text("id");
      if (const json* changed = row.object("changed")) {
        nested(row, *changed, place + " in `changed`", [&](JsonReader& inner) { group.changed = read_allowed(inner); });
      }
      const json* any_of = row.array("anyOf");
      for (const json& one : any_of == nullptr ? json::array() : *any_of) {
        nested(row, one, place + " in `anyOf`", [&](JsonReader& inner) {
          DependencyFacts dependency;
          dependency.negated = inner.flag("not");
          dependency.uri = inner.required_text("uri");
          dependency.allowed = read_allowed(inner);
          group.any_of.push_back(std::move(dependency));
        });
      }
    });
    groups.push_back(std::move(group));
  }
  return groups;
}

auto read_editions(JsonReader& in, const EditionLists& lists) -> std::optional<std::vector<std::uint16_t>> {
  const auto index = in.number("editions");
  if (!index) return std::nullopt;
  if (*index >= 0 && std::cmp_less(*index, lists.size())) return lists[static_cast<std::size_t>(*index)];
  in.fail("has `editions` that is not an index of `editionLists`");
  return std::nullopt;
}

auto read_naming(JsonReader& in) -> Naming {
  if (!in.has("naming")) return Naming::Static;
  const std::string text = in.text("naming");
  const auto naming = naming_of(text);
  if (!naming) in.fail("has an unknown `naming` " + base::quoted(text));
  return naming.value_or(Naming::Static);
}

auto read_builds(JsonReader& in) -> std::vector<std::string> {
  auto builds = in.texts("builds");
  for (const std::string& build : builds) {
    if (!parse_os_build(build)) in.fail("has a build " + base::quoted(build) + " that is not like `10.0.22621`");
  }
  return builds;
}

auto read_admx(JsonReader& in) -> std::optional<AdmxFacts> {
  const json* object = in.object("admx");
  if (object == nullptr) return std::nullopt;
  AdmxFacts admx;
  nested(in, *object, in.place() + " in `admx`", [&](JsonReader& inner) {
    admx = {inner.text("file"), inner.text("name"), inner.text("area"), std::nullopt};
    if (const json* policy = inner.object("policy")) {
      nested(inner, *policy, inner.place() + " in `policy`",
             [&](JsonReader& one) { admx.policy = read_admx_policy(one); });
    }
  });
  return admx;
}

auto read_shape(JsonReader& in, NodeFacts& node) -> void {
  const std::string format_text = in.required_text("format");
  const auto format = format_of(format_text);
  if (!format) in.fail("has an unknown `format` " + base::quoted(format_text));
  node.format = format.value_or(Format::Node);
  const std::string letters = in.required_text("access");
  const auto access = access_of(letters);
  if (!access) in.fail("has an `access` " + base::quoted(letters) + " that is not of the letters `ADGRE`");
  node.access = access.value_or(0);
  node.occurrence = in.text("occurrence");
  node.scope = in.text("scope");
  node.naming = read_naming(in);
  node.name_pattern = in.text("namePattern");
}

auto read_node(JsonReader& in, const EditionLists& lists) -> NodeFacts {
  NodeFacts node;
  node.path = in.required_text("path");
  read_shape(in, node);
  if (in.has("default")) node.default_value = in.text("default");
  node.allowed = read_allowed(in);
  node.list = in.text("list");
  node.admx = read_admx(in);
  node.builds = read_builds(in);
  node.csp_version = in.text("cspVersion");
  node.editions = read_editions(in, lists);
  node.deprecated = in.flag("deprecated");
  node.deprecated_since = in.text("deprecatedSince");
  node.dependencies = read_dependencies(in);
  node.conflict = in.text("conflict");
  node.reboot = in.text("reboot");
  node.atomic = in.flag("atomic");
  node.case_sense = in.text("caseSense");
  node.group_policy = in.flag("groupPolicy");
  node.retired = in.text("retired");
  return node;
}

auto check_path(JsonReader& in, const std::string& text) -> void {
  const auto path = split_path(text);
  if (!path) return in.fail("has a `path` that is not like `./Device/Vendor/MSFT/Name`");
  if (path->segments.size() > kMaxDepth) in.fail("is nested too deeply");
}

auto read_lists(JsonReader& in) -> EditionLists {
  EditionLists lists;
  const json* rows = in.array("editionLists");
  if (rows == nullptr) return lists;
  for (const json& row : *rows) {
    auto& list = lists.emplace_back();
    for (const json& item : row.is_array() ? row : json::array()) {
      const auto sku = item.is_number_integer() ? item.get<std::int64_t>() : -1;
      if (sku < 0 || sku > std::numeric_limits<std::uint16_t>::max()) {
        in.fail("has `editionLists` with a value that is not a SKU number");
      } else {
        list.push_back(static_cast<std::uint16_t>(sku));
      }
    }
    if (!row.is_array()) in.fail("has `editionLists` that is not a list of lists");
  }
  return lists;
}

auto node_place(const json& node, std::size_t index) -> std::string {
  std::string place = "node " + std::to_string(index + 1);
  const bool named = node.is_object() && node.contains("path") && node.at("path").is_string();
  return named ? place + " (" + base::quoted(node.at("path").get<std::string>()) + ")" : place;
}

auto read_file(JsonReader& in, FileFacts& file) -> void {
  if (in.number("format") != 1) in.fail("has no `format` 1");
  file.edition = in.required_text("edition");
  file.admx_edition = in.text("admxEdition");
  file.csp = in.text("csp");
  file.area = in.text("area");
  const EditionLists lists = read_lists(in);
  const json* nodes = in.array("nodes");
  if (nodes == nullptr) return in.fail("has no `nodes`");
  if (nodes->size() > kMaxNodes) return in.fail("has more than 1000000 nodes");
  file.nodes.reserve(nodes->size());
  for (std::size_t i = 0; i < nodes->size() && in.error().empty(); ++i) {
    JsonReader reader(nodes->at(i), node_place(nodes->at(i), i));
    file.nodes.push_back(read_node(reader, lists));
    check_path(reader, file.nodes.back().path);
    reader.finish();
    if (!reader.error().empty()) in.fail("is refused: " + reader.error());
  }
}

auto parsed(std::string_view text) -> base::Result<json> {
  try {
    return json::parse(text);
  } catch (const json::exception& failure) {
    return base::Error{std::string("is not JSON: ") + failure.what(), {}};
  }
}

}  // namespace

auto facts_from_json(std::string_view text) -> base::Result<FileFacts> {
  if (text.size() > kMaxFileSize) return base::Error{"is larger than 64 MiB", {}};
  const auto document = parsed(text);
  if (!document.ok()) return document.error();
  FileFacts file;
  JsonReader reader(document.value(), "the file");
  read_file(reader, file);
  reader.finish();
  if (!reader.error().empty()) {
    return base::Error{reader.error(), "write catalogue files with `pinwright csp import`"};
  }
  return file;
}

}  // namespace pinwright::csp
