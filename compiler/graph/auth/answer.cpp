#include "graph/auth/answer.hpp"

#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "graph/json.hpp"

namespace pinwright::graph::auth {

namespace {

constexpr std::size_t kLongest = 1024UL * 1024;

auto text_of(const nlohmann::json& value) -> std::optional<std::string> {
  const auto& item = value.is_array() && !value.empty() ? value.front() : value;
  if (item.is_string()) return item.get<std::string>();
  if (item.is_number()) return item.dump();
  return std::nullopt;
}

}  // namespace

auto Answer::parse(std::string_view body) -> std::optional<Answer> {
  if (body.size() > kLongest) return std::nullopt;
  const auto json = parse_json(body);
  if (!json || !json->is_object()) return std::nullopt;
  Answer answer;
  for (const auto& [key, value] : json->items()) {
    if (auto text = text_of(value)) answer.members_[key] = *std::move(text);
  }
  return answer;
}

auto Answer::text(std::string_view key) const -> std::string {
  const auto found = members_.find(key);
  return found == members_.end() ? std::string() : found->second;
}

auto Answer::number(std::string_view key) const -> std::optional<std::int64_t> { return base::to_int(text(key)); }

}  // namespace pinwright::graph::auth
