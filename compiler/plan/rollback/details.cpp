#include "plan/rollback/details.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "object/canonical.hpp"
#include "object/from_graph.hpp"
#include "plan/diff/compare_settings.hpp"
#include "plan/diff/reach.hpp"
#include "plan/secrets.hpp"

namespace pinwright::plan {

namespace {

/// A setting of what a change writes over, and the change.
struct MaskedSetting {
  Change* change = nullptr;
  object::Setting setting;
};

auto collect_masks(Change& change, std::vector<MaskedSetting>& masked) -> void {
  const auto* policy = change.before ? std::get_if<object::Policy>(&change.before->object) : nullptr;
  if (policy == nullptr || change.action == Action::NoOp) return;
  for (const auto& setting : policy->settings) {
    const auto* mask = std::get_if<object::Masked>(&setting.value);
    if (mask != nullptr && !mask->reference.empty()) masked.push_back({&change, setting});
  }
}

auto read_through_masks(Tenant& tenant, std::vector<Change>& changes) -> void {
  std::vector<MaskedSetting> masked;
  for (auto& change : changes) collect_masks(change, masked);
  if (masked.empty()) return;
  Question question;
  for (const auto& one : masked)
    question.masked.push_back({one.change->id, std::get<object::Masked>(one.setting.value).reference});
  const auto answer = tenant.ask(question);
  for (std::size_t i = 0; i < masked.size() && i < answer.plain_texts.size(); ++i) {
    if (!answer.plain_texts[i].ok()) continue;
    object::reveal(masked[i].setting, answer.plain_texts[i].value());
    masked[i].change->revealed.push_back(std::move(masked[i].setting));
  }
}

/// Of what was read through a mask only that is no secret for sure which comes back in clear.
auto hidden_in(const Change& change) -> std::vector<std::string> {
  std::set<std::string> hidden;
  for (const auto& setting : change.revealed) hidden.insert(object::identity(setting));
  const auto* policy = change.after ? std::get_if<object::Policy>(&*change.after) : nullptr;
  for (std::size_t i = 0; policy != nullptr && i < policy->settings.size(); ++i) {
    const auto& setting = policy->settings[i];
    const bool is_clear = setting.secrets.empty() && !std::holds_alternative<object::Masked>(setting.value);
    if (is_clear) hidden.erase(object::identity(setting));
  }
  return {hidden.begin(), hidden.end()};
}

/// The object that is written over, as it was read: what is no secret with its value.
auto as_seen(const Change& change) -> std::optional<object::Object> {
  if (!change.before) return std::nullopt;
  auto object = change.before->object;
  auto* policy = std::get_if<object::Policy>(&object);
  if (policy == nullptr) return object;
  std::map<std::string_view, const object::Setting*> by_mask;
  for (const auto& setting : change.revealed) by_mask.emplace(setting.revealed_from, &setting);
  for (auto& setting : policy->settings) {
    const auto* mask = std::get_if<object::Masked>(&setting.value);
    const auto found = mask == nullptr ? by_mask.end() : by_mask.find(mask->reference);
    if (found == by_mask.end()) continue;
    setting = *found->second;
    const bool is_hidden = std::binary_search(change.hidden.begin(), change.hidden.end(), object::identity(setting));
    if (!is_hidden) setting.revealed_from.clear();
  }
  return object;
}

/// Whether each value from the environment differs from the one that is there.
auto compare_secrets(Change& change, const object::Policy& seen, const object::Policy& filled) -> void {
  std::map<std::string_view, const object::Setting*> by_identity;
  for (const auto& setting : seen.settings) by_identity.emplace(object::identity(setting), &setting);
  change.secret_changed.assign(filled.settings.size(), std::nullopt);
  for (std::size_t i = 0; i < filled.settings.size(); ++i) {
    if (filled.settings[i].secrets.empty()) continue;
    const auto found = by_identity.find(object::identity(filled.settings[i]));
    if (found == by_identity.end()) {
      change.secret_changed[i] = true;
    } else if (const auto same = same_value(*found->second, filled.settings[i])) {
      change.secret_changed[i] = !*same;
    }
  }
}

auto list_paths(Change& change, const base::Variables& variable) -> void {
  if (change.action == Action::NoOp) return;
  static const std::vector<object::Assignment> kNone;
  const auto seen = as_seen(change);
  auto after = change.after;
  auto* policy = after ? std::get_if<object::Policy>(&*after) : nullptr;
  const bool keeps_settings = change.action == Action::Update && change.sections.settings == Reason::None;
  if (policy != nullptr && keeps_settings) {
    policy->settings = std::get<object::Policy>(*seen).settings;
  } else if (policy != nullptr) {
    *policy = with_values(std::move(*policy), variable);
    compare_secrets(change, seen ? std::get<object::Policy>(*seen) : object::Policy(), *policy);
  }
  change.paths = object::differences(seen ? &*seen : nullptr, after ? &*after : nullptr);
  auto more = object::differences(change.before ? change.before->assignments : kNone, change.assignments);
  change.paths.insert(change.paths.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

auto count_members(Tenant& tenant, std::vector<Change>& changes) -> void {
  Question question;
  question.count_groups = groups_to_count(changes);
  MemberCounts counts;
  if (!question.count_groups.empty()) {
    const auto answer = tenant.ask(question);
    for (std::size_t i = 0; i < question.count_groups.size() && i < answer.counts.size(); ++i) {
      if (answer.counts[i].ok()) counts[question.count_groups[i]] = answer.counts[i].value();
    }
  }
  fill_reach(counts, changes);
}

}  // namespace

auto add_details(Tenant& tenant, const base::Variables& variable, std::vector<Change>& changes) -> void {
  read_through_masks(tenant, changes);
  for (auto& change : changes) {
    change.hidden = hidden_in(change);
    list_paths(change, variable);
  }
  count_members(tenant, changes);
}

}  // namespace pinwright::plan
