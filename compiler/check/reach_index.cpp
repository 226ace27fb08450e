#include "check/reach_index.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/text.hpp"

namespace pinwright::check {

namespace {

using Line = Reach::Line;
using Names = std::vector<std::string>;

constexpr std::string_view kAny = "*";
constexpr std::string_view kNone = "-";

auto filter_of(const Line& line) -> std::string {
  if (line.filter.empty()) return std::string(kNone);
  return (line.filter_excludes ? "not " : "only ") + line.filter;
}

/// The target, and the All devices or All users line that takes it in.
auto targets_of(const Line& line) -> Names {
  Names names = {line.target};
  if (line.kind != object::Assignment::Target::Group || line.audience == Audience::Unknown) return names;
  names.emplace_back(line.audience == Audience::Devices ? "allDevices" : "allUsers");
  return names;
}

auto with(std::string_view more, const Names& names) -> Names {
  Names all = {std::string(more)};
  all.insert(all.end(), names.begin(), names.end());
  return all;
}

/// A line's part of ReachKeys. An overlap is sure where a wide line takes in a narrow one (Reach::overlap): the target
/// is the same or the wide one's is All devices or All users, its filter is the same or none, and what its policy
/// excludes the narrow one's policy excludes too. So a wide line is filed under the first target that its policy
/// excludes, and a narrow one under each of them.
class KeyMaker {
 public:
  KeyMaker(const Reach& reach, const std::unordered_set<std::string>& excluded, Numbers& numbers)
      : reach_(reach), excluded_(excluded), numbers_(numbers), exclude_text_(base::joined(reach.exclude(), "\n")) {}

  auto run() -> ReachKeys {
    Names shapes;
    Names wholes;
    for (const auto& line : reach_.include()) {
      add(line);
      shapes.push_back(filter_of(line) + "\n" + named(line));
      wholes.push_back(fmt::format("{}\n{}\n{}", filter_of(line), line.target, static_cast<int>(line.audience)));
    }
    keys_.shape = numbers_.of("shape\n" + text_of(std::move(shapes)));
    keys_.whole = numbers_.of("whole\n" + text_of(std::move(wholes)));
    return std::move(keys_);
  }

 private:
  /// A target that nobody excludes matters to no exclusion.
  [[nodiscard]] auto named(const Line& line) const -> std::string {
    return excluded_.count(line.target) == 0 ? std::string(kAny) : line.target;
  }

  [[nodiscard]] auto text_of(Names lines) const -> std::string {
    std::sort(lines.begin(), lines.end());
    lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
    return base::joined(lines, "\n\n") + "\n\nexclude\n" + exclude_text_;
  }

  auto place(char role, std::string_view target, std::string_view filter, std::string_view exclude) -> std::uint32_t {
    return numbers_.of(fmt::format("{}\n{}\n{}\n{}", role, target, filter, exclude));
  }

  auto add(const Line& line) -> void {
    const auto filter = filter_of(line);
    const auto& exclude = reach_.exclude();
    const auto kind = numbers_.of("kind\n" + named(line) + "\n" + exclude_text_);
    // As the wide line.
    const auto first = exclude.empty() ? std::string(kNone) : exclude.front();
    keys_.filed.push_back({place('w', line.target, filter, first), kind});
    keys_.looked_up.push_back(
        place('n', line.target, line.filter.empty() ? kAny : filter, exclude.empty() ? kAny : first));
    // As the narrow line.
    for (const auto& target : targets_of(line)) {
      for (const auto& one : with(kAny, exclude)) {
        keys_.filed.push_back({place('n', target, filter, one), kind});
        keys_.filed.push_back({place('n', target, kAny, one), kind});
      }
      for (const auto& one : with(kNone, exclude)) {
        keys_.looked_up.push_back(place('w', target, filter, one));
        if (!line.filter.empty()) keys_.looked_up.push_back(place('w', target, kNone, one));
      }
    }
  }

  const Reach& reach_;
  const std::unordered_set<std::string>& excluded_;
  Numbers& numbers_;
  std::string exclude_text_;
  ReachKeys keys_;
};

}  // namespace

auto Numbers::of(std::string name) -> std::uint32_t {
  return numbers_.try_emplace(std::move(name), static_cast<std::uint32_t>(numbers_.size())).first->second;
}

Reaches::Reaches(const lower::Deployment& deployment)
    : policies_(deployment.policies), known_(policies_.size()), keys_(policies_.size()) {}

auto Reaches::index_of(const lower::Policy& policy) const -> std::size_t {
  return static_cast<std::size_t>(&policy - policies_.data());
}

auto Reaches::of(const lower::Policy& policy) -> const Reach& {
  auto& known = known_[index_of(policy)];
  if (!known) known.emplace(policy);
  return *known;
}

auto Reaches::keys(const lower::Policy& policy) -> const ReachKeys& {
  auto& keys = keys_[index_of(policy)];
  if (!excluded_) find_excluded();
  if (!keys) keys = KeyMaker(of(policy), *excluded_, numbers_).run();
  return *keys;
}

auto Reaches::find_excluded() -> void {
  excluded_.emplace();
  for (const auto& policy : policies_) {
    const auto& names = of(policy).exclude();
    excluded_->insert(names.begin(), names.end());
  }
}

auto ReachIndex::Earliest::changes_with(const Use& use) const -> bool {
  return !first || (!other && use.value != first->value);
}

auto ReachIndex::Earliest::add(const Use& use) -> void {
  if (!first) {
    first = use;
  } else if (!other && use.value != first->value) {
    other = use;
  }
}

auto ReachIndex::Earliest::unlike(std::optional<std::uint32_t> value) const -> const Use* {
  if (first && first->value != value) return &*first;
  return other ? &*other : nullptr;
}

auto ReachIndex::Place::add(std::uint32_t kind, const Use& use) -> void {
  all.add(use);
  const auto [at, is_new] = index.try_emplace(kind, kinds.size());
  if (is_new) kinds.emplace_back();
  kinds[at->second].add(use);
}

auto ReachIndex::Place::earlier(Reaches& reaches, const lower::Policy& policy, std::optional<std::uint32_t> unlike,
                                Overlap least, const Use* best) const -> const Use* {
  if (all.unlike(unlike) == nullptr) return best;
  for (const auto& kind : kinds) {
    if (best != nullptr && kind.first->policy >= best->policy) break;
    const auto* use = kind.unlike(unlike);
    if (use == nullptr || (best != nullptr && use->policy >= best->policy)) continue;
    if (reaches.overlap(policy, *use->policy) >= least) best = use;
  }
  return best;
}

auto ReachIndex::add(Reaches& reaches, const Use& use) -> void {
  const auto& keys = reaches.keys(*use.policy);
  auto& whole = wholes_[keys.whole];
  if (!whole.changes_with(use)) return;
  whole.add(use);
  for (const auto& [place, kind] : keys.filed) places_[place].add(kind, use);
  shapes_.add(keys.shape, use);
}

auto ReachIndex::first_sure(Reaches& reaches, const lower::Policy& policy, std::optional<std::uint32_t> unlike) const
    -> const Use* {
  const Use* best = nullptr;
  for (const auto place : reaches.keys(policy).looked_up) {
    const auto found = places_.find(place);
    if (found != places_.end()) best = found->second.earlier(reaches, policy, unlike, Overlap::Sure, best);
  }
  return best;
}

auto ReachIndex::first_possible(Reaches& reaches, const lower::Policy& policy,
                                std::optional<std::uint32_t> unlike) const -> const Use* {
  return shapes_.earlier(reaches, policy, unlike, Overlap::Possible, nullptr);
}

}  // namespace pinwright::check
