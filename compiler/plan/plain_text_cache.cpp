#include "plan/plain_text_cache.hpp"

#include <nlohmann/json.hpp>

#include "base/hmac.hpp"
#include "base/json_parse.hpp"
#include "base/json_reader.hpp"
#include "base/sha256.hpp"
#include "base/text.hpp"

namespace pinwright::plan {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::int32_t kFormat = 1;

auto key_of(const object::Live& live, std::string_view reference) -> std::pair<std::string, std::string> {
  return {base::folded(live.id), std::string(reference)};
}

}  // namespace

auto PlainTextCache::read_json(std::string_view text) -> bool {
  const auto parsed = base::parse_json(text);
  if (!parsed.ok()) return false;
  base::JsonErrors errors("the cache");
  const base::JsonReader reader(parsed.value(), errors);
  const auto format = reader.int32("formatVersion");
  auto time = reader.text("time");
  decltype(rows_) rows;
  for (const auto& row : reader.items("values")) {
    rows[{row.text("policy"), row.text("secretReferenceValueId")}] = {
        row.int64("version"), row.text("lastModifiedDateTime"), row.text("digest")};
  }
  if (errors.failed() || format != kFormat) return false;
  rows_ = std::move(rows);
  time_ = std::move(time);
  return true;
}

auto PlainTextCache::to_json() const -> std::string {
  auto values = Json::array();
  for (const auto& [key, row] : rows_) {
    values.push_back({{"policy", key.first},
                      {"secretReferenceValueId", key.second},
                      {"version", row.version},
                      {"lastModifiedDateTime", row.last_modified},
                      {"digest", row.digest}});
  }
  const Json json{{"formatVersion", kFormat}, {"time", time_}, {"values", std::move(values)}};
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

auto PlainTextCache::holds(const object::Live& live, std::string_view reference, std::string_view value) const -> bool {
  const auto* row = row_of(live, reference);
  return row != nullptr && row->digest == digest_of(live, reference, value);
}

auto PlainTextCache::contradicts(const object::Live& live, std::string_view reference, std::string_view value) const
    -> bool {
  const auto* row = row_of(live, reference);
  return row != nullptr && row->digest != digest_of(live, reference, value);
}

auto PlainTextCache::take(const object::Live& live, std::string_view reference, std::string_view value) -> void {
  if (holds(live, reference, value)) return;
  rows_[key_of(live, reference)] = {live.version, live.last_modified, digest_of(live, reference, value)};
  changed_ = true;
}

auto PlainTextCache::clear() -> void {
  changed_ = changed_ || !rows_.empty();
  rows_.clear();
}

auto PlainTextCache::row_of(const object::Live& live, std::string_view reference) const -> const Row* {
  const auto found = rows_.find(key_of(live, reference));
  if (found == rows_.end()) return nullptr;
  const auto& row = found->second;
  return row.version == live.version && row.last_modified == live.last_modified ? &row : nullptr;
}

auto PlainTextCache::digest_of(const object::Live& live, std::string_view reference, std::string_view value) const
    -> std::string {
  // A line break stands in neither an id nor a reference as JSON gives them.
  auto text = base::folded(live.id);
  text.append("\n").append(reference).append("\n").append(value);
  return base::hex(base::hmac_sha256(key_, text));
}

}  // namespace pinwright::plan
