#include "sandbox/faults.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/text.hpp"
#include "sandbox/error.hpp"
#include "sandbox/instant.hpp"
#include "sandbox/json_text.hpp"

namespace pinwright::sandbox {

using nlohmann::json;

namespace {

auto fits(const FaultRule& rule, const Call& call, const Url& url, std::string_view tenant) -> bool {
  const auto mark = call.target.find('?');
  const auto query = mark == std::string::npos ? std::string_view{} : std::string_view(call.target).substr(mark + 1);
  return (rule.method.empty() || rule.method == call.method) &&
         (rule.path.empty() || glob_matches(rule.path, url.path)) &&
         (rule.query.empty() || glob_matches(rule.query, percent_decoded(query, true).value_or(""))) &&
         (rule.tenant.empty() || rule.tenant == tenant) && (!rule.batched || *rule.batched == call.batched);
}

/// Graph's own word for a status where the script gives none.
auto code_of(int status) -> std::string_view {
  switch (status) {
    case 401:
      return "InvalidAuthenticationToken";
    case 403:
      return "Forbidden";
    case 404:
      return "ResourceNotFound";
    case 409:
      return "Conflict";
    case 423:
      return "Locked";
    case 429:
      return "TooManyRequests";
    case 500:
      return "InternalServerError";
    case 502:
      return "BadGateway";
    case 503:
      return "ServiceUnavailable";
    case 504:
      return "GatewayTimeout";
    default:
      return "UnknownError";
  }
}

auto empty_list(Reply& reply) -> void {
  auto body = parse_json(reply.body).value_or(json());
  if (!body.is_object() || !body.contains("value") || !body["value"].is_array()) return;
  reply.body = to_text({{"value", json::array()}});
}

auto status_reply(const FaultRule& rule) -> Reply {
  const auto code = rule.code.empty() ? code_of(rule.status) : std::string_view(rule.code);
  const auto message =
      rule.message.empty() ? std::string_view("The fault script says so.") : std::string_view(rule.message);
  auto reply = graph_error(rule.status, code, message);
  if (rule.is_html) {
    reply.type = "text/html";
    reply.body = fmt::format("<!DOCTYPE html><html><body><h1>{}</h1></body></html>", rule.status);
    reply.headers.clear();
  }
  if (!rule.location.empty()) reply.headers.emplace_back("Location", rule.location);
  if (!rule.claims.empty()) {
    reply.headers.emplace_back(
        "WWW-Authenticate", fmt::format(R"(Bearer realm="", error="insufficient_claims", claims="{}")", rule.claims));
  }
  if (!rule.retry_after.empty()) reply.headers.emplace_back("Retry-After", rule.retry_after);
  if (rule.retry_after_date) {
    reply.headers.emplace_back("Retry-After", http_date(now() / kTicksPerSecond + *rule.retry_after_date));
  }
  return reply;
}

auto cut_reply() -> Reply { return {0, "", "", {}, Ending::Cut}; }

}  // namespace

auto glob_matches(std::string_view pattern, std::string_view text) -> bool {
  std::size_t at = 0, in = 0, star = std::string_view::npos, resume = 0;
  while (in < text.size()) {
    if (at < pattern.size() && pattern[at] == '*') {
      star = at++;
      resume = in;
    } else if (at < pattern.size() && pattern[at] == text[in]) {
      ++at;
      ++in;
    } else if (star != std::string_view::npos) {
      at = star + 1;
      in = ++resume;
    } else {
      return false;
    }
  }
  while (at < pattern.size() && pattern[at] == '*') ++at;
  return at == pattern.size();
}

Faults::Faults(FaultScript script) : script_(std::move(script)), counters_(script_.rules.size()), dice_(script_.seed) {}

auto Faults::fires(std::size_t number) -> bool {
  const auto& rule = script_.rules[number];
  auto& counter = counters_[number];
  ++counter.seen;
  if (counter.seen < rule.from || counter.fired >= rule.times) return false;
  if (!rule.nth.empty() && std::find(rule.nth.begin(), rule.nth.end(), counter.seen) == rule.nth.end()) return false;
  constexpr double kSteps = 1U << 24U;
  if (rule.probability && static_cast<double>(dice_.next() >> 40U) / kSteps >= *rule.probability) return false;
  ++counter.fired;
  return true;
}

auto Faults::plan(const Call& call, const Url& url, std::string_view tenant) -> FaultPlan {
  FaultPlan plan;
  if (script_.rules.empty()) return plan;
  plan.call = fmt::format("{} {}", call.method, url.path);
  const std::lock_guard lock(mutex_);
  for (std::size_t number = 0; number < script_.rules.size(); ++number) {
    const auto& rule = script_.rules[number];
    if (!fits(rule, call, url, tenant) || !fires(number)) continue;
    plan.rules.push_back(number);
    if (rule.kind == FaultKind::Stale) plan.writes_ago = std::max(plan.writes_ago, rule.writes);
  }
  return plan;
}

auto Faults::before(const FaultPlan& plan) -> std::optional<Reply> {
  for (const auto number : plan.rules) {
    const auto& rule = script_.rules[number];
    if (rule.when == When::After) continue;
    switch (rule.kind) {
      case FaultKind::Delay:
        wait(rule);
        break;
      case FaultKind::Hold:
        hold(rule, plan.call);
        break;
      case FaultKind::Status:
        return status_reply(rule);
      case FaultKind::Cut:
        return cut_reply();
      case FaultKind::ExpiredToken:
        return graph_error(401, "InvalidAuthenticationToken", "Lifetime validation failed, the token is expired.");
      case FaultKind::Stale:
      case FaultKind::EmptyList:
      case FaultKind::Malformed:
      case FaultKind::Truncated:
        break;
    }
  }
  return std::nullopt;
}

auto Faults::after(const FaultPlan& plan, Reply& reply) -> void {
  for (const auto number : plan.rules) {
    const auto& rule = script_.rules[number];
    const bool late = rule.when == When::After;
    switch (rule.kind) {
      case FaultKind::EmptyList:
        empty_list(reply);
        break;
      case FaultKind::Malformed:
        reply.body.resize(reply.body.size() / 2);
        break;
      case FaultKind::Truncated:
        reply.ending = Ending::Truncated;
        break;
      case FaultKind::Hold:
        if (late) hold(rule, plan.call);
        break;
      case FaultKind::Status:
        if (late) reply = status_reply(rule);
        break;
      case FaultKind::Cut:
        if (late) reply = cut_reply();
        break;
      case FaultKind::Delay:
      case FaultKind::Stale:
      case FaultKind::ExpiredToken:
        break;
    }
  }
}

auto Faults::wait(const FaultRule& rule) -> void {
  std::unique_lock lock(mutex_);
  change_.wait_for(lock, std::chrono::milliseconds(rule.milliseconds), [&] { return stopped_; });
}

auto Faults::hold(const FaultRule& rule, const std::string& call) -> void {
  std::unique_lock lock(mutex_);
  const Held held{rule.name, call, rule.when};
  held_.push_back(&held);
  change_.wait(lock, [&] { return stopped_ || released_.contains(rule.name); });
  std::erase(held_, &held);
}

auto Faults::stop() -> void {
  const std::lock_guard lock(mutex_);
  stopped_ = true;
  change_.notify_all();
}

auto Faults::held_calls() -> Reply {
  json list = json::array();
  const std::lock_guard lock(mutex_);
  for (const auto* held : held_) {
    list.push_back(
        {{"name", held->name}, {"call", held->call}, {"when", held->when == When::Before ? "before" : "after"}});
  }
  return {200, to_text({{"holds", std::move(list)}}), "application/json", {}, Ending::Answered};
}

auto Faults::control(const Call& call, const Url& url) -> std::optional<Reply> {
  const auto& path = url.segments;
  if (path.size() < 2 || path[0].name != "sandbox") return std::nullopt;
  if (call.method == "GET" && path.size() == 2 && path[1].name == "holds") return held_calls();
  if (call.method == "POST" && path.size() == 3 && path[1].name == "release") {
    const std::lock_guard lock(mutex_);
    released_.insert(path[2].name);
    change_.notify_all();
    return Reply{204, "", "", {}, Ending::Answered};
  }
  return graph_error(404, "NotFound", "The sandbox knows GET /sandbox/holds and POST /sandbox/release/NAME.");
}

}  // namespace pinwright::sandbox
