#include "graph/reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "graph/graph_error.hpp"
#include "graph/json.hpp"
#include "graph/reply.hpp"
#include "graph/retry_after.hpp"
#include "graph/url.hpp"

namespace pinwright::graph {

using nlohmann::json;
using std::chrono::milliseconds;

namespace {

constexpr std::size_t kPageLimit = 1000;

/// A read on its way.
struct Item {
  explicit Item(const Read& read, const std::string& base)
      : shape(read.shape), url(base + read.path), alone(read.alone) {}

  Read::Shape shape;
  std::string url;  // of the page that is to be read next
  bool alone;
  json elements = json::array();
  std::size_t pages = 0;
  std::size_t failures = 0;  // in a row
  bool renewed = false;      // the token, since the last answer
  base::Error last;          // setback
  std::optional<base::Result<json>> result;
};

/// One request and the items that it carries.
struct Exchange {
  std::vector<std::size_t> items;
  bool is_batch = false;
};

class Run {
 public:
  Run(Session& session, const std::string& base, std::span<const Read> reads) : session_(session), base_(base) {
    for (const auto& read : reads) items_.emplace_back(read, base);
  }

  auto finish() -> std::vector<base::Result<json>> {
    session_.patience.begin();
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
    const auto exchanges = plan();
    std::vector<Request> requests;
    requests.reserve(exchanges.size());
    for (const auto& exchange : exchanges) requests.push_back(request_of(exchange));
    if (const auto status = sign(session_, requests); !status.ok()) return fail_all(status.error());
    auto answers = session_.transport.send(requests);
    for (std::size_t i = 0; i < exchanges.size(); ++i) take(exchanges[i], std::move(answers[i]));
    if (token_refused_) session_.tokens.forget();
    if (wait_ > milliseconds(0)) pause();
  }

  /// All that is still to be read, in as few requests as possible.
  auto plan() const -> std::vector<Exchange> {
    std::vector<Exchange> exchanges;
    Exchange batch;
    for (std::size_t i = 0; i < items_.size(); ++i) {
      if (items_[i].result) continue;
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
        set_back(item, {Setback::Kind::Failed, garbled(item, "is not in the answer to its batch"), {}});
      }
    }
  }

  auto take_failure(Item& item, const base::Error& error) -> void {
    switch (error.kind) {
      case base::ErrorKind::Unclear:
        return set_back(item, {Setback::Kind::Lost, unreachable(error), {}});
      case base::ErrorKind::Unreachable:
        return set_back(item, {Setback::Kind::NoConnection, error, {}});
      case base::ErrorKind::Refused:
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
    if (const auto kind = setback_of(reply.status)) {
      return set_back(item, {*kind, std::move(error), retry_after(reply.retry_after, reply.date, session_.clock())});
    }
    session_.patience.progressed();
    item.result = std::move(error);
  }

  auto take_body(Item& item, const json& body) -> void {
    switch (item.shape) {
      case Read::Shape::Entity:
        return body.is_object() ? settle(item, body) : take_garbled(item, "is no JSON object");
      case Read::Shape::Count: {
        const auto count = count_in(body);
        return count ? settle(item, *count) : take_garbled(item, "is no number");
      }
      case Read::Shape::List:
        return take_page(item, body);
    }
  }

  auto take_page(Item& item, const json& body) -> void {
    const auto& elements = member(body, "value");
    const auto& next = member(body, "@odata.nextLink");
    if (!elements.is_array() || !(next.is_null() || next.is_string())) return take_garbled(item, "is no list");
    item.elements.insert(item.elements.end(), elements.begin(), elements.end());
    if (next.is_null()) return settle(item, std::move(item.elements));
    session_.patience.progressed();
    auto url = next.get<std::string>();
    if (!is_same_origin(url, base_)) {
      item.result = garbled(item, fmt::format("has its next page on another host: `{}`", one_line(host_of(url))));
    } else if (url == item.url || ++item.pages >= kPageLimit) {
      item.result = garbled(item, "does not come to a last page");
    }
    item.url = std::move(url);
    item.failures = 0;
    item.renewed = false;
  }

  auto take_garbled(Item& item, std::string_view what) -> void {
    set_back(item, {Setback::Kind::Failed, garbled(item, what), {}});
  }

  auto settle(Item& item, json value) -> void {
    session_.patience.progressed();
    item.result = std::move(value);
  }

  auto set_back(Item& item, const Setback& setback) -> void {
    ++item.failures;
    item.last = setback.error;
    if (session_.patience.allows(setback.kind, item.failures)) {
      wait_ = std::max(wait_, session_.patience.delay(setback, item.failures));
    } else {
      item.result = setback.error;
    }
  }

  auto pause() -> void {
    for (auto& item : items_) {
      if (item.result || item.failures == 0) continue;
      const auto waited = session_.patience.wait(wait_, item.last);
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

  static auto garbled(const Item& item, std::string_view what) -> base::Error {
    return {
        fmt::format("the answer of {} to `GET {}` {}", one_line(host_of(item.url)), one_line(path_of(item.url)), what),
        "", base::ErrorKind::Unreachable};
  }

  Session& session_;
  const std::string& base_;
  std::vector<Item> items_;
  milliseconds wait_{0};
  bool token_refused_ = false;
};

}  // namespace

auto read_all(Session& session, const std::string& base, std::span<const Read> reads)
    -> std::vector<base::Result<json>> {
  return Run(session, base, reads).finish();
}

}  // namespace pinwright::graph
