#include "csp/overlay.hpp"

#include <limits>
#include <nlohmann/json.hpp>

#include "csp/json_reader.hpp"

namespace pinwright::csp {
namespace {

using nlohmann::json;

/// Calls `read` for each row of the list; a row without `source` is refused: a fact that nobody can check is none.
template <class Read>
auto each_row(JsonReader& in, const char* key, const Read& read) -> void {
  const json* rows = in.array(key);
  if (rows == nullptr) return;
  for (std::size_t i = 0; i < rows->size(); ++i) {
    JsonReader row(rows->at(i), "row " + std::to_string(i + 1) + " of `" + key + "`");
    read(row);
    if (row.required_text("source").empty()) row.fail("has an empty `source`");
    row.finish();
    if (!row.error().empty()) in.fail("is refused: " + row.error());
  }
}

auto paths(JsonReader& in, const char* key) -> std::vector<std::string> {
  std::vector<std::string> out;
  each_row(in, key, [&](JsonReader& row) { out.push_back(row.required_text("path")); });
  return out;
}

auto names(JsonReader& in, const char* key) -> std::vector<std::string> {
  std::vector<std::string> out;
  each_row(in, key, [&](JsonReader& row) { out.push_back(row.required_text("name")); });
  return out;
}

auto read_overlay(JsonReader& in) -> Overlay {
  Overlay out;
  if (in.number("format") != 1) in.fail("has no `format` 1");
  out.tenant_ids = paths(in, "tenantIdSegments");
  out.placeholders = paths(in, "placeholderNodes");
  out.secrets = paths(in, "secrets");
  each_row(in, "replacedBy", [&](JsonReader& row) {
    const std::string path = row.required_text("path");
    out.replaced_by.emplace_back(path, row.required_text("by"));
  });
  each_row(in, "patterns", [&](JsonReader& row) {
    PatternFacts facts;
    facts.path = row.required_text("path");
    facts.instead_of = row.required_text("insteadOf");
    facts.pattern = row.required_text("pattern");
    out.patterns.push_back(std::move(facts));
  });
  out.retired = names(in, "retiredCsps");
  out.unlisted = names(in, "unlistedCsps");
  each_row(in, "knownBadPaths", [&](JsonReader& row) {
    BadPathFacts bad;
    bad.bad = row.required_text("bad");
    bad.right = row.required_text("right");
    bad.reason = row.required_text("reason");
    out.bad_paths.push_back(std::move(bad));
  });
  each_row(in, "editions", [&](JsonReader& row) {
    const auto sku = row.number("sku").value_or(-1);
    if (sku < 0 || sku > std::numeric_limits<std::uint16_t>::max()) row.fail("has no `sku` of 16 bits");
    out.editions.emplace_back(static_cast<std::uint16_t>(sku), row.required_text("name"));
  });
  return out;
}

auto parsed(std::string_view text) -> base::Result<json> {
  try {
    return json::parse(text);
  } catch (const json::exception& failure) {
    return base::Error{std::string("is not JSON: ") + failure.what(), {}};
  }
}

}  // namespace

auto overlay_from_json(std::string_view text) -> base::Result<Overlay> {
  const auto document = parsed(text);
  if (!document.ok()) return document.error();
  JsonReader reader(document.value(), "the overlay");
  Overlay overlay = read_overlay(reader);
  reader.finish();
  if (!reader.error().empty()) return base::Error{reader.error(), {}};
  return overlay;
}

}  // namespace pinwright::csp
