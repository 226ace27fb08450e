#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>

#include "property/scene.hpp"
#include "property/world.hpp"

using namespace pinwright;
using namespace pinwright::property;
using Rules = object::CanonicalRules;

namespace {

/// Some scene that was just applied makes a plan that is not empty, with `rules`.
auto sees_changes(const Rules& rules) -> bool {
  constexpr std::uint64_t kScenes = 60;
  for (std::uint64_t number = 0; number < kScenes; ++number) {
    World world(number);
    world.tenant().knobs().raw_filters = true;
    const auto scene = any_scene()(rc::Random(number), rc::kNominalSize).value();
    world.environment() = scene.environment;
    const Workspace workspace({{"pinwright.yaml", scene.yaml}});
    REQUIRE(failures(world.apply(world.plan(workspace))).empty());
    REQUIRE(pending(world.plan(workspace)).empty());
    world.options().rules = rules;
    if (!pending(world.plan(workspace)).empty()) return true;
  }
  return false;
}

auto page() -> std::string {
  std::ifstream file(PINWRIGHT_SOURCE_DIR "/docs/plan-and-apply.md");
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("each rule of the canonical form is needed: without it a tenant that was just written seems changed") {
  constexpr std::pair<const char*, bool Rules::*> kRules[] = {
      {"sort_settings", &Rules::sort_settings},
      {"sort_assignments", &Rules::sort_assignments},
      {"sort_scope_tags", &Rules::sort_scope_tags},
      {"absent_text_is_empty", &Rules::absent_text_is_empty},
      {"absent_filter_is_none", &Rules::absent_filter_is_none},
      {"fold_guids", &Rules::fold_guids},
      {"normalise_date_times", &Rules::normalise_date_times},
      {"normalise_floats", &Rules::normalise_floats},
      {"ignore_base64_white_space", &Rules::ignore_base64_white_space},
  };
  for (const auto& [name, rule] : kRules) {
    INFO(name);
    CHECK_THAT(page(), Catch::Contains("| `" + std::string(name) + "` |"));
    Rules rules;
    rules.*rule = false;
    CHECK(sees_changes(rules));
  }
}
