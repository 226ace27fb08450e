#include "graph/reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <utility>

#include "base/stopped.hpp"
#include "graph/clouds.hpp"
#include "graph/graph_error.hpp"
#include "graph/json.hpp"
#include "graph/reply.hpp"
#include "graph/retry_after.hpp"
#include "graph/url.hpp"

namespace pinwright::graph {

using nlohmann::json;
using std::chrono::milliseconds;

namespace {

/// A read on its way.
struct Item {
  explicit Item(const Read& read, const std::string& base)
      : shape(read.shape), worth(read.worth), url(base + read.path), alone(read.alone) {}

  Read::Shape shape;
  Read::Worth worth;
  std::string url;  // of the page that is to be read next
  bool alone;
  json elements = json::array();
  std::set<std::string> pages;  // addresses of all pages so far
  std::size_t failures = 0;     // in a row
  bool renewed = false;         // the token, since the last answer
  base::Error last;             // retryable failure
  std::optional<base::Result<json>> result;
};

/// One request and the items that it carries.
struct Exchange {
  std::vector<std::size_t> items;
  bool is_batch = false;
};

class GraphReadRun {
 public:
  GraphReadRun(Session& session, const std::string& base, std::span<const Read> reads, const ReadLimits& limits)
      : session_(session), base_(base), limits_(limits) {
    for (const auto& read : reads) items_.emplace_back(read, base);
  }

  auto finish() -> std::vector<base::Result<json>> {
    session_.retries.begin();
    while (std::any_of(items_.begin(), items_.end(), [](const Item& item) { return !item.result; })) round();
    std::vector<base::Result<json>> results;
    results.reserve(items_.size());
    for (auto& item : items_) results.push_back(*std::move(item.result));
    return results;
  }

 private:
  auto round() -> void {
    wait_ = milliseconds(0);
    token_refused_ = false;
    session_.read_pacing.wait();
    const auto exchanges = plan(session_.read_pacing.free());
    if (exchanges.empty()) return fail_all(base::stopped("before this was asked"));
    session_.read_pacing.take(items_in(exchanges));
    std::vector<Request> requests;
    requests.reserve(exchanges.size());
    for (const auto& exchange : exchanges) requests.push_back(request_of(exchange));
    if (const auto status = sign(session_, requests); !status.ok()) return fail_all(status.error());
    // What was not sent after the first 429 is sent in the next round.
    auto answers = session_.transport.send_until(requests, &is_throttled);
    for (std::size_t i = 0; i < exchanges.size(); ++i) {
      if (answers[i]) take(exchanges[i], *std::move(answers[i]));
    }
    if (token_refused_) session_.tokens.forget();
    if (wait_ > milliseconds(0)) pause();
  }

  /// 429, of the whole or of an item of a batch.
  static auto is_throttled(const Response& response) -> bool {
    const std::string_view body = response.body;
    return response.status == 429 || body.find("\"status\":429") != std::string_view::npos ||
           body.find("\"status\": 429") != std::string_view::npos;
  }

  static auto items_in(const std::vector<Exchange>& exchanges) -> std::size_t {
    std::size_t items = 0;
    for (const auto& exchange : exchanges) items += exchange.items.size();
    return items;
  }

  /// What is still to be read, at most so many items, in as few requests as possible.
  auto plan(std::size_t most) const -> std::vector<Exchange> {
    std::vector<Exchange> exchanges;
    Exchange batch;
    for (std::size_t i = 0; i < items_.size() && most > 0; ++i) {
      if (items_[i].result) continue;
      --most;
      // The page of another version of Graph cannot travel in this one's batch.
      if (items_[i].alone || !items_[i].url.starts_with(base_ + "/")) {
        exchanges.push_back({{i}, false});
        continue;
      }
      batch.items.push_back(i);
      if (batch.items.size() == kBatchSize) exchanges.push_back({std::exchange(batch.items, {}), true});
    }
    if (!batch.items.empty()) exchanges.push_back({batch.items, batch.items.size() > 1});
    return exchanges;
  }

  auto request_of(const Exchange& exchange) const -> Request {
    Request request{"GET", items_[exchange.items.front()].url, {{"Accept", "application/json"}}};
    request.is_read = true;
    if (!exchange.is_batch) {
      if (items_[exchange.items.front()].shape == Read::Shape::Count) {
        request.headers = {{"ConsistencyLevel", "eventual"}};
      }
      return request;
    }
    std::vector<BatchItem> batch;
    for (const auto i : exchange.items) {
      batch.push_back({items_[i].url.substr(base_.size()), items_[i].shape == Read::Shape::Count});
    }
    request.method = "POST";
    request.url = base_ + "/$batch";
    request.headers.emplace_back("Content-Type", "application/json");
    request.body = batch_body(batch);
    return request;
  }

  auto take(const Exchange& exchange, base::Result<Response> answer) -> void {
    if (!answer.ok()) {
      for (const auto i : exchange.items) take_failure(items_[i], answer.error());
      return;
    }
    const auto& response = answer.value();
    session_.avoids_connections = session_.avoids_connections || response.status == 503;
    session_.served_at = parse_http_date(response.header("Date")).value_or(0);
    bytes_ += response.body.size();
    if (bytes_ > limits_.bytes) {
      for (const auto i : exchange.items) items_[i].result = too_large(items_[i]);
      return;
    }
    if (!exchange.is_batch || !is_success(response.status)) {
      const auto reply = reply_of(response);
      for (const auto i : exchange.items) take_reply(items_[i], reply);
      return;
    }
    auto replies = batch_replies(response, exchange.items.size());
    for (std::size_t i = 0; i < replies.size(); ++i) {
      auto& item = items_[exchange.items[i]];
      if (replies[i]) {
        take_reply(item, *replies[i]);
      } else {
        retry_later(item, {RetryableFailure::Kind::Failed, garbled(item, "is not in the answer to its batch"), {}});
      }
    }
  }

  auto take_failure(Item& item, const base::Error& error) -> void {
    switch (error.kind) {
      case base::ErrorKind::Unclear:
        return retry_later(item, {RetryableFailure::Kind::Lost, unreachable(error), {}});
      case base::ErrorKind::Unreachable:
        return retry_later(item, {RetryableFailure::Kind::NoConnection, error, {}});
      case base::ErrorKind::Refused:
      case base::ErrorKind::TooLarge:
      case base::ErrorKind::NotFound:
      case base::ErrorKind::Forbidden:
      case base::ErrorKind::Interrupted:
        item.result = error;
    }
  }

  auto take_reply(Item& item, const Reply& reply) -> void {
    if (is_success(reply.status)) return take_body(item, *reply.body);
    if (reply.status == 401 && !std::exchange(item.renewed, true)) {
      token_refused_ = true;
      return;
    }
    auto error = error_of("GET", item.url, reply.status, *reply.body);
    if (const auto kind = retryable_kind(reply.status)) {
      return retry_later(item, {*kind, std::move(error), retry_after(reply.retry_after, reply.date, session_.clock())});
    }
    session_.retries.progressed();
    // A cloud or a gateway that does not have the list says so with a 404, in whatever form.
    const bool has_no_list = item.shape == Read::Shape::List && is_not_there(reply.status);
    if (has_no_list) error.kind = base::ErrorKind::Refused;
    item.result = std::move(error);
  }

  auto take_body(Item& item, const json& body) -> void {
    switch (item.shape) {
      case Read::Shape::Entity:
        if (!body.is_object()) return take_garbled(item, body, "is no JSON object");
        if (is_error(body)) return take_garbled(item, body, "is an error with the status of a success");
        return settle(item, body);
      case Read::Shape::Count: {
        const auto count = count_in(body);
        return count ? settle(item, *count) : take_garbled(item, body, "is no number");
      }
      case Read::Shape::List:
      case Read::Shape::Parts:
        return take_page(item, body);
    }
  }

  static auto is_error(const json& body) -> bool {
    return member(body, "error").is_object() && !body.contains("id") && !body.contains("value");
  }

  auto take_page(Item& item, const json& body) -> void {
    const auto& elements = member(body, "value");
    const auto& next = member(body, "@odata.nextLink");
    if (!elements.is_array() || !(next.is_null() || next.is_string())) return take_garbled(item, body, "is no list");
    item.elements.insert(item.elements.end(), elements.begin(), elements.end());
    if (next.is_null()) return settle(item, std::move(item.elements));
    session_.retries.progressed();
    auto url = here(next.get<std::string>());
    if (host_of(url).empty()) {
      item.result = garbled(item, fmt::format("names no address as its next page: `{}`", one_line(url)));
    } else if (!is_same_origin(url, base_)) {
      item.result = garbled(item, fmt::format("has its next page on another host: `{}`", one_line(host_of(url))));
    } else if (item.pages.insert(item.url); item.pages.contains(url)) {
      item.result = garbled(item, "leads in a circle: its next page is one that was read already");
    } else if (item.pages.size() >= limits_.pages) {
      item.result = garbled(item, fmt::format("has more than {} pages", limits_.pages));
    }
    item.url = std::move(url);
    item.failures = 0;
    item.renewed = false;
  }

  /// The address as it is reached: Graph does not know the gateway that it stands behind.
  auto here(std::string url) const -> std::string {
    const auto root = std::string_view(base_).substr(0, base_.rfind('/'));
    if (is_same_origin(url, base_) || !is_graph_host(origin_of(url))) return url;
    return std::string(root).append(std::string_view(url).substr(origin_of(url).size()));
  }

  /// A page of something on the way soon gives place to the service; what the service says itself stays.
  auto take_garbled(Item& item, const json& body, std::string_view what) -> void {
    using Kind = RetryableFailure::Kind;
    retry_later(item, {body.is_object() ? Kind::Malformed : Kind::Failed, garbled(item, what), {}});
  }

  auto settle(Item& item, json value) -> void {
    session_.retries.progressed();
    item.result = std::move(value);
  }

  auto retry_later(Item& item, const RetryableFailure& failure) -> void {
    ++item.failures;
    item.last = failure.error;
    if (is_not_worth_more(item, failure.kind)) {
      item.result = base::Error{failure.error.message, failure.error.help, base::ErrorKind::Refused};
    } else if (session_.retries.allows(failure.kind, item.failures)) {
      wait_ = std::max(wait_, session_.retries.delay(failure, item.failures));
    } else {
      item.result = failure.error;
    }
  }

  /// A failure of the network is not the item's own: that the connection is dead has to be known.
  static auto is_not_worth_more(const Item& item, RetryableFailure::Kind kind) -> bool {
    using Kind = RetryableFailure::Kind;
    constexpr std::size_t kDetailFailures = 3;
    constexpr std::size_t kThrottledEstimates = 2;
    if (kind == Kind::NoConnection || kind == Kind::Lost) return false;
    switch (item.worth) {
      case Read::Worth::Needed:
        return false;
      case Read::Worth::Detail:
        return kind != Kind::Throttled && item.failures >= kDetailFailures;
      case Read::Worth::Estimate:
        return kind != Kind::Throttled || item.failures >= kThrottledEstimates;
    }
    return false;
  }

  auto pause() -> void {
    for (auto& item : items_) {
      if (item.result || item.failures == 0) continue;
      const auto waited = session_.retries.wait(wait_, item.last);
      if (!waited.ok()) fail_all(waited.error());
      return;
    }
  }

  auto fail_all(const base::Error& error) -> void {
    for (auto& item : items_) {
      if (!item.result) item.result = error;
    }
  }

  static auto unreachable(base::Error error) -> base::Error {
    error.kind = base::ErrorKind::Unreachable;
    return error;
  }

  auto too_large(const Item& item) const -> base::Error {
    return garbled(item,
                   fmt::format("would make more than {} MiB of answers to one question", limits_.bytes / base::kMiB));
  }

  static auto garbled(const Item& item, std::string_view what) -> base::Error {
    return {
        fmt::format("the answer of {} to `GET {}` {}", one_line(host_of(item.url)), one_line(path_of(item.url)), what),
        "", base::ErrorKind::Unreachable};
  }

  Session& session_;
  const std::string& base_;
  const ReadLimits& limits_;
  std::vector<Item> items_;
  std::size_t bytes_ = 0;  // of all answers
  milliseconds wait_{0};
  bool token_refused_ = false;
};

}  // namespace

auto read_all(Session& session, const std::string& base, std::span<const Read> reads, const ReadLimits& limits)
    -> std::vector<base::Result<json>> {
  return GraphReadRun(session, base, reads, limits).finish();
}

}  // namespace pinwright::graph
