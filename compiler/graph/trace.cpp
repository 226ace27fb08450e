#include "graph/trace.hpp"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/json_line.hpp"
#include "graph/json.hpp"
#include "graph/redact.hpp"
#include "graph/retry.hpp"
#include "graph/url.hpp"

namespace pinwright::graph {

using nlohmann::json;

namespace {

/// The URL of each item of a batch, by id.
using ItemUrls = std::map<std::string, std::string>;

auto urls_of(const json& batch) -> ItemUrls {
  ItemUrls urls;
  const auto& items = member(batch, "requests");
  if (!items.is_array()) return urls;
  for (const auto& item : items) urls.emplace(text_at(item, "id"), text_at(item, "url"));
  return urls;
}

auto of_length(std::size_t length) -> json { return fmt::format("[{} bytes]", length); }

auto shown_url(const Request& request) -> std::string_view {
  const std::string_view url = request.url;
  return request.is_secret ? url.substr(0, url.find('?')) : redacted_url(url);
}

auto shown(std::string_view body, std::string_view url, const std::vector<std::string>& secrets = {}) -> json {
  auto parsed = parse_json(body);
  if (!parsed || parsed->is_string()) return of_length(body.size());
  redact(*parsed, url, secrets);
  return *std::move(parsed);
}

/// A text may be anything, base64 of a value too.
auto hide_item(json& item, const ItemUrls& urls) -> void {
  const auto body = item.find("body");
  if (body == item.end()) return;
  if (body->is_string()) *body = of_length(body->get_ref<const std::string&>().size());
  const auto url = urls.find(text_at(item, "id"));
  redact(*body, url == urls.end() ? std::string_view() : std::string_view(url->second));
}

auto shown_batch(std::string_view body, const ItemUrls& urls) -> json {
  auto parsed = parse_json(body);
  if (!parsed || !parsed->is_object()) return of_length(body.size());
  const auto items = parsed->find("responses");
  if (items != parsed->end() && items->is_array()) {
    for (auto& item : *items) {
      if (item.is_object()) hide_item(item, urls);
    }
  }
  redact(*parsed, {});
  return *std::move(parsed);
}

/// The service may repeat what it refuses.
auto shown_response(const Request& request, const Response& response) -> json {
  const auto sent = parse_json(request.body).value_or(json());
  if (path_of(request.url).ends_with("/$batch")) return shown_batch(response.body, urls_of(sent));
  return shown(response.body, request.url,
               is_success(response.status) ? std::vector<std::string>() : secret_texts(sent));
}

class TracingTransport final : public Transport {
 public:
  TracingTransport(std::unique_ptr<Transport> inner, std::function<void(const std::string&)> trace)
      : inner_(std::move(inner)), trace_(std::move(trace)) {}

  auto send(std::span<const Request> requests) -> std::vector<base::Result<Response>> override {
    auto answers = inner_->send(requests);
    for (std::size_t i = 0; i < requests.size(); ++i) trace_(trace_line(requests[i], answers[i]));
    return answers;
  }

  auto send_until(std::span<const Request> requests, const Halts& halts)
      -> std::vector<std::optional<base::Result<Response>>> override {
    auto answers = inner_->send_until(requests, halts);
    for (std::size_t i = 0; i < requests.size(); ++i) {
      if (answers[i]) trace_(trace_line(requests[i], *answers[i]));
    }
    return answers;
  }

 private:
  std::unique_ptr<Transport> inner_;
  std::function<void(const std::string&)> trace_;
};

}  // namespace

auto trace_line(const Request& request, const base::Result<Response>& answer) -> std::string {
  nlohmann::ordered_json line{{"method", request.method}, {"url", shown_url(request)}};
  if (const auto id = client_request_id(request); !id.empty()) line["clientRequestId"] = id;
  if (answer.ok()) line["status"] = answer.value().status;
  if (!answer.ok()) line["error"] = answer.error().message;
  if (request.is_secret) return base::json_line(line);
  if (!request.body.empty()) line["request"] = shown(request.body, request.url);
  if (answer.ok() && !answer.value().body.empty()) line["response"] = shown_response(request, answer.value());
  return base::json_line(line);
}

auto make_tracing_transport(std::unique_ptr<Transport> inner, std::function<void(const std::string&)> trace)
    -> std::unique_ptr<Transport> {
  return std::make_unique<TracingTransport>(std::move(inner), std::move(trace));
}

}  // namespace pinwright::graph
