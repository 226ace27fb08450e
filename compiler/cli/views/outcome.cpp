#include "cli/views/outcome.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>
#include <vector>

#include "base/print.hpp"
#include "base/text.hpp"
#include "cli/views/labels.hpp"
#include "cli/views/problems.hpp"
#include "diag/diagnostic_json.hpp"
#include "diag/json_text.hpp"
#include "diag/paint.hpp"
#include "diag/visible.hpp"
#include "plan/file/difference_json.hpp"

namespace pinwright::cli::views {

using Json = nlohmann::ordered_json;
using State = plan::Outcome::State;
using diag::Style;

namespace {

constexpr std::array kStates{State::Done, State::Partly, State::Failed, State::Skipped, State::AwaitingApproval};

auto style_of(State state) -> Style {
  switch (state) {
    case State::Done:
      return Style::Added;
    case State::Partly:
    case State::Failed:
      return Style::Error;
    case State::Skipped:
    case State::AwaitingApproval:
      return Style::Warning;
  }
  return Style::Plain;
}

auto count(const plan::TenantOutcome& tenant, State state) -> std::size_t {
  return static_cast<std::size_t>(std::count_if(tenant.outcomes.begin(), tenant.outcomes.end(),
                                                [&](const plan::Outcome& one) { return one.state == state; }));
}

/// "2 done, 1 failed".
auto counts_of(std::span<const plan::TenantOutcome> tenants) -> std::string {
  std::vector<std::string> parts;
  for (const auto state : kStates) {
    std::size_t objects = 0;
    for (const auto& tenant : tenants) objects += count(tenant, state);
    if (objects > 0) parts.push_back(fmt::format("{} {}", objects, word(state)));
  }
  return parts.empty() ? "nothing was done" : base::joined(parts, ", ");
}

auto draw_object(std::ostream& out, const plan::Outcome& one, const diag::Paint& paint) -> void {
  base::print(out, "    {} {} {}\n", paint(style_of(one.state), fmt::format("{:<7}", word(one.state))),
              plan::word(one.action), diag::visible(title_of(one.kind, one.key, one.name)));
  if (!one.error) return;
  base::print(out, "            {}\n", diag::visible(one.error->message));
  if (!one.error->help.empty()) base::print(out, "            help: {}\n", diag::visible(one.error->help));
}

auto json_of(const base::Error& error) -> Json { return {{"message", error.message}, {"help", error.help}}; }

/// The changes of a plan by what they are of.
class Changes {
 public:
  explicit Changes(const plan::Plan& plan) {
    for (const auto& tenant : plan.tenants) {
      for (const auto& change : tenant.changes) by_key_[{tenant.name, change.key}].push_back(&change);
    }
  }

  /// What an outcome is of; nullptr where the plan does not tell.
  [[nodiscard]] auto of(const std::string& tenant, const plan::Outcome& one) const -> const plan::Change* {
    const auto found = by_key_.find({tenant, one.key});
    if (found == by_key_.end()) return nullptr;
    const auto& changes = found->second;
    const auto same = std::find_if(changes.begin(), changes.end(), [&](const plan::Change* change) {
      return change->kind == one.kind && change->action == one.action &&
             (change->id.empty() || base::equal_folded(change->id, one.id));
    });
    return same == changes.end() ? nullptr : *same;
  }

 private:
  std::map<std::pair<std::string_view, std::string_view>, std::vector<const plan::Change*>> by_key_;
};

/// As in a plan.
auto paths_json(const plan::Change* change) -> Json {
  auto paths = Json::array();
  if (change == nullptr) return paths;
  for (const auto& difference : change->paths) paths.push_back(plan::to_json(difference));
  return paths;
}

auto json_of(const plan::Outcome& one, const plan::Change* change) -> Json {
  return {{"kind", object::word(one.kind, one.target)},
          {"key", one.key},
          {"name", one.name},
          {"id", one.id},
          {"action", plan::word(one.action)},
          {"state", word(one.state)},
          {"expires", one.expires.empty() ? Json() : Json(one.expires)},
          {"paths", paths_json(change)},
          {"error", one.error ? json_of(*one.error) : Json()}};
}

auto json_of(const plan::TenantOutcome& tenant, const Changes& changes, diag::Places& places) -> Json {
  Json json{{"name", tenant.name},
            {"wrote", tenant.wrote},
            {"stale", tenant.stale},
            {"interrupted", tenant.interrupted},
            {"unusable", tenant.unusable ? json_of(*tenant.unusable) : Json()}};
  json["outcomes"] = Json::array();
  for (const auto& one : tenant.outcomes) json["outcomes"].push_back(json_of(one, changes.of(tenant.name, one)));
  json["diagnostics"] = Json::array();
  for (const auto& finding : tenant.diagnostics) json["diagnostics"].push_back(diag::to_json(finding, places));
  return json;
}

auto summary_of(const std::vector<plan::TenantOutcome>& outcomes) -> Json {
  Json summary;
  for (const auto state : kStates) {
    std::size_t count = 0;
    for (const auto& tenant : outcomes) {
      count += static_cast<std::size_t>(std::count_if(tenant.outcomes.begin(), tenant.outcomes.end(),
                                                      [&](const auto& one) { return one.state == state; }));
    }
    summary[std::string(word(state))] = count;
  }
  return summary;
}

/// Why tenants of the plan were not worked on, or not as a whole.
auto problems_json(const plan::Plan& plan, diag::Places& places) -> Json {
  auto problems = Json::array();
  for (const auto& tenant : plan.tenants) {
    if (!tenant.incomplete && !is_left_out(tenant, plan.fail_on)) continue;
    auto diagnostics = Json::array();
    for (const auto& finding : tenant.diagnostics) diagnostics.push_back(diag::to_json(finding, places));
    problems.push_back({{"name", tenant.name},
                        {"unusable", tenant.unusable ? json_of(*tenant.unusable) : Json()},
                        {"diagnostics", std::move(diagnostics)}});
  }
  return problems;
}

/// Tenants of the plan that were not worked on.
auto left_out(const plan::Plan& plan) -> Json {
  auto names = Json::array();
  for (const auto& tenant : plan.tenants) {
    if (is_left_out(tenant, plan.fail_on)) names.push_back(tenant.name);
  }
  return names;
}

}  // namespace

auto problems_in(const std::vector<plan::TenantOutcome>& tenants) -> std::vector<plan::TenantPlan> {
  std::vector<plan::TenantPlan> problems;
  for (const auto& tenant : tenants) {
    plan::TenantPlan one;
    one.name = tenant.name;
    one.diagnostics = tenant.diagnostics;
    one.unusable = tenant.unusable;
    problems.push_back(std::move(one));
  }
  return problems;
}

auto word(State state) -> std::string_view {
  switch (state) {
    case State::Done:
      return "done";
    case State::Partly:
      return "partly";
    case State::Failed:
      return "failed";
    case State::Skipped:
      return "skipped";
    case State::AwaitingApproval:
      return "awaiting-approval";
  }
  return "";
}

auto all_done(const plan::TenantOutcome& tenant) -> bool {
  return !tenant.unusable && !tenant.stale && !tenant.interrupted &&
         count(tenant, State::Done) == tenant.outcomes.size();
}

auto only_approval_is_missing(const plan::TenantOutcome& tenant) -> bool {
  if (tenant.unusable || tenant.stale || tenant.interrupted) return false;
  return std::all_of(tenant.outcomes.begin(), tenant.outcomes.end(),
                     [](const plan::Outcome& one) {
                       return one.state == State::Done || one.state == State::AwaitingApproval || one.needs_approval;
                     }) &&
         plan::awaits_approval(tenant);
}

auto outcome_line(const std::vector<plan::TenantOutcome>& tenants) -> std::string {
  if (tenants.empty()) return counts_of(tenants);
  return fmt::format("{} in {}", counts_of(tenants), base::counted(tenants.size(), "tenant"));
}

auto draw_outcomes(std::ostream& out, const std::vector<plan::TenantOutcome>& tenants, const source::SourceMap& sources,
                   const OutcomeOptions& options) -> void {
  const diag::Paint paint(options.color);
  draw_problems(out, problems_in(tenants), sources, {options.color, false, options.findings});
  const bool incomplete = !std::all_of(tenants.begin(), tenants.end(), all_done);
  if (!tenants.empty() && (incomplete || !options.quiet)) out << '\n';
  for (const auto& tenant : tenants) {
    if (options.quiet && all_done(tenant)) continue;
    base::print(out, "  {}: {}{}\n", paint(Style::Bold, tenant.name), counts_of({&tenant, 1}),
                tenant.interrupted ? ", interrupted" : "");
    if (all_done(tenant) && !options.full) continue;
    for (const auto& one : tenant.outcomes) draw_object(out, one, paint);
  }
  if (options.journal.empty() || (options.quiet && !incomplete)) return;
  const bool wrote = std::any_of(tenants.begin(), tenants.end(), [](const auto& tenant) { return tenant.wrote; });
  const auto journal = diag::visible(options.journal);
  if (wrote) {
    base::print(out, "\nto undo: `pinwright rollback {}{}`\n", journal, diag::visible(options.workspace_option));
  } else {
    base::print(out, "\nwhat waits is noted in {}: the next `pinwright apply` needs it\n", journal);
  }
  if (!incomplete) return;
  const bool only_waits = std::all_of(tenants.begin(), tenants.end(), [](const plan::TenantOutcome& tenant) {
    return all_done(tenant) || only_approval_is_missing(tenant);
  });
  out << (only_waits ? "some of it waits for approval: once it is given, the same `pinwright apply` goes on from here\n"
                     : "not everything was done: a further `pinwright apply` goes on from here\n");
}

auto outcome_json(const std::vector<plan::TenantOutcome>& outcomes, const plan::Plan& plan, const std::string& journal,
                  const source::SourceMap& sources) -> std::string {
  diag::Places places(sources);
  Json json{{"formatVersion", "1.3"}, {"workspace", plan.workspace}};
  json["journal"] = journal.empty() ? Json() : Json(journal);
  json["tenants"] = Json::array();
  const Changes changes(plan);
  for (const auto& tenant : outcomes) json["tenants"].push_back(json_of(tenant, changes, places));
  json["leftOut"] = left_out(plan);
  json["problems"] = problems_json(plan, places);
  json["summary"] = summary_of(outcomes);
  return diag::json_text(json, 2) + "\n";
}

}  // namespace pinwright::cli::views
