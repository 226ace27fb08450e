#include "graph/json.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "base/json_parse.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"
#include "graph/json_repair.hpp"

namespace pinwright::graph {

using nlohmann::json;

auto parse_json(std::string_view text) -> std::optional<json> {
  auto parsed = base::parse_json(text);
  if (!parsed.ok()) return std::nullopt;
  return std::move(parsed).value();
}

auto parse_answer(std::string_view text) -> std::optional<json> {
  auto parsed = parse_json(text);
  if (text.starts_with(base::kByteOrderMark)) text.remove_prefix(base::kByteOrderMark.size());
  if (parsed || !base::trimmed(text).starts_with('{')) return parsed;
  return parse_json(repaired_json(text));
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
