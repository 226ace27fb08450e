#include "graph/json.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "base/json_parse.hpp"

namespace pinwright::graph {

using nlohmann::json;

auto parse_json(std::string_view text) -> std::optional<json> {
  auto parsed = base::parse_json(text);
  if (!parsed.ok()) return std::nullopt;
  return std::move(parsed).value();
}

auto dump_json(const json& value) -> std::string { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

auto dump_json(const nlohmann::ordered_json& value) -> std::string {
  return value.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

auto text_at(const json& object, const char* key) -> std::string {
  const auto& found = member(object, key);
  return found.is_string() ? found.get_ref<const std::string&>() : std::string();
}

auto member(const json& object, const char* key) -> const json& {
  static const json kNone;
  if (!object.is_object()) return kNone;
  const auto found = object.find(key);
  return found == object.end() ? kNone : *found;
}

}  // namespace pinwright::graph
