#include "csp/definitions.hpp"

#include <fmt/format.h>

#include <unordered_map>

#include "base/json.hpp"
#include "base/json_parse.hpp"
#include "base/json_reader.hpp"
#include "base/limits.hpp"
#include "csp/path.hpp"

namespace pinwright::csp {
namespace {

using base::JsonReader;

constexpr std::array<std::string_view, 14> kKeys{"format",   "list",      "source",          "definitions", "ids",
                                                 "options",  "optionIds", "missingElements", "named",       "secrets",
                                                 "otherIds", "newer",     "parents",         "sameNode"};

class DefinitionsReader {
 public:
  explicit DefinitionsReader(const JsonReader& in) : in_(in) {}

  auto run() -> Definitions {
    in_.expect_only(kKeys);
    if (in_.int32("format") != 1) in_.fail("format", "is not 1");
    static_cast<void>(in_.text("source"));  // a fact that nobody can check is none
    out_.list = in_.text("list");
    for (const auto& group : in_.items("definitions")) read_group(group);
    for (const auto& row : in_.items("ids")) fact(row, row.text("path")).id = row.text("id");
    for (const auto& row : in_.items("options")) fact(row, row.text("path")).options = row.texts("values");
    for (const auto& row : in_.optional_items("optionIds")) read_option_ids(row);
    for (const auto& row : in_.items("missingElements"))
      fact(row, row.text("path")).missing_elements = row.texts("ids");
    for (const auto& path : in_.texts("named")) fact(in_, path).named = true;
    for (const auto& path : in_.optional_texts("secrets")) fact(in_, path).is_secret = true;
    for (const auto& row : in_.items("otherIds")) out_.others.push_back({row.text("path"), row.texts("ids")});
    out_.newer = in_.texts("newer");
    if (in_.has("parents")) read_children();
    return std::move(out_);
  }

 private:
  auto read_option_ids(const JsonReader& row) -> void {
    auto& of = fact(row, row.text("path"));
    of.option_ids = row.texts("ids");
    if (of.option_ids.size() != of.options.size()) row.fail("ids", "are not as many as the node has `options`");
  }

  auto read_children() -> void {
    auto& children = out_.children.emplace();
    for (const auto& row : in_.items("parents"))
      children.rows.push_back({row.text("parent"), row.texts("options"), row.texts("children")});
    const auto same = in_.optional_object("sameNode");
    if (!same) return;
    for (const auto& [id, own] : same->value().items()) children.same_node.emplace(id, same->text(id));
  }

  auto read_group(const JsonReader& group) -> void {
    const auto control = static_cast<Control>(group.choice("control", kControlWords));
    for (auto& path : group.texts("paths")) {
      if (!rows_.emplace(path_key(path), out_.rows.size()).second)
        group.fail("paths", fmt::format("names `{}` twice", path));
      auto& added = out_.rows.emplace_back();
      added.path = std::move(path);
      added.control = control;
    }
  }

  auto fact(const JsonReader& where, std::string_view path) -> DefinitionFacts& {
    const auto found = rows_.find(path_key(path));
    if (found != rows_.end()) return out_.rows[found->second];
    where.fail(fmt::format("speaks of `{}`, which has no definition", path));
    return nothing_;
  }

  const JsonReader& in_;
  Definitions out_;
  DefinitionFacts nothing_;
  std::unordered_map<std::string, std::size_t> rows_;  // by path_key
};

}  // namespace

auto is_definitions_file(std::string_view path) -> bool {
  return path.substr(path.find_last_of("/\\") + 1) == kDefinitionsFile;
}

auto definitions_from_json(std::string_view text) -> base::Result<Definitions> {
  const auto document = base::parse_json(text, {.bytes = base::kCatalogueFileBytes});
  if (!document.ok()) return document.error();
  base::JsonErrors errors("the list of definitions");
  const JsonReader reader(document.value(), errors);
  auto definitions = DefinitionsReader(reader).run();
  if (errors.failed()) return errors.error();
  return definitions;
}

}  // namespace pinwright::csp
