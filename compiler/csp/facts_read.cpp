#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <limits>
#include <utility>

#include "base/json.hpp"
#include "base/json_parse.hpp"
#include "base/json_reader.hpp"
#include "base/text.hpp"
#include "csp/admx_json.hpp"
#include "csp/facts.hpp"
#include "csp/names.hpp"
#include "csp/path.hpp"
#include "csp/schema_json.hpp"

namespace pinwright::csp {
namespace {

using base::JsonReader;
using EditionLists = std::vector<std::vector<std::uint16_t>>;

/// What several nodes of a file share.
struct Tables {
  EditionLists editions;
  std::vector<std::shared_ptr<const XmlSchemaFacts>> schemas;
};

constexpr std::array<std::string_view, 8> kFileKeys{"format", "edition",      "admxEdition", "csp",
                                                    "area",   "editionLists", "schemas",     "nodes"};
constexpr std::array<std::string_view, 28> kNodeKeys{
    "path",    "format",     "access",    "occurrence",  "scope",           "naming",       "namePattern",
    "default", "allowed",    "values",    "range",       "pattern",         "list",         "admx",
    "builds",  "cspVersion", "editions",  "deprecated",  "deprecatedSince", "dependencies", "conflict",
    "reboot",  "atomic",     "caseSense", "groupPolicy", "labels",          "retired",      "schema"};
constexpr std::array<std::string_view, 4> kAdmxKeys{"file", "name", "area", "policy"};
constexpr std::array<std::string_view, 3> kGroupKeys{"id", "changed", "anyOf"};
constexpr std::array<std::string_view, 4> kAllowedKeys{"allowed", "values", "range", "pattern"};
constexpr std::array<std::string_view, 6> kDependencyKeys{"not", "uri", "allowed", "values", "range", "pattern"};

auto text_or_empty(const JsonReader& in, std::string_view key) -> std::string {
  return in.optional_text(key).value_or("");
}

auto flag(const JsonReader& in, std::string_view key) -> bool { return in.optional_boolean(key).value_or(false); }

auto read_allowed(const JsonReader& in) -> AllowedFacts {
  AllowedFacts out;
  out.kind = in.optional_word("allowed", allowed_of).value_or(Allowed::Absent);
  out.values = in.optional_texts("values");
  out.labels = in.optional_texts("labels");
  if (!out.labels.empty() && out.labels.size() != out.values.size()) in.fail("labels", "are not as many as `values`");
  const auto range = in.optional_int64s("range");
  if (range.size() == 2 && range[0] <= range[1]) {
    out.range = Range{range[0], range[1]};
  } else if (in.has("range")) {
    in.fail("range", "is not two ascending numbers");
  }
  out.pattern = text_or_empty(in, "pattern");
  return out;
}

auto read_dependency(const JsonReader& in) -> DependencyFacts {
  in.expect_only(kDependencyKeys);
  DependencyFacts dependency;
  dependency.negated = flag(in, "not");
  dependency.uri = in.text("uri");
  dependency.allowed = read_allowed(in);
  return dependency;
}

auto read_group(const JsonReader& in) -> DependencyGroupFacts {
  in.expect_only(kGroupKeys);
  DependencyGroupFacts group;
  group.id = text_or_empty(in, "id");
  if (const auto changed = in.optional_object("changed")) {
    changed->expect_only(kAllowedKeys);
    group.changed = read_allowed(*changed);
  }
  for (const auto& one : in.optional_items("anyOf")) group.any_of.push_back(read_dependency(one));
  return group;
}

auto read_editions(const JsonReader& in, const EditionLists& lists) -> std::optional<std::vector<std::uint16_t>> {
  const auto index = in.optional_count("editions");
  if (!index) return std::nullopt;
  if (*index < lists.size()) return lists[*index];
  in.fail("editions", "is not an index of `editionLists`");
  return std::nullopt;
}

auto read_schema_of(const JsonReader& in, const Tables& tables) -> std::shared_ptr<const XmlSchemaFacts> {
  const auto index = in.optional_count("schema");
  if (!index) return nullptr;
  if (*index < tables.schemas.size()) return tables.schemas[*index];
  in.fail("schema", "is not an index of `schemas`");
  return nullptr;
}

auto read_builds(const JsonReader& in) -> std::vector<std::string> {
  auto builds = in.optional_texts("builds");
  for (const std::string& build : builds) {
    if (!parse_os_build(build))
      in.fail("builds", fmt::format("holds {}, which is not like `10.0.22621`", base::quoted(build)));
  }
  return builds;
}

auto read_admx(const JsonReader& in) -> std::optional<AdmxFacts> {
  const auto admx = in.optional_object("admx");
  if (!admx) return std::nullopt;
  admx->expect_only(kAdmxKeys);
  AdmxFacts facts{text_or_empty(*admx, "file"), text_or_empty(*admx, "name"), text_or_empty(*admx, "area"),
                  std::nullopt};
  if (const auto policy = admx->optional_object("policy")) facts.policy = read_admx_policy(*policy);
  return facts;
}

auto read_path(const JsonReader& in) -> std::string {
  auto text = in.text("path");
  const auto path = split_path(text);
  if (!path) in.fail("path", "is not like `./Device/Vendor/MSFT/Name`");
  if (path && path->segments.size() > kMaxDepth) in.fail("path", "is nested too deeply");
  return text;
}

auto read_shape(const JsonReader& in, NodeFacts& node) -> void {
  node.format = in.word("format", format_of).value_or(Format::Node);
  node.access = in.word("access", access_of).value_or(0);
  node.occurrence = text_or_empty(in, "occurrence");
  node.scope = text_or_empty(in, "scope");
  node.naming = in.optional_word("naming", naming_of).value_or(Naming::Static);
  node.name_pattern = text_or_empty(in, "namePattern");
}

auto read_node(const JsonReader& in, const Tables& tables) -> NodeFacts {
  in.expect_only(kNodeKeys);
  NodeFacts node;
  node.path = read_path(in);
  read_shape(in, node);
  node.default_value = in.optional_text("default");
  node.allowed = read_allowed(in);
  node.schema = read_schema_of(in, tables);
  node.list = text_or_empty(in, "list");
  node.admx = read_admx(in);
  node.builds = read_builds(in);
  node.csp_version = text_or_empty(in, "cspVersion");
  node.editions = read_editions(in, tables.editions);
  node.deprecated = flag(in, "deprecated");
  node.deprecated_since = text_or_empty(in, "deprecatedSince");
  for (const auto& group : in.optional_items("dependencies")) node.dependencies.push_back(read_group(group));
  node.conflict = text_or_empty(in, "conflict");
  node.reboot = text_or_empty(in, "reboot");
  node.atomic = flag(in, "atomic");
  node.case_sense = text_or_empty(in, "caseSense");
  node.group_policy = flag(in, "groupPolicy");
  node.retired = text_or_empty(in, "retired");
  return node;
}

auto read_lists(const JsonReader& in) -> EditionLists {
  EditionLists lists;
  const auto* rows = in.optional_array("editionLists");
  if (rows == nullptr) return lists;
  for (const auto& row : *rows) {
    auto& list = lists.emplace_back();
    if (!row.is_array()) in.fail("editionLists", "is not a list of lists");
    for (const auto& item : row) {
      const auto sku = base::int32_of(item).value_or(-1);
      if (sku < 0 || sku > std::numeric_limits<std::uint16_t>::max()) {
        in.fail("editionLists", "holds a value that is not a SKU number");
      } else {
        list.push_back(static_cast<std::uint16_t>(sku));
      }
    }
  }
  return lists;
}

/// The path of the node at which the reading stopped, for people: pointers have no names.
auto read_nodes(const JsonReader& in, FileFacts& file) -> std::string {
  Tables tables{read_lists(in), {}};
  for (const auto& schema : in.optional_items("schemas"))
    tables.schemas.push_back(std::make_shared<const XmlSchemaFacts>(read_schema(schema)));
  const auto* nodes = in.array("nodes");
  if (nodes == nullptr) return {};
  if (nodes->size() > kMaxNodes) in.fail("nodes", "holds more than 1000000 nodes");
  if (in.failed()) return {};
  file.nodes.reserve(nodes->size());
  for (const auto& node : in.items("nodes")) {
    if (!in.failed()) file.nodes.push_back(read_node(node, tables));
    if (in.failed()) return file.nodes.empty() ? std::string() : file.nodes.back().path;
  }
  return {};
}

auto read_file(const JsonReader& in, FileFacts& file) -> std::string {
  in.expect_only(kFileKeys);
  if (in.int32("format") != 1) in.fail("format", "is not 1");
  file.edition = in.text("edition");
  file.admx_edition = text_or_empty(in, "admxEdition");
  file.csp = text_or_empty(in, "csp");
  file.area = text_or_empty(in, "area");
  return read_nodes(in, file);
}

}  // namespace

auto facts_from_json(std::string_view text) -> base::Result<FileFacts> {
  const auto document = base::parse_json(text, {.bytes = base::kCatalogueFileBytes});
  if (!document.ok()) return document.error();
  base::JsonErrors errors("the file", "write catalogue files with `pinwright csp import`");
  FileFacts file;
  const auto last = read_file(JsonReader(document.value(), errors), file);
  if (!errors.failed()) return file;
  auto error = errors.error();
  if (!last.empty()) error.message += fmt::format(", in the node {}", base::quoted(last));
  return error;
}

}  // namespace pinwright::csp
