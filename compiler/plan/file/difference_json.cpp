#include "plan/file/difference_json.hpp"

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace pinwright::plan {

using Json = nlohmann::ordered_json;

namespace {

/// The value of a path: JSON text already.
auto value_json(const std::optional<std::string>& text) -> Json {
  if (!text) return nullptr;
  auto json = Json::parse(*text, nullptr, false);
  return json.is_discarded() ? Json(*text) : json;
}

}  // namespace

auto to_json(const object::Difference& difference) -> Json {
  Json json{
      {"path", difference.path}, {"before", value_json(difference.before)}, {"after", value_json(difference.after)}};
  if (difference.secret) json["secret"] = true;
  return json;
}

}  // namespace pinwright::plan
