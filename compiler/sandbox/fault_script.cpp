#include "sandbox/fault_script.hpp"

#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "sandbox/json_text.hpp"
#include "sandbox/strict.hpp"

namespace pinwright::sandbox {

using nlohmann::json;

namespace {

constexpr std::int64_t kMany = 1'000'000'000;

struct KindRow {
  std::string_view name;
  FaultKind kind;
  std::array<std::string_view, 9> keys;  ///< beside `kind`
};
constexpr std::array kKinds = {
    KindRow{"status",
            FaultKind::Status,
            {"status", "code", "message", "retryAfter", "retryAfterDate", "when", "html", "location", "claims"}},
    KindRow{"cut", FaultKind::Cut, {"when"}},
    KindRow{"delay", FaultKind::Delay, {"milliseconds"}},
    KindRow{"hold", FaultKind::Hold, {"name", "when"}},
    KindRow{"stale", FaultKind::Stale, {"writes"}},
    KindRow{"emptyList", FaultKind::EmptyList, {}},
    KindRow{"malformed", FaultKind::Malformed, {}},
    KindRow{"truncated", FaultKind::Truncated, {}},
    KindRow{"expiredToken", FaultKind::ExpiredToken, {}},
};

auto retry_after(const Place& place) -> std::string {
  const auto given = place.at("retryAfter");
  if (!given) return {};
  if (given->value().is_string()) return given->value().get<std::string>();
  if (given->value().is_number() && given->value().get<double>() >= 0) return to_text(given->value());
  given->wrong("seconds are expected, as a number or as the text of the header");
  return {};
}

auto read_fault(const Place& place, FaultRule& rule) -> void {
  const auto name = place.word(
      "kind", {"status", "cut", "delay", "hold", "stale", "emptyList", "malformed", "truncated", "expiredToken"}, "");
  if (name.empty()) return (void)place.at("kind", true);
  for (const auto& [kind_name, kind, keys] : kKinds) {
    if (kind_name != name) continue;
    rule.kind = kind;
    std::vector<std::string_view> known = {"kind"};
    for (const auto key : keys) {
      if (!key.empty()) known.push_back(key);
    }
    place.keys(known);
  }
  rule.when = place.word("when", {"before", "after"}, "before") == "after" ? When::After : When::Before;
  rule.status = static_cast<int>(place.number("status", 0, 300, 599));
  rule.code = place.text("code");
  rule.message = place.text("message");
  rule.is_html = place.flag("html", false);
  rule.location = place.text("location");
  rule.claims = place.text("claims");
  rule.retry_after = retry_after(place);
  if (place.has("retryAfterDate")) rule.retry_after_date = place.number("retryAfterDate", 0, -kMany, kMany);
  rule.milliseconds = place.number("milliseconds", 0, 0, 600'000);
  rule.name = place.text("name", rule.kind == FaultKind::Hold);
  rule.writes = static_cast<std::size_t>(place.number("writes", 1, 1, 64));
  if (rule.kind == FaultKind::Status) (void)place.at("status", true);
  if (rule.kind == FaultKind::Delay) (void)place.at("milliseconds", true);
}

auto read_match(const Place& place, FaultRule& rule) -> void {
  place.keys({"method", "path", "query", "tenant", "batched"});
  rule.method = place.text("method");
  rule.path = place.text("path");
  rule.query = place.text("query");
  rule.tenant = place.guid("tenant");
  if (place.has("batched")) rule.batched = place.flag("batched", false);
}

auto read_nth(const Place& rule_place, FaultRule& rule) -> void {
  const auto place = rule_place.at("nth");
  if (!place) return;
  if (!place->value().is_array()) {
    rule.nth.push_back(static_cast<std::uint64_t>(rule_place.number("nth", 1, 1, kMany)));
    return;
  }
  for (const auto& item : rule_place.list("nth")) {
    if (item.value().is_number_unsigned() && item.value() != 0) {
      rule.nth.push_back(item.value().get<std::uint64_t>());
    } else {
      item.wrong("a whole number from 1 on is expected");
    }
  }
}

auto read_rule(const Place& place) -> FaultRule {
  FaultRule rule;
  place.keys({"match", "nth", "from", "times", "probability", "fault"});
  if (const auto match = place.at("match")) read_match(*match, rule);
  read_nth(place, rule);
  rule.from = static_cast<std::uint64_t>(place.number("from", 1, 1, kMany));
  if (place.has("times")) rule.times = static_cast<std::uint64_t>(place.number("times", 1, 1, kMany));
  if (const auto probability = place.at("probability")) {
    const auto& value = probability->value();
    if (value.is_number() && value.get<double>() >= 0 && value.get<double>() <= 1) {
      rule.probability = value.get<double>();
    } else {
      probability->wrong("a number from 0 to 1 is expected");
    }
  }
  if (const auto fault = place.at("fault", true)) read_fault(*fault, rule);
  return rule;
}

}  // namespace

auto parse_fault_script(std::string_view text, Service service) -> base::Result<FaultScript> {
  FaultScript script;
  script.service = std::move(service);
  if (text.empty()) return script;
  const auto document = parse_json(text);
  if (!document) return base::Error{"the fault script is no JSON", ""};
  Mistakes mistakes("fault script");
  const Place root(*document, "", mistakes);
  root.keys({"seed", "rules", "service"});
  script.seed = static_cast<std::uint64_t>(root.number("seed", 0, 0, INT64_MAX));
  for (const auto& place : root.list("rules")) script.rules.push_back(read_rule(place));
  if (const auto place = root.at("service")) read_service(*place, script.service);
  if (mistakes.first()) return *mistakes.first();
  return script;
}

}  // namespace pinwright::sandbox
