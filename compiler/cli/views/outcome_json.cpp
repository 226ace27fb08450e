#include "cli/views/outcome_json.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "cli/views/outcome.hpp"
#include "diag/diagnostic_json.hpp"

namespace pinwright::cli::views {

namespace {

using Json = nlohmann::ordered_json;
using State = plan::Outcome::State;

auto json_of(const base::Error& error) -> Json { return {{"message", error.message}, {"help", error.help}}; }

auto json_of(const plan::Outcome& one) -> Json {
  return {{"kind", object::word(one.kind)},
          {"key", one.key},
          {"name", one.name},
          {"id", one.id},
          {"action", plan::word(one.action)},
          {"state", word(one.state)},
          {"error", one.error ? json_of(*one.error) : Json()}};
}

auto json_of(const plan::TenantOutcome& tenant, diag::Places& places) -> Json {
  Json json{{"name", tenant.name},
            {"wrote", tenant.wrote},
            {"stale", tenant.stale},
            {"interrupted", tenant.interrupted},
            {"unusable", tenant.unusable ? json_of(*tenant.unusable) : Json()}};
  json["outcomes"] = Json::array();
  for (const auto& one : tenant.outcomes) json["outcomes"].push_back(json_of(one));
  json["diagnostics"] = Json::array();
  for (const auto& finding : tenant.diagnostics) json["diagnostics"].push_back(diag::to_json(finding, places));
  return json;
}

auto summary_of(const std::vector<plan::TenantOutcome>& outcomes) -> Json {
  Json summary;
  for (const auto state : {State::Done, State::Partly, State::Failed, State::Skipped}) {
    std::size_t count = 0;
    for (const auto& tenant : outcomes) {
      count += static_cast<std::size_t>(std::count_if(tenant.outcomes.begin(), tenant.outcomes.end(),
                                                      [&](const auto& one) { return one.state == state; }));
    }
    summary[std::string(word(state))] = count;
  }
  return summary;
}

/// Tenants of the plan that could not be worked on.
auto left_out(const plan::Plan& plan) -> Json {
  auto names = Json::array();
  for (const auto& tenant : plan.tenants) {
    if (tenant.unusable || tenant.has_errors()) names.push_back(tenant.name);
  }
  return names;
}

}  // namespace

auto outcome_json(const std::vector<plan::TenantOutcome>& outcomes, const plan::Plan& plan, const std::string& journal,
                  const source::SourceMap& sources) -> std::string {
  diag::Places places(sources);
  Json json{{"formatVersion", "1.0"}, {"workspace", plan.workspace}};
  json["journal"] = journal.empty() ? Json() : Json(journal);
  json["tenants"] = Json::array();
  for (const auto& tenant : outcomes) json["tenants"].push_back(json_of(tenant, places));
  json["leftOut"] = left_out(plan);
  json["summary"] = summary_of(outcomes);
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace pinwright::cli::views
