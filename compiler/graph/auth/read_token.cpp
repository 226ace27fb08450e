#include <algorithm>
#include <chrono>

#include "base/text.hpp"
#include "graph/auth/answer.hpp"

namespace pinwright::graph::auth {

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

}  // namespace pinwright::graph::auth
