#include "plan/live_index.hpp"

#include "base/text.hpp"
#include "object/kept_text.hpp"
#include "object/marker.hpp"
#include "plan/marker.hpp"
#include "plan/replacement.hpp"

namespace pinwright::plan {

namespace {

auto pointers_to(const std::vector<object::Live>& lives) -> Lives {
  Lives pointers;
  pointers.reserve(lives.size());
  for (const auto& live : lives) pointers.push_back(&live);
  return pointers;
}

}  // namespace

LiveIndex::LiveIndex(const Lives& lives, std::string_view workspace, std::string_view tenant_id) {
  for (const auto* live : lives) add(*live, workspace, tenant_id);
}

LiveIndex::LiveIndex(const std::vector<object::Live>& lives, std::string_view workspace, std::string_view tenant_id)
    : LiveIndex(pointers_to(lives), workspace, tenant_id) {}

auto LiveIndex::add(const object::Live& live, std::string_view workspace, std::string_view tenant_id) -> void {
  const auto place = lives_.size();
  lives_.push_back(&live);
  const auto kind = object::kind_of(live.object);
  by_id_.emplace(std::pair(kind, base::folded(live.id)), &live);
  const auto& name = object::display_name_of(live.object);
  by_text_[base::folded(name)].push_back(place);
  by_kept_text_[base::folded(object::kept_text(name))].push_back(place);
  const auto marker = marker_in(live.object);
  if (!marker || !object::belongs_to(*marker, workspace, tenant_id)) return;
  ours_.insert(&live);
  owned_[{kind, marker->key}].push_back(&live);
  if (!marker->replaces.empty()) by_replaced_[base::folded(marker->replaces)].push_back(place);
}

auto LiveIndex::find(object::Kind kind, std::string_view id) const -> const object::Live* {
  const auto found = by_id_.find({kind, base::folded(id)});
  return found == by_id_.end() ? nullptr : found->second;
}

auto LiveIndex::owned(object::Kind kind, const std::string& key) const -> const Lives& {
  static const Lives kNone;
  const auto found = owned_.find({kind, key});
  return found == owned_.end() ? kNone : found->second;
}

auto LiveIndex::named(std::string_view name) const -> Lives {
  std::set<std::size_t> places;
  const auto take = [&](const std::unordered_map<std::string, Places>& all, const std::string& key) {
    const auto found = all.find(key);
    if (found != all.end()) places.insert(found->second.begin(), found->second.end());
  };
  take(by_text_, base::folded(name));
  take(by_kept_text_, base::folded(object::kept_text(name)));
  Lives found;
  for (const auto place : places) found.push_back(lives_[place]);
  return found;
}

auto LiveIndex::counterpart_of(const object::Live& live) const -> const object::Live* {
  const auto marker = marker_in(live.object);
  const auto* named = marker && !marker->replaces.empty() ? find(object::Kind::Policy, marker->replaces) : nullptr;
  if (named != nullptr && is_owned(*named) && is_replacement(live, *named)) return named;
  const auto found = by_replaced_.find(base::folded(live.id));
  if (found == by_replaced_.end()) return nullptr;
  for (const auto place : found->second) {
    if (is_replacement(live, *lives_[place])) return lives_[place];
  }
  return nullptr;
}

}  // namespace pinwright::plan
