#include "plan/diff/recall.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "object/noun.hpp"

namespace pinwright::plan {

namespace {

using object::Kind;

using Ids = std::set<std::pair<Kind, std::string>>;  // folded

class Recall {
 public:
  Recall(TenantSnapshot& snapshot, Tenant& tenant) : snapshot_(snapshot), tenant_(tenant) {
    if (snapshot.answer.policies.ok()) note(snapshot.answer.policies.value());
    if (snapshot.answer.filters.ok()) note(snapshot.answer.filters.value());
    for (const auto& groups : snapshot.answer.groups_by_name) {
      if (groups.ok()) note(groups.value());
    }
  }

  auto run() -> base::Status {
    for (const auto& desired : snapshot_.desired) {
      if (list_for(desired) != nullptr) look_for(desired);
    }
    if (looked_for_.empty()) return base::Done{};
    auto answer = tenant_.ask(question_);
    for (auto& one : looked_for_) {
      auto taken = take(one, part_for(answer, one));
      if (!taken.ok()) return taken;
    }
    return base::Done{};
  }

 private:
  struct Known {
    const Desired* desired = nullptr;
    object::Address address;
    std::size_t at = 0;  // of the ids of its kind in the question
  };

  auto note(const std::vector<object::Live>& lives) -> void {
    for (const auto& live : lives) {
      const auto kind = object::kind_of(live.object);
      listed_.emplace(kind, base::folded(live.id));
      const auto owner = snapshot_.owner_of(live);
      if (owner.who == Owner::Who::Us) keys_.emplace(kind, owner.marker->key);
    }
  }

  /// Where what is found of it goes; nullptr: the tenant did not say what it has of the kind.
  auto list_for(const Desired& desired) -> base::Result<std::vector<object::Live>>* {
    auto& answer = snapshot_.answer;
    if (desired.kind == Kind::Policy) return answer.policies.ok() ? &answer.policies : nullptr;
    if (desired.kind == Kind::Filter) return snapshot_.asked.filters && answer.filters.ok() ? &answer.filters : nullptr;
    const auto& names = snapshot_.asked.group_names;
    const auto found = std::find(names.begin(), names.end(), object::display_name_of(desired.object));
    const auto at = static_cast<std::size_t>(std::distance(names.begin(), found));
    const bool is_told = at < answer.groups_by_name.size() && answer.groups_by_name[at].ok();
    return is_told ? &answer.groups_by_name[at] : nullptr;
  }

  auto look_for(const Desired& desired) -> void {
    std::vector<std::string> keys{desired.key};
    if (desired.policy != nullptr) {
      for (const auto& former : desired.policy->declared->value.formerly) keys.push_back(former.value);
    }
    const bool is_listed = std::any_of(keys.begin(), keys.end(), [&](const auto& key) {
      return keys_.contains({desired.kind, key});
    });
    if (is_listed) return;
    for (const auto& key : keys) {
      for (auto& address : snapshot_.options.written_as(snapshot_.tenant().tenant_id.value, desired.kind, key)) {
        // One that is listed carries no marker of ours any more.
        if (listed_.emplace(address.kind, base::folded(address.id)).second) ask_for(desired, std::move(address));
      }
    }
  }

  auto ask_for(const Desired& desired, object::Address address) -> void {
    std::size_t at = 0;
    switch (address.kind) {
      case Kind::Policy:
        at = question_.policy_ids.size();
        question_.policy_ids.push_back({address.id, address.target});
        break;
      case Kind::Filter:
        at = question_.filter_ids.size();
        question_.filter_ids.push_back(address.id);
        break;
      case Kind::Group:
        at = question_.group_ids.size();
        question_.group_ids.push_back(address.id);
        break;
    }
    looked_for_.push_back({&desired, std::move(address), at});
  }

  static auto part_for(Answer& answer, const Known& known) -> base::Result<object::Live>& {
    switch (known.address.kind) {
      case Kind::Policy:
        return answer.policies_by_id.at(known.at);
      case Kind::Filter:
        return answer.filters_by_id.at(known.at);
      case Kind::Group:
        break;
    }
    return answer.groups_by_id.at(known.at);
  }

  auto take(const Known& known, base::Result<object::Live>& part) -> base::Status {
    if (part.ok()) {
      // Who took the marker off has made it theirs.
      if (snapshot_.owner_of(part.value()).who == Owner::Who::Us)
        list_for(*known.desired)->value().push_back(std::move(part).value());
      return base::Done{};
    }
    const auto& error = part.error();
    if (error.kind == base::ErrorKind::NotFound) return base::Done{};
    if (error.kind == base::ErrorKind::Interrupted) return error;
    return base::Error{error.message,
                       fmt::format("a journal says that the {} `{}` was written as `{}`, no list shows it, and without "
                                   "an answer for this id nothing tells whether it is to be made anew",
                                   object::noun(known.address.kind), known.desired->key, known.address.id),
                       base::ErrorKind::Unreachable};
  }

  TenantSnapshot& snapshot_;
  Tenant& tenant_;
  Ids listed_;
  std::set<std::pair<Kind, std::string>> keys_;  // of markers of ours
  Question question_;
  std::vector<Known> looked_for_;
};

}  // namespace

auto recall_unlisted(TenantSnapshot& snapshot, Tenant& tenant) -> base::Status {
  if (!snapshot.options.written_as) return base::Done{};
  return Recall(snapshot, tenant).run();
}

}  // namespace pinwright::plan
