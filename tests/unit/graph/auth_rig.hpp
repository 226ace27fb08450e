#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "graph/token_source.hpp"
#include "graph/transport.hpp"
#include "source/memory_file_system.hpp"

/// A world in which a tenant signs in: answers come from a script, time passes only while something waits.
namespace pinwright::graph::test {

constexpr auto kTenant = "3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63";
constexpr auto kClient = "0b5c1d7e-6f20-4b8d-9a41-3e7c2d5f8b16";
constexpr std::int64_t kNow = 1'800'000'000;

/// What is not scripted cannot be reached.
class ScriptedTransport final : public Transport {
 public:
  std::vector<Request> sent;
  std::deque<base::Result<Response>> answers;

  auto answer(long status, std::string body, Headers headers = {}) -> void {
    answers.emplace_back(Response{status, std::move(headers), std::move(body)});
  }
  auto fail(base::ErrorKind kind) -> void { answers.emplace_back(base::Error{"no such luck", "", kind}); }

  [[nodiscard]] auto send(std::span<const Request> requests) -> std::vector<base::Result<Response>> override {
    std::vector<base::Result<Response>> out;
    for (const auto& request : requests) {
      sent.push_back(request);
      if (answers.empty()) fail(base::ErrorKind::Unreachable);
      out.push_back(std::move(answers.front()));
      answers.pop_front();
    }
    return out;
  }
};

/// Refuses, and repeats body and headers of the request: what a careless service or proxy may do.
class EchoTransport final : public Transport {
 public:
  Request sent;

  [[nodiscard]] auto send(std::span<const Request> requests) -> std::vector<base::Result<Response>> override {
    sent = requests.front();
    auto said = sent.body;
    for (const auto& [name, value] : sent.headers) said += " " + name + "=" + value;
    return {Response{400, {}, R"({"error":"invalid_request","error_description":"got )" + said + "\"}"}};
  }
};

struct Rig {
  source::MemoryFileSystem files;
  std::map<std::string, std::string, std::less<>> variables;
  ScriptedTransport transport;
  ConnectOptions options;
  std::int64_t now = kNow;
  std::uint64_t random = 0;
  std::vector<std::chrono::milliseconds> slept;
  std::vector<std::string> said;
  std::stop_source stop;
  std::unique_ptr<TokenSource> source;

  Rig() {
    options.tenant_name = "contoso";
    options.tenant_id = kTenant;
    options.workspace_root = "/work";
    files.put("/work/pinwright.yaml", "pinwright: 1\n");
  }

  /// `auth` of the tenant, made when it is first touched.
  auto auth() -> model::Auth& {
    if (!options.auth) options.auth.emplace();
    return *options.auth;
  }
  auto set_method(model::AuthMethod method) -> void { auth().method = model::Located<model::AuthMethod>{method, {}}; }

  auto world() -> World {
    return World{.files = files,
                 .variable = [this](std::string_view name) -> std::optional<std::string> {
                   const auto found = variables.find(name);
                   return found == variables.end() ? std::nullopt : std::optional(found->second);
                 },
                 .clock = [this] { return now; },
                 .random = [this] { return random; },
                 .sleep =
                     [this](std::chrono::milliseconds time, const base::StopToken&) {
                       slept.push_back(time);
                       now += time.count() / 1000;
                     },
                 .stop = stop.get_token(),
                 .say = [this](const std::string& line) { said.push_back(line); },
                 .trace = {}};
  }

  /// Of the one source of this rig, made on the first call.
  auto token() -> base::Result<AccessToken> { return token_over(transport); }
  auto token_over(Transport& over) -> base::Result<AccessToken> {
    if (!source) source = make_token_source(options, world(), over);
    return source->token();
  }
};

inline auto text(std::string value) -> model::Text { return {std::move(value), {}}; }

/// An answer with a token that is good for `seconds`.
inline auto granted(std::string_view token, int seconds = 3599) -> std::string {
  return R"({"token_type":"Bearer","expires_in":)" + std::to_string(seconds) + R"(,"access_token":")" +
         std::string(token) + "\"}";
}

inline auto unescaped(std::string_view text) -> std::string {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '%') {
      out += text[at];
      continue;
    }
    out += static_cast<char>(base::hex_value(text.at(at + 1)) * 16 + base::hex_value(text.at(at + 2)));
    at += 2;
  }
  return out;
}

using Fields = std::map<std::string, std::string>;
/// The decoded fields of a form or a query.
inline auto fields_of(std::string_view form) -> Fields {
  Fields fields;
  for (const auto pair : base::split(form, '&')) {
    const auto equals = pair.find('=');
    fields[std::string(pair.substr(0, equals))] = unescaped(pair.substr(equals + 1));
  }
  return fields;
}
inline auto query_of(std::string_view url) -> Fields { return fields_of(url.substr(url.find('?') + 1)); }
inline auto without_query(std::string_view url) -> std::string { return std::string(url.substr(0, url.find('?'))); }

/// Empty when there is none.
inline auto header_of(const Request& request, std::string_view name) -> std::string {
  for (const auto& [key, value] : request.headers) {
    if (base::equal_folded(key, name)) return value;
  }
  return {};
}

}  // namespace pinwright::graph::test
