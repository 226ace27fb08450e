#include "plan/diff/successor.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "grammar/oma_uri_canonical.hpp"
#include "object/canonical.hpp"
#include "object/codec/codec.hpp"
#include "object/kept_text.hpp"
#include "object/setting_path.hpp"
#include "plan/diff/compare.hpp"
#include "plan/diff/compare_settings.hpp"
#include "plan/marker.hpp"
#include "plan/secrets.hpp"

namespace pinwright::plan {

namespace {

using object::Setting;

/// The files' policy, had they kept the old target: its settings in the order of those of the new one.
auto in_old_target(const Desired& desired, object::Target target) -> Desired {
  auto policy = *desired.policy;
  policy.target = target;
  auto old = desired;
  old.replaced = nullptr;
  auto object = lower::to_object(policy);
  object.scope_tags = std::get<object::Policy>(desired.object).scope_tags;
  old.object = std::move(object);
  return old;
}

/// What Intune puts into the place that the settings catalog leaves open, a custom policy has to say.
auto with_tenant_id(const object::SettingKey& key, const std::string& tenant_id) -> object::SettingKey {
  constexpr std::string_view kOpen = "{tenantid}";
  const auto at = base::folded(key.text()).find(kOpen);
  if (at == std::string::npos) return key;
  auto text = key.text();
  return object::SettingKey::of_oma_uri(text.replace(at, kOpen.size(), tenant_id)).in(key.catalog());
}

/// Texts that no default would bring back.
auto has_own_texts(const Setting& setting) -> bool {
  return setting.description.value_or("") != "" || setting.display_name != grammar::last_segment(setting.key.text());
}

class SuccessorMaker {
 public:
  SuccessorMaker(const TenantSnapshot& snapshot, const Desired& desired, const object::Live& seen)
      : snapshot_(snapshot),
        desired_(desired),
        seen_(seen),
        live_(std::get<object::Policy>(seen.object)),
        declared_(std::get<object::Policy>(desired.object)),
        old_(in_old_target(desired, live_.target)),
        comparison_(compare(snapshot, old_, seen)) {}

  auto run() -> Successor {
    take_settings();
    take_rest();
    look_for_obstacles();
    result_.hidden = std::move(comparison_.hidden);
    for (auto& one : comparison_.paths) {
      if (!moved_.contains(one.path)) result_.replacement.later.push_back(std::move(one.path));
    }
    return std::move(result_);
  }

 private:
  auto take_settings() -> void {
    const auto& declared = std::get<object::Policy>(old_.object).settings;
    const auto filled = with_values(std::get<object::Policy>(old_.object), snapshot_.options.variable).settings;
    std::map<std::string_view, std::size_t> by_identity;
    for (std::size_t i = 0; i < declared.size(); ++i) by_identity.emplace(object::identity(declared[i]), i);
    for (const auto& setting : live_.settings) {
      const auto found = by_identity.find(object::identity(setting));
      const auto* like = found == by_identity.end() ? nullptr : &declared_.settings[found->second];
      if (like != nullptr && (is_hidden(setting) || same_value(filled[found->second], setting).value_or(true))) {
        result_.policy.settings.push_back(*like);
      } else if (like == nullptr && is_unsayable(setting) && is_moved(setting)) {
        moved_.insert(object::setting_path(setting));
      } else if (is_hidden(setting)) {
        result_.obstacles.unknown.push_back(setting.key.text());
      } else {
        carry(setting, like);
      }
    }
  }

  [[nodiscard]] auto is_hidden(const Setting& setting) const -> bool {
    const auto& hidden = comparison_.hidden;
    return object::is_masked(setting) || std::binary_search(hidden.begin(), hidden.end(), object::identity(setting));
  }

  /// The live value; `like`: the files' setting of the same node, whose value is another.
  auto carry(const Setting& setting, const Setting* like) -> void {
    auto carried = like != nullptr ? *like : setting;
    if (like == nullptr) carried.key = with_tenant_id(setting.key, snapshot_.tenant().tenant_id.value);
    if (carried.display_name.empty()) carried.display_name = grammar::last_segment(carried.key.text());
    carried.type = setting.type;
    carried.value = setting.value;
    carried.file_name = setting.file_name;
    carried.secrets.clear();
    carried.revealed_from.clear();
    if (is_unsayable(carried)) result_.obstacles.unsayable.push_back(setting.key.text());
    result_.policy.settings.push_back(std::move(carried));
  }

  [[nodiscard]] auto is_unsayable(const Setting& setting) const -> bool {
    const auto& codec = object::codec_of(declared_.target);
    // What a tenant shows under the id of its definition has no OMA-URI.
    if (codec.misfit == nullptr) return setting.key.parsed() == nullptr;
    const auto misfit = codec.misfit(setting);
    return misfit && !misfit->is_doubt;
  }

  /// Another policy of the files, with the same assignments, sets it from now on: what `convert --split` writes. It is
  /// made in the same apply, and the old object goes later.
  [[nodiscard]] auto is_moved(const Setting& setting) const -> bool {
    if (!desired_.manages_assignments) return false;
    const auto reach = object::canonical_assignments(desired_.assignments);
    return std::any_of(snapshot_.desired.begin(), snapshot_.desired.end(), [&](const Desired& other) {
      const bool is_of_old_target = other.kind == object::Kind::Policy && other.key != desired_.key &&
                                    object::target_of(other.object) == live_.target;
      if (!is_of_old_target || object::canonical_assignments(other.assignments) != reach) return false;
      const auto filled = with_values(std::get<object::Policy>(other.object), snapshot_.options.variable).settings;
      return std::any_of(filled.begin(), filled.end(), [&](const Setting& one) {
        return object::identity(one) == object::identity(setting) && same_value(one, setting).value_or(true);
      });
    });
  }

  auto take_rest() -> void {
    auto& policy = result_.policy;
    auto& replacement = result_.replacement;
    policy.target = declared_.target;
    policy.display_name = live_.display_name;
    policy.description = text_without_marker(live_);
    policy.scope_tags = live_.scope_tags;
    const auto& codec = object::codec_of(policy.target);
    if (codec.settle != nullptr) codec.settle(policy);
    result_.assignments = seen_.assignments;
    put_in_order();
    replacement.carries_description = !declared_.description;
    replacement.carries_scope_tags = !declared_.scope_tags;
    const bool is_dumb = object::codec_of(live_.target).carries_texts && !codec.carries_texts;
    replacement.loses_texts = is_dumb && std::any_of(live_.settings.begin(), live_.settings.end(), has_own_texts);
  }

  /// A tenant tells them in another order each time, and a saved plan is to know them again.
  auto put_in_order() -> void {
    auto& policy = result_.policy;
    std::sort(policy.settings.begin(), policy.settings.end(),
              [](const Setting& a, const Setting& b) { return object::identity(a) < object::identity(b); });
    if (policy.scope_tags) {
      std::sort(policy.scope_tags->begin(), policy.scope_tags->end(),
                [](const object::Reference& a, const object::Reference& b) { return a.id < b.id; });
    }
    std::sort(result_.assignments.begin(), result_.assignments.end(),
              [](const object::Assignment& a, const object::Assignment& b) {
                return object::canonical_assignments({a}) < object::canonical_assignments({b});
              });
  }

  auto look_for_obstacles() -> void {
    const auto marker = snapshot_.owner_of(seen_).marker;
    const bool is_protected = desired_.is_protected || (marker && marker->is_protected);
    result_.obstacles.is_protected = is_protected && !snapshot_.options.replace.allowed.contains(desired_.key);
    for (const auto& other : snapshot_.live_policies()) {
      const bool is_in_the_way = object::target_of(other.object) == declared_.target &&
                                 object::is_same_name(object::display_name_of(other.object), live_.display_name) &&
                                 snapshot_.owner_of(other).who != Owner::Who::Us;
      if (is_in_the_way) result_.obstacles.same_name = &other;
    }
  }

  const TenantSnapshot& snapshot_;
  const Desired& desired_;
  const object::Live& seen_;
  const object::Policy& live_;
  const object::Policy& declared_;
  Desired old_;
  Comparison comparison_;
  std::set<std::string> moved_;  // paths
  Successor result_;
};

}  // namespace

auto successor_of(const TenantSnapshot& snapshot, const PlaintextResolver& revealed, const Desired& desired)
    -> Successor {
  const auto seen = revealed(*desired.of_other_target());
  return SuccessorMaker(snapshot, desired, seen).run();
}

}  // namespace pinwright::plan
