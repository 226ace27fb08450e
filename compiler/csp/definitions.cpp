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

constexpr std::array<std::string_view, 10> kKeys{
    "format", "list", "source", "definitions", "ids", "options", "missingElements", "named", "otherIds", "newer"};

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
    for (const auto& row : in_.items("missingElements"))
      fact(row, row.text("path")).missing_elements = row.texts("ids");
    for (const auto& path : in_.texts("named")) fact(in_, path).named = true;
    for (const auto& row : in_.items("otherIds")) out_.others.push_back({row.text("path"), row.texts("ids")});
    out_.newer = in_.texts("newer");
    return std::move(out_);
  }

 private:
  auto read_group(const JsonReader& group) -> void {
    const auto control = static_cast<Control>(group.choice("control", kControlWords));
    for (auto& path : group.texts("paths")) {
      if (!rows_.emplace(path_key(path), out_.rows.size()).second)
        group.fail("paths", fmt::format("names `{}` twice", path));
      out_.rows.push_back({std::move(path), control, {}, {}, {}, false});
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
