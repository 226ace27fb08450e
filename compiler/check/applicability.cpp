#include "check/applicability.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>

#include "base/text.hpp"

namespace pinwright::check {

namespace {

/// Builds that are another build with a switch turned on: they get the same updates, counted by the same revision.
/// `first` is a revision that every device of the build is known to have: the first one in the General Availability
/// Channel (Microsoft, "Windows 10 release information" and "Windows 11 release information"), or an earlier one that
/// OsBuildVersion lists of the DDF files show.
struct Branch {
  std::uint32_t build = 0, of = 0, first = 0;
};
constexpr std::array<Branch, 7> kBranches = {{{18363, 18362, 387},
                                              {19042, 19041, 572},
                                              {19043, 19041, 985},
                                              {19044, 19041, 1288},
                                              {19045, 19041, 2130},
                                              {22631, 22621, 2361},
                                              {26200, 26100, 6584}}};

auto branch_of(std::uint32_t build) -> Branch {
  const auto* const found =
      std::find_if(kBranches.begin(), kBranches.end(), [build](const Branch& one) { return one.build == build; });
  return found == kBranches.end() ? Branch{build, build, 0} : *found;
}

auto is_same_branch(const csp::OsBuild& a, const csp::OsBuild& b) -> bool {
  return a.major == b.major && a.minor == b.minor && branch_of(a.build).of == branch_of(b.build).of;
}

/// `listed` and `oldest` are of one branch.
auto has_update(const csp::OsBuild& listed, const csp::OsBuild& oldest) -> bool {
  if (listed.revision == 0) return listed.build <= oldest.build;
  return std::max(oldest.revision, branch_of(oldest.build).first) >= listed.revision;
}

auto is_older_or_same(const csp::OsBuild& a, const csp::OsBuild& b) -> bool {
  return std::tie(a.major, a.minor, a.build) <= std::tie(b.major, b.minor, b.build);
}

}  // namespace

auto exists_in(const std::vector<csp::OsBuild>& builds, const csp::OsBuild& oldest) -> bool {
  if (builds.empty()) return true;
  const auto is_released = [](const csp::OsBuild& build) { return !csp::is_unreleased(build); };
  const auto of_branch = [&](const csp::OsBuild& build) { return is_same_branch(build, oldest); };
  if (std::any_of(builds.begin(), builds.end(), of_branch)) {
    return std::any_of(builds.begin(), builds.end(),
                       [&](const csp::OsBuild& build) { return of_branch(build) && has_update(build, oldest); });
  }
  // A list of updates holds for their builds alone, unless all of them, or the first build, are older.
  const auto precedes = [&](const csp::OsBuild& build) { return is_older_or_same(build, oldest); };
  const auto is_first_build = [&](const csp::OsBuild& build) { return build.revision == 0 && precedes(build); };
  if (std::any_of(builds.begin(), builds.end(), is_first_build)) return true;
  return std::any_of(builds.begin(), builds.end(), is_released) &&
         std::all_of(builds.begin(), builds.end(),
                     [&](const csp::OsBuild& build) { return !is_released(build) || precedes(build); });
}

auto released_builds(const std::vector<csp::OsBuild>& builds) -> std::string {
  std::vector<std::string> texts;
  for (const auto& build : builds) {
    if (csp::is_unreleased(build)) continue;
    auto text = fmt::format("{}.{}.{}", build.major, build.minor, build.build);
    if (build.revision != 0) text += fmt::format(".{}", build.revision);
    texts.push_back(std::move(text));
  }
  return base::joined(texts, ", ");
}

}  // namespace pinwright::check
