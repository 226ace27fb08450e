#include "csp/json_reader.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/text.hpp"

namespace pinwright::csp {

using nlohmann::json;

JsonReader::JsonReader(const json& object, std::string place) : object_(object), place_(std::move(place)) {
  if (!object_.is_object()) fail("is not a JSON object");
}

auto JsonReader::has(const char* key) const -> bool { return object_.is_object() && object_.contains(key); }

auto JsonReader::get(const char* key) -> const json* {
  asked_.emplace_back(key);
  return error_.empty() && has(key) ? &object_.at(key) : nullptr;
}

auto JsonReader::fail(std::string_view what) -> void {
  if (error_.empty()) error_ = place_ + " " + std::string(what);
}

auto JsonReader::wrong(const char* key, std::string_view wanted) -> void {
  fail("has " + base::quoted(key) + " that is not " + std::string(wanted));
}

auto JsonReader::text(const char* key) -> std::string {
  const json* value = get(key);
  if (value == nullptr) return {};
  if (value->is_string()) return value->get<std::string>();
  wrong(key, "text");
  return {};
}

auto JsonReader::required_text(const char* key) -> std::string {
  if (!has(key)) fail("has no " + base::quoted(key));
  return text(key);
}

auto JsonReader::flag(const char* key) -> bool {
  const json* value = get(key);
  if (value == nullptr) return false;
  if (value->is_boolean()) return value->get<bool>();
  wrong(key, "true or false");
  return false;
}

auto JsonReader::number(const char* key) -> std::optional<std::int64_t> {
  const json* value = get(key);
  if (value == nullptr) return std::nullopt;
  if (value->is_number_integer()) return value->get<std::int64_t>();
  wrong(key, "a whole number");
  return std::nullopt;
}

auto JsonReader::array(const char* key) -> const json* {
  const json* value = get(key);
  if (value == nullptr || value->is_array()) return value;
  wrong(key, "a list");
  return nullptr;
}

auto JsonReader::object(const char* key) -> const json* {
  const json* value = get(key);
  if (value == nullptr || value->is_object()) return value;
  wrong(key, "an object");
  return nullptr;
}

auto JsonReader::texts(const char* key) -> std::vector<std::string> {
  std::vector<std::string> out;
  const json* list = array(key);
  if (list == nullptr) return out;
  for (const json& item : *list) {
    if (item.is_string()) {
      out.push_back(item.get<std::string>());
    } else {
      wrong(key, "a list of texts");
    }
  }
  return out;
}

auto JsonReader::numbers(const char* key) -> std::vector<std::int64_t> {
  std::vector<std::int64_t> out;
  const json* list = array(key);
  if (list == nullptr) return out;
  for (const json& item : *list) {
    if (item.is_number_integer()) {
      out.push_back(item.get<std::int64_t>());
    } else {
      wrong(key, "a list of whole numbers");
    }
  }
  return out;
}

auto JsonReader::finish() -> void {
  if (!object_.is_object()) return;
  for (const auto& item : object_.items()) {
    const bool known = std::find(asked_.begin(), asked_.end(), std::string_view(item.key())) != asked_.end();
    if (!known) fail("has an unknown key " + base::quoted(item.key()));
  }
}

}  // namespace pinwright::csp
