#include "csp/overlay.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <limits>

#include "base/json.hpp"
#include "base/json_parse.hpp"
#include "base/json_reader.hpp"
#include "csp/admx_json.hpp"

namespace pinwright::csp {
namespace {

constexpr std::array<std::string_view, 13> kLists{
    "dependencies", "format",       "tenantIdSegments", "placeholderNodes", "secrets",       "contents", "replacedBy",
    "patterns",     "admxPolicies", "retiredCsps",      "unlistedCsps",     "knownBadPaths", "editions"};
/// In the order of the enumerators, Plain and None left out: no row says them.
constexpr std::array<std::string_view, 5> kContents{"xml", "xmlFragments", "encodedXml", "base64Xml", "json"};
constexpr std::array<std::string_view, 12> kRules{
    "appLockerCollection", "asrRules",        "accounts", "groupMembers",   "urls",          "wifiProfile",
    "vpnProfile",          "deviceControlId", "msiJobId", "assignedAccess", "shellLauncher", "startPins"};

using base::JsonReader;
using Words = std::initializer_list<std::string_view>;

/// The text of a required key that is not empty: an empty path or reason says nothing.
auto filled(const JsonReader& row, std::string_view key) -> std::string {
  auto text = row.text(key);
  if (text.empty()) row.fail(key, "is empty");
  return text;
}

/// Calls `read` for each row of the list. A row has `keys` and a `source`: a fact that nobody can check is none.
template <class Read>
auto each_row(const JsonReader& in, std::string_view list, Words keys, const Read& read) -> void {
  std::vector<std::string_view> known(keys);
  known.emplace_back("source");
  for (const auto& row : in.optional_items(list)) {
    row.expect_only(known);
    read(row);
    static_cast<void>(filled(row, "source"));
  }
}

auto column(const JsonReader& in, std::string_view list, std::string_view key) -> std::vector<std::string> {
  std::vector<std::string> out;
  each_row(in, list, {key}, [&](const JsonReader& row) { out.push_back(filled(row, key)); });
  return out;
}

auto read_edition(const JsonReader& row) -> std::pair<std::uint16_t, std::string> {
  const auto sku = row.int32("sku");
  if (sku < 0 || sku > std::numeric_limits<std::uint16_t>::max()) row.fail("sku", "is not a number of 16 bits");
  return {static_cast<std::uint16_t>(sku), filled(row, "name")};
}

auto read_correction(const JsonReader& row) -> AdmxCorrection {
  const auto policy = row.object("policy");
  return {filled(row, "path"), filled(row, "insteadOf"), filled(row, "admxEdition"), read_admx_policy(policy)};
}

/// The number of a word in its enumeration; 0 where the row does not have the key.
template <std::size_t kSize>
auto word_number(const JsonReader& row, std::string_view key, const std::array<std::string_view, kSize>& words)
    -> std::size_t {
  const auto word = row.optional_text(key);
  if (!word) return 0;
  const auto found = std::find(words.begin(), words.end(), *word);
  if (found == words.end()) row.fail(key, "is none of its words");
  return static_cast<std::size_t>(found - words.begin()) + 1;
}

auto read_content(const JsonReader& row) -> ContentFacts {
  ContentFacts out{filled(row, "path"), std::nullopt, {}, row.optional_text("namespace"), ContentRule::None};
  if (const auto number = word_number(row, "content", kContents); number > 0)
    out.content = static_cast<Content>(number);
  out.rule = static_cast<ContentRule>(word_number(row, "rule", kRules));
  out.root = row.optional_text("root").value_or("");
  if (out.root.empty() && out.space) row.fail("namespace", "has no root");
  if (!out.content && out.rule == ContentRule::None) row.fail("content", "is missing, and so is the rule");
  return out;
}

auto read_dependency(const JsonReader& row) -> DependencyOverlay {
  DependencyFacts on;
  on.uri = filled(row, "on");
  on.allowed.kind = Allowed::Enum;
  on.allowed.values = row.texts("values");
  if (on.allowed.values.empty()) row.fail("values", "is empty");
  return {filled(row, "path"), std::move(on)};
}

auto read_overlay(const JsonReader& in) -> Overlay {
  in.expect_only(kLists);
  Overlay out;
  if (in.int32("format") != 1) in.fail("format", "is not 1");
  out.tenant_ids = column(in, "tenantIdSegments", "path");
  out.placeholders = column(in, "placeholderNodes", "path");
  out.secrets = column(in, "secrets", "path");
  each_row(in, "contents", {"path", "content", "root", "namespace", "rule"},
           [&](const JsonReader& row) { out.contents.push_back(read_content(row)); });
  each_row(in, "replacedBy", {"path", "by"},
           [&](const JsonReader& row) { out.replaced_by.emplace_back(filled(row, "path"), filled(row, "by")); });
  each_row(in, "patterns", {"path", "insteadOf", "pattern"}, [&](const JsonReader& row) {
    out.patterns.push_back({filled(row, "path"), filled(row, "insteadOf"), filled(row, "pattern")});
  });
  each_row(in, "dependencies", {"path", "on", "values"},
           [&](const JsonReader& row) { out.dependencies.push_back(read_dependency(row)); });
  each_row(in, "admxPolicies", {"path", "insteadOf", "admxEdition", "policy"},
           [&](const JsonReader& row) { out.admx_policies.push_back(read_correction(row)); });
  out.retired = column(in, "retiredCsps", "name");
  out.unlisted = column(in, "unlistedCsps", "name");
  each_row(in, "knownBadPaths", {"bad", "right", "reason"}, [&](const JsonReader& row) {
    out.bad_paths.push_back({filled(row, "bad"), filled(row, "right"), filled(row, "reason")});
  });
  each_row(in, "editions", {"sku", "name"}, [&](const JsonReader& row) { out.editions.push_back(read_edition(row)); });
  return out;
}

}  // namespace

auto overlay_from_json(std::string_view text) -> base::Result<Overlay> {
  const auto document = base::parse_json(text, {.bytes = base::kCatalogueFileBytes});
  if (!document.ok()) return document.error();
  base::JsonErrors errors("the overlay");
  auto overlay = read_overlay(JsonReader(document.value(), errors));
  if (errors.failed()) return errors.error();
  return overlay;
}

}  // namespace pinwright::csp
