#include "plan/live_objects.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "grammar/datetime.hpp"
#include "object/canonical.hpp"

namespace pinwright::plan {

namespace {

template <class T>
auto append(std::vector<object::Live>& lives, const std::vector<T>& more) -> void {
  lives.insert(lives.end(), more.begin(), more.end());
}

/// The instant as text that sorts: without its `Z` a fraction sorts behind the whole second.
auto instant_of(const object::Live& live) -> std::string {
  auto text = grammar::datetime_to_utc(live.created).value_or(live.created);
  if (text.ends_with('Z')) text.pop_back();
  return text;
}

}  // namespace

auto lives_in(const Answer& answer) -> base::Result<std::vector<object::Live>> {
  if (!answer.policies.ok()) return answer.policies.error();
  if (!answer.filters.ok()) return answer.filters.error();
  auto lives = answer.policies.value();
  append(lives, answer.filters.value());
  for (const auto& groups : answer.groups_by_name) {
    if (!groups.ok()) return groups.error();
    append(lives, groups.value());
  }
  for (const auto& group : answer.groups_by_id) {
    if (group.ok()) {
      lives.push_back(group.value());
    } else if (group.error().kind != base::ErrorKind::NotFound) {
      return group.error();
    }
  }
  return lives;
}

auto find_live(const std::vector<object::Live>& lives, object::Kind kind, std::string_view id) -> const object::Live* {
  const auto found = std::find_if(lives.begin(), lives.end(), [&](const object::Live& one) {
    return object::kind_of(one.object) == kind && base::equal_folded(one.id, id);
  });
  return found == lives.end() ? nullptr : &*found;
}

auto is_older(const object::Live& a, const object::Live& b) -> bool {
  return std::pair(instant_of(a), base::folded(a.id)) < std::pair(instant_of(b), base::folded(b.id));
}

auto state_hash(object::Live live) -> std::string {
  live.version = 0;
  live.last_modified.clear();
  auto* policy = std::get_if<object::Policy>(&live.object);
  if (policy == nullptr) return object::live_hash(live);
  for (auto& setting : policy->settings) {
    const bool is_encrypted = object::is_masked(setting) || !setting.revealed_from.empty();
    if (is_encrypted) setting.value = object::Masked{};
    setting.revealed_from.clear();
  }
  return object::live_hash(live);
}

auto content_hash(const object::Live& live) -> std::string {
  auto content = live;
  content.assignments.clear();
  content.version = 0;
  content.last_modified.clear();
  return object::live_hash(content);
}

}  // namespace pinwright::plan
