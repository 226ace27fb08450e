#include "plan/rollback/details.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "object/canonical.hpp"
#include "object/codec/catalog_place.hpp"
#include "object/codec/codec.hpp"
#include "object/from_graph.hpp"
#include "plan/diff/compare_settings.hpp"
#include "plan/diff/reach.hpp"
#include "plan/marker.hpp"
#include "plan/secrecy.hpp"
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
  if (policy == nullptr || change.action == Action::NoOp || !object::codec_of(policy->target).tells_masked) return;
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

/// The object that is written over, with what stands behind its masks where that could be read.
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
    if (found != by_mask.end()) setting = *found->second;
  }
  return object;
}

/// What the marker of the object that is written over tells about its settings.
auto written_there(const object::Policy& seen, const std::vector<object::Setting>& declared) -> Written {
  const auto marker = marker_in(seen);
  return marker ? written_of(declared, seen.settings, *marker, {}) : Written::ByOthers;
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

auto list_paths(Change& change, const RollbackOptions& options) -> void {
  if (change.action == Action::NoOp) return;
  static const std::vector<object::Assignment> kNone;
  const auto seen = as_seen(change);
  const auto* before = seen ? std::get_if<object::Policy>(&*seen) : nullptr;
  auto after = change.after;
  auto* policy = after ? std::get_if<object::Policy>(&*after) : nullptr;
  const auto declared = policy != nullptr ? policy->settings : std::vector<object::Setting>();
  const PolicySecrecy secrecy(object::catalog_or_built_in(options.catalog), &declared, options.variable,
                              before != nullptr ? written_there(*before, declared) : Written::ByOthers);
  if (before != nullptr) change.hidden = secrecy.hidden_among(before->settings);
  const bool keeps_settings = change.action == Action::Update && change.sections.settings == Reason::None;
  if (policy != nullptr && keeps_settings) {
    policy->settings = before->settings;
  } else if (policy != nullptr) {
    *policy = with_values(std::move(*policy), options.variable);
    compare_secrets(change, before != nullptr ? *before : object::Policy(), *policy);
  }
  change.paths = object::differences(seen ? &*seen : nullptr, after ? &*after : nullptr, {}, secrecy.both());
  object::append(change.paths,
                 object::differences(change.before ? change.before->assignments : kNone, change.assignments));
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

auto add_details(Tenant& tenant, const RollbackOptions& options, std::vector<Change>& changes) -> void {
  read_through_masks(tenant, changes);
  for (auto& change : changes) list_paths(change, options);
  count_members(tenant, changes);
}

}  // namespace pinwright::plan
