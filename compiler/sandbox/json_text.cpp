#include "sandbox/json_text.hpp"

#include <nlohmann/json.hpp>

namespace pinwright::sandbox {

using nlohmann::json;

namespace {

constexpr std::size_t kMaxDepth = 64;

/// Deep nesting is found before the parser sees it.
auto nests_too_deep(std::string_view text) -> bool {
  std::size_t depth = 0;
  bool in_string = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (in_string) {
      if (c == '\\') ++at;
      in_string = c != '"';
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      if (++depth > kMaxDepth) return true;
    } else if ((c == ']' || c == '}') && depth > 0) {
      --depth;
    }
  }
  return false;
}

}  // namespace

auto parse_json(std::string_view text) -> std::optional<json> {
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  if (nests_too_deep(text)) return std::nullopt;
  auto value = json::parse(text, nullptr, false);
  if (value.is_discarded()) return std::nullopt;
  return value;
}

auto parse_stored(std::string_view text) -> json { return parse_json(text).value_or(json()); }

auto to_text(const json& value) -> std::string { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

auto text_of(const json& object, std::string_view key) -> std::string {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

auto take_properties(const json& body, json& into) -> void {
  for (const auto& [key, value] : body.items()) {
    if (key.find('@') == std::string::npos) into[key] = value;
  }
}

auto named_type(const json& value) -> std::string_view {
  switch (value.type()) {
    case json::value_t::null:
      return "null";
    case json::value_t::object:
      return "an object";
    case json::value_t::array:
      return "an array";
    case json::value_t::string:
      return "a string";
    case json::value_t::boolean:
      return "a boolean";
    case json::value_t::number_integer:
    case json::value_t::number_unsigned:
    case json::value_t::number_float:
      return "a number";
    case json::value_t::binary:
    case json::value_t::discarded:
      break;
  }
  return "nothing";
}

auto pointer_piece(std::string_view key) -> std::string {
  std::string piece = "/";
  for (const char c : key) {
    if (c == '~')
      piece += "~0";
    else if (c == '/')
      piece += "~1";
    else
      piece += c;
  }
  return piece;
}

}  // namespace pinwright::sandbox
