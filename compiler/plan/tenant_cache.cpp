#include "plan/tenant_cache.hpp"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/hmac.hpp"
#include "base/json_parse.hpp"
#include "base/json_reader.hpp"
#include "base/sha256.hpp"
#include "base/text.hpp"

namespace pinwright::plan {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::int32_t kFormat = 2;
/// Of a node: that two are taken for one costs a request.
constexpr std::size_t kNodeDigits = 16;

auto key_of(const object::Live& live, std::string_view reference) -> std::pair<std::string, std::string> {
  return {base::folded(live.id), std::string(reference)};
}

}  // namespace

auto TenantCache::read_json(std::string_view text) -> bool {
  const auto parsed = base::parse_json(text);
  if (!parsed.ok()) return false;
  base::JsonErrors errors("the cache");
  const base::JsonReader reader(parsed.value(), errors);
  const auto format = reader.int32("formatVersion");
  auto time = reader.text("time");
  decltype(rows_) rows;
  for (const auto& row : reader.items("values")) {
    rows[{row.text("policy"), row.text("secretReferenceValueId")}] = {
        {row.int64("version"), row.text("lastModifiedDateTime")}, row.text("digest")};
  }
  decltype(nodes_) nodes;
  for (const auto& row : reader.items("nodes")) {
    auto& of = nodes[row.text("policy")];
    of.state = {row.int64("version"), row.text("lastModifiedDateTime")};
    for (auto& digest : row.texts("digests")) of.digests.insert(std::move(digest));
  }
  auto found = reader.optional_texts("foundDefinitions");
  const bool is_read_alike = reader.optional_text("definitions").value_or("") == definitions_;
  if (errors.failed() || format != kFormat) return false;
  found_definitions_ = {std::make_move_iterator(found.begin()), std::make_move_iterator(found.end())};
  if (!is_read_alike) return true;
  rows_ = std::move(rows);
  nodes_ = std::move(nodes);
  time_ = std::move(time);
  return true;
}

auto TenantCache::to_json() const -> std::string {
  auto values = Json::array();
  for (const auto& [key, row] : rows_) {
    values.push_back({{"policy", key.first},
                      {"secretReferenceValueId", key.second},
                      {"version", row.state.version},
                      {"lastModifiedDateTime", row.state.last_modified},
                      {"digest", row.digest}});
  }
  auto nodes = Json::array();
  for (const auto& [policy, row] : nodes_) {
    nodes.push_back({{"policy", policy},
                     {"version", row.state.version},
                     {"lastModifiedDateTime", row.state.last_modified},
                     {"digests", row.digests}});
  }
  Json json{{"formatVersion", kFormat}, {"time", time_}, {"values", std::move(values)}, {"nodes", std::move(nodes)}};
  if (!definitions_.empty()) json["definitions"] = definitions_;
  if (!found_definitions_.empty()) json["foundDefinitions"] = found_definitions_;
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

auto TenantCache::holds(const object::Live& live, std::string_view reference, std::string_view value) const -> bool {
  const auto* row = row_of(live, reference);
  return row != nullptr && row->digest == digest_of(live, reference, value);
}

auto TenantCache::contradicts(const object::Live& live, std::string_view reference, std::string_view value) const
    -> bool {
  const auto* row = row_of(live, reference);
  return row != nullptr && row->digest != digest_of(live, reference, value);
}

auto TenantCache::take(const object::Live& live, std::string_view reference, std::string_view value) -> void {
  if (holds(live, reference, value)) return;
  rows_[key_of(live, reference)] = {state_of(live), digest_of(live, reference, value)};
  changed_ = true;
}

auto TenantCache::clear() -> void {
  changed_ = changed_ || size() > 0;
  rows_.clear();
  nodes_.clear();
  set_found_definitions({});
}

auto TenantCache::take_nodes(const object::Live& live, const std::set<std::string>& nodes) -> void {
  std::set<std::string> digests;
  for (const auto& node : nodes) digests.insert(digest_of_node(node));
  nodes_[base::folded(live.id)] = {state_of(live), std::move(digests)};
  changed_ = true;
}

auto TenantCache::has_nodes(const object::Live& live) const -> bool { return nodes_of(live) != nullptr; }

auto TenantCache::sets_none_of(const object::Live& live, const std::set<std::string>& nodes) const -> bool {
  const auto* row = nodes_of(live);
  return row != nullptr && std::none_of(nodes.begin(), nodes.end(), [&](const std::string& node) {
           return row->digests.contains(digest_of_node(node));
         });
}

auto TenantCache::nodes_of(const object::Live& live) const -> const Nodes* {
  const auto found = nodes_.find(base::folded(live.id));
  return found != nodes_.end() && found->second.state == state_of(live) ? &found->second : nullptr;
}

auto TenantCache::digest_of_node(std::string_view node) const -> std::string {
  return base::hex(base::hmac_sha256(key_, "node\n" + std::string(node))).substr(0, kNodeDigits);
}

auto TenantCache::row_of(const object::Live& live, std::string_view reference) const -> const Row* {
  const auto found = rows_.find(key_of(live, reference));
  if (found == rows_.end()) return nullptr;
  return found->second.state == state_of(live) ? &found->second : nullptr;
}

auto TenantCache::digest_of(const object::Live& live, std::string_view reference, std::string_view value) const
    -> std::string {
  // A line break stands in neither an id nor a reference as JSON gives them.
  auto text = base::folded(live.id);
  text.append("\n").append(reference).append("\n").append(value);
  return base::hex(base::hmac_sha256(key_, text));
}

}  // namespace pinwright::plan
