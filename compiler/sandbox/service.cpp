#include "sandbox/service.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "sandbox/error.hpp"

namespace pinwright::sandbox {

namespace {

constexpr std::int64_t kMany = 1'000'000'000;

auto count(const Place& place, std::string_view key, std::size_t fallback) -> std::size_t {
  return static_cast<std::size_t>(place.number(key, static_cast<std::int64_t>(fallback), 0, kMany));
}

auto expansion_named(std::string_view word) -> Expansion {
  if (word == "absent") return Expansion::Absent;
  return word == "empty" ? Expansion::Empty : Expansion::Shown;
}

auto word_of(Expansion expansion) -> std::string_view {
  switch (expansion) {
    case Expansion::Shown:
      return "shown";
    case Expansion::Absent:
      return "absent";
    case Expansion::Empty:
      return "empty";
  }
  return "shown";
}

auto read_budget(const Place& place, Budget& budget) -> void {
  place.keys({"reads", "writes", "milliseconds", "tellsWhen"});
  budget.reads = count(place, "reads", budget.reads);
  budget.writes = count(place, "writes", budget.writes);
  budget.milliseconds = place.number("milliseconds", budget.milliseconds, 1, kMany);
  budget.tells_when = place.flag("tellsWhen", budget.tells_when);
}

/// Takes one from a number that is to reach zero; true while it had something left.
auto take_one(std::size_t& left) -> bool {
  if (left == 0) return false;
  --left;
  return true;
}

}  // namespace

auto strict_service() -> Service {
  Service service;
  service.unseen_calls = 2;
  service.unseen_lists = 2;
  service.expansion = Expansion::Absent;
  service.skip_links = true;
  service.trims_texts = true;
  service.windows_line_ends = true;
  service.keeps_version = true;
  service.rounds_dates = true;
  return service;
}

auto read_service(const Place& place, Service& service) -> void {
  place.keys({"unseenCalls", "unseenLists", "expansion", "skipLinks", "linkOrigin", "trimsTexts", "windowsLineEnds",
              "keepsVersion", "roundsDates", "secretTokens", "budget"});
  service.unseen_calls = count(place, "unseenCalls", service.unseen_calls);
  service.unseen_lists = count(place, "unseenLists", service.unseen_lists);
  service.expansion =
      expansion_named(place.word("expansion", {"shown", "absent", "empty"}, word_of(service.expansion)));
  service.skip_links = place.flag("skipLinks", service.skip_links);
  if (place.has("linkOrigin")) service.link_origin = place.text("linkOrigin");
  service.trims_texts = place.flag("trimsTexts", service.trims_texts);
  service.windows_line_ends = place.flag("windowsLineEnds", service.windows_line_ends);
  service.keeps_version = place.flag("keepsVersion", service.keeps_version);
  service.rounds_dates = place.flag("roundsDates", service.rounds_dates);
  const bool refuses = service.secret_tokens == SecretTokens::Refused;
  const auto tokens = place.word("secretTokens", {"taken", "refused"}, refuses ? "refused" : "taken");
  service.secret_tokens = tokens == "refused" ? SecretTokens::Refused : SecretTokens::Taken;
  if (const auto budget = place.at("budget")) read_budget(*budget, service.budget);
}

auto Visibility::created(std::string_view tenant, Kind kind, std::string_view id) -> void {
  if (service_.unseen_calls == 0 && service_.unseen_lists == 0) return;
  const std::lock_guard lock(mutex_);
  left_[{std::string(tenant), kind, base::folded(id)}] = {service_.unseen_calls, service_.unseen_lists};
}

auto Visibility::hides(std::string_view tenant, Kind kind, std::string_view id) -> bool {
  const std::lock_guard lock(mutex_);
  const auto found = left_.find({std::string(tenant), kind, base::folded(id)});
  return found != left_.end() && take_one(found->second.calls);
}

auto Visibility::hides_in_list(std::string_view tenant, Kind kind, std::string_view id) -> bool {
  const std::lock_guard lock(mutex_);
  const auto found = left_.find({std::string(tenant), kind, base::folded(id)});
  return found != left_.end() && take_one(found->second.lists);
}

auto Budgets::refuse(const Call& call, std::string_view tenant, std::int64_t milliseconds_now) -> std::optional<Reply> {
  const bool is_read = call.method == "GET";
  const auto limit = is_read ? budget_.reads : budget_.writes;
  if (limit == 0 || tenant.empty()) return std::nullopt;
  const std::lock_guard lock(mutex_);
  auto& made = made_[{std::string(tenant), is_read}];
  while (!made.empty() && made.front() <= milliseconds_now - budget_.milliseconds) made.pop_front();
  if (made.size() < limit) {
    made.push_back(milliseconds_now);
    return std::nullopt;
  }
  auto reply = graph_error(429, "TooManyRequests", "Too many requests.");
  if (budget_.tells_when) {
    const auto left = made.front() + budget_.milliseconds - milliseconds_now;
    reply.headers.emplace_back("Retry-After", std::to_string(std::max<std::int64_t>((left + 999) / 1000, 1)));
  }
  return reply;
}

}  // namespace pinwright::sandbox
