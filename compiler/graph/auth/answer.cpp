#include "graph/auth/answer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "graph/auth/aadsts.hpp"
#include "graph/graph_error.hpp"
#include "graph/json.hpp"
#include "graph/redact.hpp"
#include "object/well_known.hpp"

namespace pinwright::graph::auth {

namespace {

auto text_of(const nlohmann::json& value) -> std::optional<std::string> {
  const auto& item = value.is_array() && !value.empty() ? value.front() : value;
  if (item.is_string()) return item.get<std::string>();
  if (item.is_number()) return item.dump();
  return std::nullopt;
}

}  // namespace

auto Answer::parse(std::string_view body) -> std::optional<Answer> {
  if (body.size() > base::kSignInAnswerBytes) return std::nullopt;
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

namespace {

constexpr std::int64_t kAtLeast = 300;
constexpr std::int64_t kAtMost = 366LL * 24 * 60 * 60;

auto numbers(std::string_view text, char separator) -> std::optional<std::vector<std::int64_t>> {
  std::vector<std::int64_t> out;
  for (const auto part : base::split(text, separator)) {
    const auto number = base::to_int(part);
    if (!number || *number < 0 || *number > 9999) return std::nullopt;
    out.push_back(*number);
  }
  return out.size() == 3 ? std::optional(std::move(out)) : std::nullopt;
}

/// "9/14/2027 11:05:30 PM +00:00", with or without AM and PM.
auto old_date(std::string_view text) -> std::optional<std::int64_t> {
  using namespace std::chrono;
  const auto parts = base::split(text, ' ');
  if (parts.size() < 3 || parts.back() != "+00:00") return std::nullopt;
  const auto date = numbers(parts[0], '/');
  const auto time = numbers(parts[1], ':');
  if (!date || !time) return std::nullopt;
  const year_month_day day{year(static_cast<int>((*date)[2])), month(static_cast<unsigned>((*date)[0])),
                           std::chrono::day(static_cast<unsigned>((*date)[1]))};
  auto hour = (*time)[0];
  if (parts[2] == "PM" && hour < 12) hour += 12;
  if (parts[2] == "AM" && hour == 12) hour = 0;
  if (!day.ok() || hour > 23) return std::nullopt;
  return sys_seconds(sys_days(day)).time_since_epoch().count() + hour * 3600 + (*time)[1] * 60 + (*time)[2];
}

auto end_of(const Answer& answer, std::int64_t asked_at) -> std::int64_t {
  const auto on = answer.number("expires_on");
  const auto end = on ? on : old_date(answer.text("expires_on"));
  const auto in = answer.number("expires_in");
  if (in && !end) return asked_at + std::clamp<std::int64_t>(*in, 0, kAtMost);
  return end ? *end : asked_at + kAtLeast;
}

/// What may stand in an Authorization header: RFC 6750, section 2.1 allows even less.
auto is_token(std::string_view text) -> bool {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7F'; });
}

}  // namespace

auto read_token(std::string_view body, std::string_view key, std::int64_t asked_at) -> base::Result<AccessToken> {
  const auto answer = Answer::parse(body);
  auto token = answer ? answer->text(key) : std::string();
  if (!is_token(token)) return base::Error{"the answer holds no token", ""};
  return AccessToken{std::move(token), end_of(*answer, asked_at)};
}

namespace {

constexpr std::string_view kPrefix = "AADSTS";

/// 700016 of "AADSTS700016: Application …", else the first of `error_codes`.
auto code_of(const Answer& answer) -> std::int64_t {
  const auto said = answer.text("error_description");
  if (said.starts_with(kPrefix)) {
    const auto digits = std::string_view(said).substr(kPrefix.size());
    if (const auto code = base::to_int(digits.substr(0, digits.find_first_not_of("0123456789")))) return *code;
  }
  return answer.number("error_codes").value_or(0);
}

/// The first line of whatever the service calls its description. Entra's next lines are ids and the time.
auto sentence_of(const Answer& answer) -> std::string {
  for (const auto* key : {"error_description", "message", "Message", "ExceptionMessage", "error"}) {
    const auto text = answer.text(key);
    const auto line = base::trimmed(std::string_view(text).substr(0, text.find_first_of("\r\n")));
    if (!line.empty()) return std::string(line.ends_with('.') ? line.substr(0, line.size() - 1) : line);
  }
  return {};
}

auto after_code(std::string_view sentence) -> std::string_view {
  if (!sentence.starts_with(kPrefix)) return sentence;
  return base::trimmed(sentence.substr(std::min(sentence.find(':'), sentence.size() - 1) + 1));
}

/// What is the service's own in an error, without secrets.
struct Words {
  std::string sentence;
  std::string trace;  ///< ", trace ID …", or empty
};

auto words_of(const Answer& answer, const std::vector<std::string>& secrets) -> Words {
  auto trace = without(answer.text("trace_id"), secrets);
  if (!trace.empty()) trace = fmt::format(", trace ID {}", trace);
  return {without(sentence_of(answer), secrets), std::move(trace)};
}

auto wording(const Words& words, std::int64_t code, std::string_view who, long status) -> base::Error {
  const auto& [sentence, trace] = words;
  if (const auto* known = find_known_error(code)) {
    const auto quoted = known->quotes_facts ? fmt::format(": {}", after_code(sentence)) : std::string();
    return {fmt::format("{} (AADSTS{}{}){}", known->fact, code, trace, quoted), std::string(known->help)};
  }
  if (code != 0) {
    return {fmt::format("{} said: {} (AADSTS{}{})", who, after_code(sentence), code, trace),
            fmt::format("{}/error?code={} explains the code", object::kGlobalSignInHost, code)};
  }
  return {fmt::format("{} answered {}: {}{}", who, status, sentence, trace), ""};
}

}  // namespace

auto refusal(const Response& response, std::string_view who, const std::vector<std::string>& secrets) -> base::Error {
  const auto answer = Answer::parse(response.body);
  if (!answer || sentence_of(*answer).empty()) {
    return {fmt::format("{} answered {} without saying why", who, response.status),
            "a proxy or a firewall in between may have answered instead"};
  }
  auto error = wording(words_of(*answer, secrets), code_of(*answer), who, response.status);
  error.message = one_line(error.message);
  return error;
}

}  // namespace pinwright::graph::auth
