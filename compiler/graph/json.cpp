#include "graph/json.hpp"

#include <nlohmann/json.hpp>

namespace pinwright::graph {

using nlohmann::json;

namespace {

constexpr std::size_t kDepthLimit = 100;

auto is_too_deep(std::string_view text) -> bool {
  std::size_t depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string && c == '\\') {
      ++i;
    } else if (c == '"') {
      in_string = !in_string;
    } else if (!in_string && (c == '{' || c == '[')) {
      if (++depth > kDepthLimit) return true;
    } else if (!in_string && (c == '}' || c == ']') && depth > 0) {
      --depth;
    }
  }
  return false;
}

}  // namespace

auto parse_json(std::string_view text) -> std::optional<json> {
  if (is_too_deep(text)) return std::nullopt;
  auto parsed = json::parse(text, nullptr, false);
  if (parsed.is_discarded()) return std::nullopt;
  return parsed;
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
