#include "plan/file/compare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <tuple>
#include <utility>

#include "base/text.hpp"
#include "object/noun.hpp"
#include "object/to_graph.hpp"
#include "plan/file/words.hpp"

namespace pinwright::plan {

namespace {

constexpr std::size_t kReferencesShown = 8;

auto name_of(const SavedWrite& write) -> std::string {
  return fmt::format("{} `{}`", object::noun(write.kind), write.key);
}

auto replace_all(std::string& text, const std::string& from, const std::string& to) -> void {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

/// What differs in two writes of one object.
auto differing_parts(const SavedWrite& saved, const SavedWrite& now) -> std::vector<std::string> {
  std::vector<std::string> what;
  const auto add = [&](bool differs, std::string_view name) {
    if (differs) what.emplace_back(name);
  };
  add(saved.action != now.action, "the action");
  add(saved.target != now.target, "the target");
  add(saved.id != now.id, "the id");
  add(saved.name != now.name, "the display name");
  add(saved.sections != now.sections, "the parts that are written");
  add(saved.body != now.body, "the body");
  add(saved.assignments != now.assignments, "the assignments");
  add(saved.is_protected != now.is_protected, "the protection");
  add(saved.replaces != now.replaces || saved.replaced_by != now.replaced_by, "the object that is replaced");
  add(saved.live_hash != now.live_hash, "the live object");
  return what;
}

/// What happened to one object since the plan was made, as a clause behind its name.
auto what_changed(const SavedWrite& saved, const SavedWrite& now) -> std::string {
  const auto what = differing_parts(saved, now);
  if (what == std::vector<std::string>{"the live object"}) return "was changed in the tenant after the plan was made";
  return fmt::format("would be written otherwise than the plan says: {} differ{}", base::joined(what, ", "),
                     what.size() == 1 ? "s" : "");
}

class TenantComparison {
 public:
  TenantComparison(const SavedTenant& saved, const SavedTenant& now, const Progress& progress)
      : saved_(saved), now_(now), progress_(progress) {}

  auto run() -> std::vector<diag::Diagnostic> {
    compare_tenant();
    if (saved_.left_out || now_.left_out) return std::move(findings_);
    compare_writes();
    compare_references();
    return std::move(findings_);
  }

 private:
  /// A policy and the one whose place it takes have one key.
  using Key = std::tuple<object::Kind, std::string, std::string>;
  static auto key_of(const SavedWrite& write) -> Key { return {write.kind, write.key, write.id}; }

  auto report(std::string message) -> void {
    auto finding = diag::make(diag::Code::StalePlan, {}, std::move(message), "make a new plan, and review it");
    finding.tenants = {saved_.name};
    findings_.push_back(std::move(finding));
  }

  auto compare_tenant() -> void {
    if (!base::equal_folded(saved_.tenant_id, now_.tenant_id) || saved_.cloud != now_.cloud) {
      report(fmt::format("the plan is for the tenant `{}` of the cloud {}, and the files name `{}` of {}",
                         saved_.tenant_id, saved_.cloud, now_.tenant_id, now_.cloud));
    }
    if (saved_.left_out == now_.left_out) return;
    report(saved_.left_out ? "the plan leaves the tenant out, and it would be written to now"
                           : "the plan writes to the tenant, and it would be left out now");
  }

  auto compare_writes() -> void {
    std::multimap<Key, const SavedWrite*> left;
    for (const auto& write : now_.writes) left.emplace(key_of(write), &write);
    for (const auto& write : saved_.writes) {
      const auto found = find_counterpart(left, write);
      if (found == left.end()) {
        if (progress_of(write) != nullptr) continue;
        report(fmt::format("{} is not to be written any more: the plan says {}", name_of(write), word(write.action)));
        continue;
      }
      if (write != *found->second && !goes_on(write, *found->second))
        report(fmt::format("{} {}", name_of(write), what_changed(write, *found->second)));
      left.erase(found);
    }
    for (const auto& [key, write] : left)
      report(fmt::format("{} is not in the plan: now it says {}", name_of(*write), word(write->action)));
  }

  [[nodiscard]] auto progress_of(const SavedWrite& write) const -> const ObjectProgress* {
    const auto found = progress_.find({write.kind, write.key});
    return found == progress_.end() ? nullptr : &found->second;
  }

  /// Whether `now` is what is left of `saved`: the same content, for the object as the applies left it. What waited may
  /// have been carried out by somebody else: then its assignments may be left.
  [[nodiscard]] auto goes_on(const SavedWrite& saved, const SavedWrite& now) const -> bool {
    const auto* progress = progress_of(saved);
    if (progress == nullptr) return false;
    const bool is_same_content = saved.target == now.target && saved.name == now.name && saved.body == now.body &&
                                 with_ids(saved.assignments) == now.assignments &&
                                 saved.is_protected == now.is_protected;
    if (!is_same_content) return false;
    if (saved.live_hash == now.live_hash && saved.id == now.id) return true;
    if (progress->left.contains(now.live_hash)) return true;
    return progress->awaited && now.sections == std::vector<std::string>{"assignments"};
  }

  /// Groups and filters that the plan made have their ids by now.
  [[nodiscard]] auto with_ids(std::string text) const -> std::string {
    for (const auto& [object, progress] : progress_) {
      const auto& [kind, key] = object;
      if (kind == object::Kind::Policy || progress.id.empty()) continue;
      replace_all(text, object::symbol(object::noun(kind), key), progress.id);
    }
    return text;
  }

  /// The same object; else one of the same key, which is written to now instead.
  static auto find_counterpart(std::multimap<Key, const SavedWrite*>& left, const SavedWrite& write)
      -> std::multimap<Key, const SavedWrite*>::iterator {
    const auto same = left.find(key_of(write));
    if (same != left.end()) return same;
    return std::find_if(left.begin(), left.end(), [&](const auto& one) {
      return one.second->kind == write.kind && one.second->key == write.key;
    });
  }

  auto compare_references() -> void {
    const auto tied = [](const Resolved& one) { return std::tie(one.kind, one.key, one.display_name, one.id); };
    const auto less = [&](const Resolved& a, const Resolved& b) { return tied(a) < tied(b); };
    using References = std::set<Resolved, decltype(less)>;
    const References saved(saved_.references.begin(), saved_.references.end(), less);
    const References now(now_.references.begin(), now_.references.end(), less);
    const auto lacks = [&](const References& all, const Resolved& one) { return !was_made(one) && !all.contains(one); };
    std::vector<std::string> names;
    std::set<std::string> named;
    for (const auto& one : saved_.references) {
      if (!lacks(now, one)) continue;
      names.push_back(base::quoted(one.key));
      named.insert(names.back());
    }
    for (const auto& one : now_.references) {
      auto name = base::quoted(one.key);
      if (lacks(saved, one) && named.insert(name).second) names.push_back(std::move(name));
    }
    if (saved_.references.size() != now_.references.size() && names.empty()) names.emplace_back("one of them twice");
    if (names.empty()) return;
    report(fmt::format("names lead to other objects than when the plan was made: {}",
                       base::listed(names, kReferencesShown)));
  }

  /// By an earlier apply of the plan: its name leads to what that made.
  [[nodiscard]] auto was_made(const Resolved& one) const -> bool {
    if (one.kind == Resolved::Kind::ScopeTag) return false;
    const auto kind = one.kind == Resolved::Kind::Group ? object::Kind::Group : object::Kind::Filter;
    const auto found = progress_.find({kind, one.key});
    return found != progress_.end() && (one.id.empty() || base::equal_folded(one.id, found->second.id));
  }

  const SavedTenant& saved_;
  const SavedTenant& now_;
  const Progress& progress_;
  std::vector<diag::Diagnostic> findings_;
};

}  // namespace

auto differences(const SavedTenant& saved, const SavedTenant& now, const Progress& progress)
    -> std::vector<diag::Diagnostic> {
  return TenantComparison(saved, now, progress).run();
}

}  // namespace pinwright::plan
