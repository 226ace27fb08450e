#include "graph/reply.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "base/base64.hpp"
#include "base/json_line.hpp"
#include "base/json_reader.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"
#include "graph/json.hpp"

namespace pinwright::graph {

using nlohmann::json;

namespace {

auto header_in(const json& headers, std::string_view name) -> std::string {
  if (!headers.is_object()) return {};
  for (const auto& [key, value] : headers.items()) {
    if (!base::equal_folded(key, name)) continue;
    if (value.is_string()) return value.get<std::string>();
    if (value.is_number()) return base::json_line(value);
  }
  return {};
}

/// The place of an item; nullopt for an id that was never given.
auto place_of(const json& item, std::size_t count) -> std::optional<std::size_t> {
  const auto number = base::to_int(text_at(item, "id"));
  if (!number || *number < 1 || static_cast<std::uint64_t>(*number) > count) return std::nullopt;
  return static_cast<std::size_t>(*number) - 1;
}

auto item_reply(json& item, std::string_view batch_date) -> std::optional<Reply> {
  const auto& status = member(item, "status");
  const auto number = base::int32_of(status);
  if (!number) return std::nullopt;
  Reply reply{*number, header_in(member(item, "headers"), "Retry-After"), header_in(member(item, "headers"), "Date"),
              nullptr};
  if (reply.date.empty()) reply.date = batch_date;
  const auto body = item.find("body");
  reply.body = std::make_shared<const json>(body == item.end() ? json() : std::move(*body));
  return reply;
}

auto digits_in(std::string_view text) -> std::optional<std::size_t> {
  if (text.starts_with(base::kByteOrderMark)) text.remove_prefix(base::kByteOrderMark.size());
  const auto number = base::to_int(base::trimmed(text));
  if (!number || *number < 0) return std::nullopt;
  return static_cast<std::size_t>(*number);
}

}  // namespace

auto batch_body(std::span<const BatchItem> items) -> std::string {
  auto requests = nlohmann::ordered_json::array();
  for (const auto& item : items) {
    nlohmann::ordered_json request{{"id", std::to_string(requests.size() + 1)}, {"method", "GET"}, {"url", item.path}};
    if (item.eventual) request["headers"] = {{"ConsistencyLevel", "eventual"}};
    requests.push_back(std::move(request));
  }
  return base::json_line(nlohmann::ordered_json{{"requests", std::move(requests)}});
}

auto reply_of(const Response& response) -> Reply {
  auto body = parse_answer(response.body).value_or(json(response.body));
  return {response.status, std::string(response.header("Retry-After")), std::string(response.header("Date")),
          std::make_shared<const json>(std::move(body))};
}

auto batch_replies(const Response& response, std::size_t count) -> std::vector<std::optional<Reply>> {
  std::vector<std::optional<Reply>> replies(count);
  auto body = parse_answer(response.body);
  if (!body || !body->is_object()) return replies;
  const auto items = body->find("responses");
  if (items == body->end() || !items->is_array()) return replies;
  for (auto& item : *items) {
    const auto place = place_of(item, count);
    if (place && !replies[*place]) replies[*place] = item_reply(item, response.header("Date"));
  }
  return replies;
}

auto count_in(const json& body) -> std::optional<std::size_t> {
  if (body.is_number_integer() && body >= 0) return body.get<std::size_t>();
  if (!body.is_string()) return std::nullopt;
  const auto& text = body.get_ref<const std::string&>();
  if (const auto number = digits_in(text)) return number;
  const auto decoded = base::base64_decode(text);
  return decoded ? digits_in(*decoded) : std::nullopt;
}

}  // namespace pinwright::graph
