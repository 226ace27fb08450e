#pragma once

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "base/base64.hpp"
#include "graph/connect.hpp"
#include "graph/session.hpp"
#include "graph/token_source.hpp"
#include "graph/transport.hpp"
#include "source/memory_file_system.hpp"

/// A scripted service and a world whose time passes only in sleeps.
namespace graph_test {

using nlohmann::json;
using pinwright::base::Error;
using pinwright::base::ErrorKind;
using pinwright::base::Result;
using pinwright::graph::AccessToken;
using pinwright::graph::Headers;
using pinwright::graph::Request;
using pinwright::graph::Response;
using std::chrono::milliseconds;

inline const std::string kHost = "https://graph.microsoft.com";
inline const std::string kBase = kHost + "/beta";

/// As Graph answers: with a request-id, and an error has a body.
inline auto answer(long status, const json& body = {}, Headers headers = {}) -> Response {
  headers.emplace_back("request-id", "11111111-2222-4333-8444-555555555555");
  if (!body.is_null()) return {status, std::move(headers), body.dump()};
  const auto error = status < 400 ? std::string() : R"({"error": {"code": "Error", "message": ""}})";
  return {status, std::move(headers), error};
}
inline auto lost() -> Error { return {"the connection broke", "", ErrorKind::Unclear}; }
inline auto not_sent() -> Error { return {"the name is not known", "", ErrorKind::Unreachable}; }

class FakeTokens final : public pinwright::graph::TokenSource {
 public:
  auto token() -> Result<AccessToken> override {
    if (failure) return *failure;
    return AccessToken{value.empty() ? "token-" + std::to_string(forgotten) : value, 0};
  }
  auto forget() -> void override { ++forgotten; }

  std::string value;
  int forgotten = 0;
  std::optional<Error> failure;
};

/// Answers each request by `handler`, and remembers it.
class FakeTransport final : public pinwright::graph::Transport {
 public:
  using Handler = std::function<Result<Response>(const Request&)>;
  explicit FakeTransport(Handler handle) : handler(std::move(handle)) {}

  auto send(std::span<const Request> requests) -> std::vector<Result<Response>> override {
    ++sends;
    std::vector<Result<Response>> answers;
    for (const auto& request : requests) {
      seen.push_back(request);
      answers.push_back(handler(request));
    }
    return answers;
  }

  auto send_until(std::span<const Request> requests, const Halts& halts)
      -> std::vector<std::optional<Result<Response>>> override {
    ++sends;
    std::vector<std::optional<Result<Response>>> answers(requests.size());
    for (std::size_t i = 0; i < requests.size(); ++i) {
      seen.push_back(requests[i]);
      answers[i] = handler(requests[i]);
      if (answers[i]->ok() && halts(answers[i]->value())) break;
    }
    return answers;
  }

  Handler handler;
  std::vector<Request> seen;
  int sends = 0;
};

/// One answer after the other, whatever is asked.
inline auto script(std::vector<Result<Response>> answers) -> FakeTransport::Handler {
  auto left = std::make_shared<std::deque<Result<Response>>>(answers.begin(), answers.end());
  return [left](const Request& request) -> Result<Response> {
    INFO(request.method << ' ' << request.url);
    REQUIRE_FALSE(left->empty());
    auto next = left->front();
    left->pop_front();
    return next;
  };
}

inline auto has_header(const Request& request, const std::string& name, const std::string& value) -> bool {
  return std::find(request.headers.begin(), request.headers.end(), std::pair(name, value)) != request.headers.end();
}

/// Answers the items of a batch by `handler`, the last first, and everything else by it as well. A body that is a text
/// stays one.
inline auto batching(FakeTransport::Handler handler) -> FakeTransport::Handler {
  return [handler = std::move(handler)](const Request& request) -> Result<Response> {
    if (!request.url.ends_with("/$batch")) return handler(request);
    const auto items = json::parse(request.body).at("requests");
    json responses = json::array();
    for (auto item = items.rbegin(); item != items.rend(); ++item) {
      Request one{item->at("method"),
                  request.url.substr(0, request.url.size() - 7) + item->at("url").get<std::string>()};
      if (item->contains("headers")) {
        for (const auto& [name, value] : item->at("headers").items()) one.headers.emplace_back(name, value);
      }
      const auto result = handler(one);
      if (!result.ok()) continue;
      json response{{"id", item->at("id")}, {"status", result.value().status}};
      for (const auto& [name, value] : result.value().headers) response["headers"][name] = value;
      auto body = json::parse(result.value().body, nullptr, false);
      if (!result.value().body.empty()) response["body"] = body.is_discarded() ? json(result.value().body) : body;
      responses.push_back(std::move(response));
    }
    return answer(200, {{"responses", responses}});
  };
}

/// An unsigned token with these claims.
inline auto jwt(const json& claims) -> std::string {
  auto payload = pinwright::base::base64_encode(claims.dump());
  std::replace(payload.begin(), payload.end(), '+', '-');
  std::replace(payload.begin(), payload.end(), '/', '_');
  payload.erase(std::find(payload.begin(), payload.end(), '='), payload.end());
  return "eyJhbGciOiJub25lIn0." + payload + ".";
}

/// 2026-01-01T00:00:00Z when nothing has slept yet.
struct FakeWorld {
  static constexpr std::int64_t kStart = 1767225600;

  pinwright::source::MemoryFileSystem files;
  std::stop_source stop;
  milliseconds slept{0};
  std::vector<milliseconds> sleeps;
  std::uint64_t random = 0;
  int stop_in_sleep = 0;  // the number of the sleep in which the run is stopped; 0: none
  std::vector<std::string> traced;

  auto now() const -> std::int64_t { return kStart + std::chrono::floor<std::chrono::seconds>(slept).count(); }

  auto world() -> pinwright::graph::World {
    return {files,
            [](std::string_view) { return std::nullopt; },
            [this] { return now(); },
            [this] { return random; },
            [this](milliseconds time, const std::stop_token&) {
              slept += time;
              sleeps.push_back(time);
              if (static_cast<int>(sleeps.size()) == stop_in_sleep) stop.request_stop();
            },
            stop.get_token(),
            [](const std::string&) {},
            {}};
  }
};

/// A session over a script.
struct Bench {
  explicit Bench(FakeTransport::Handler handler) : transport(std::move(handler)) {}

  FakeWorld fake;
  FakeTransport transport;
  FakeTokens tokens;
  pinwright::graph::Session session{transport, tokens, fake.world()};
};

}  // namespace graph_test
