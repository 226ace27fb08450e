// Definitions of the settings catalog that no list has: the tenant is asked for them.

#include <fmt/format.h>

#include "plan/tenant_cache.hpp"
#include "unit/plan/diff_support.hpp"

using namespace pinwright;
using namespace pinwright::plan;
using namespace pinwright::plan::diff_test;
using Strings = std::vector<std::string>;

namespace {

/// Newer than the list of March 2025: the rule gives its id.
constexpr std::string_view kAudio = "./Device/Vendor/MSFT/Policy/Config/AboveLock/ConfigureAudioOnLockScreen";
const std::string kAudioId = "device_vendor_msft_policy_config_abovelock_configureaudioonlockscreen";

auto files(const std::string& target = "settingsCatalog") -> std::string {
  return fmt::format(R"(
policies:
  audio:
    displayName: Audio
    target: {}
    settings:
      - {{omaUri: {}, value: 1}}
      - {{omaUri: ./Device/Vendor/MSFT/Policy/Config/Camera/AllowCamera, value: 0}}
  audio-too:
    displayName: Audio too
    target: {}
    settings: [{{omaUri: {}, value: 0}}]
  camera:
    displayName: Camera
    target: {}
    settings: [{{omaUri: ./Device/Vendor/MSFT/Policy/Config/Camera/AllowCamera, value: 0}}]
)",
                     target, kAudio, target, kAudio, target);
}

/// How often the tenant was asked for each id.
auto count_questions(World& world, Strings& asked) -> void {
  world.tenant.knobs().fault = [&asked](std::string_view operation, const std::string& id, std::size_t) {
    if (operation == "definition") asked.push_back(id);
    return fake::FaultAction::None;
  };
}

}  // namespace

TEST_CASE("a definition that no list has is asked for once, and one of the list is not") {
  World world;
  Strings asked;
  count_questions(world, asked);
  const auto plan = world.plan(files());
  CHECK(asked == Strings{kAudioId});
  CHECK(slugs(plan).empty());
  CHECK(verdict(change_of(plan, "audio")) == "create new");
  asked.clear();
  CHECK(slugs(world.plan(files("custom"))).empty());
  CHECK(asked.empty());
}

TEST_CASE("definition-not-found: the policies that need it are left out, and the others go on") {
  World world;
  world.tenant.knobs().lacks_definitions = {kAudioId};
  const auto plan = world.plan(files());
  CHECK(slugs(plan) == Strings{"definition-not-found", "definition-not-found"});
  CHECK_FALSE(is_left_out(plan));
  CHECK(plan.incomplete);
  CHECK(find(plan, "audio") == nullptr);
  CHECK(find(plan, "audio-too") == nullptr);
  CHECK(verdict(change_of(plan, "camera")) == "create new");
  const auto* found = finding_of(plan, diag::Code::DefinitionNotFound);
  REQUIRE(found != nullptr);
  CHECK(found->severity == diag::Severity::Error);
  CHECK(found->message.find(kAudioId) != std::string::npos);
  CHECK(found->path.starts_with("policies.audio"));
}

TEST_CASE("definition-not-found: what cannot be asked is a note, and the policy is written") {
  World world;
  world.tenant.knobs().forbidden = {"definition"};
  const auto plan = world.plan(files());
  const auto* found = finding_of(plan, diag::Code::DefinitionNotFound);
  REQUIRE(found != nullptr);
  CHECK(found->severity == diag::Severity::Note);
  CHECK_FALSE(plan.incomplete);
  CHECK(verdict(change_of(plan, "audio")) == "create new");
}

TEST_CASE("a connection that is gone while definitions are asked for ends the tenant's plan") {
  World world;
  world.tenant.knobs().fault = [](std::string_view operation, const std::string&, std::size_t) {
    return operation == "definition" ? fake::FaultAction::Interrupted : fake::FaultAction::None;
  };
  CHECK(world.plan(files()).unusable.has_value());
}

TEST_CASE("a definition that was found is in the cache, and one that was not is asked for again") {
  World world;
  Strings asked;
  count_questions(world, asked);
  TenantCache cache("key");
  const auto plan_with = [&](TenantCache& with, const std::string& yaml, ReadMasks masks = ReadMasks::UnlessCached) {
    world.options.cache = &with;
    world.options.masks = masks;
    asked.clear();
    return slugs(world.plan(yaml));
  };
  world.tenant.knobs().lacks_definitions = {kAudioId};
  CHECK_FALSE(plan_with(cache, files()).empty());
  CHECK_FALSE(plan_with(cache, files()).empty());
  CHECK(asked == Strings{kAudioId});
  CHECK(cache.found_definitions().empty());

  world.tenant.knobs().lacks_definitions.clear();
  CHECK(plan_with(cache, files()).empty());
  CHECK(asked == Strings{kAudioId});
  TenantCache later("key", "another list of definitions");
  REQUIRE(later.read_json(cache.to_json()));
  CHECK_FALSE(later.has_changed());
  CHECK(plan_with(later, files()).empty());
  CHECK(asked.empty());

  // It stays found until everything is read, or nobody wants it any more.
  world.tenant.knobs().lacks_definitions = {kAudioId};
  CHECK(plan_with(later, files()).empty());
  CHECK_FALSE(plan_with(later, files(), ReadMasks::All).empty());
  CHECK(asked == Strings{kAudioId});
  CHECK(later.found_definitions().empty());
  CHECK(plan_with(cache, files("custom")).empty());
  CHECK(cache.found_definitions().empty());
}

TEST_CASE("what a tenant did not say of a definition is not in the cache") {
  World world;
  TenantCache cache("key");
  world.options.cache = &cache;
  world.tenant.knobs().forbidden = {"definition"};
  CHECK(slugs(world.plan(files())) == Strings{"definition-not-found", "definition-not-found"});
  CHECK(cache.found_definitions().empty());
}

namespace {

/// Where the plan writes the setting of kAudio.
auto parents_of_audio(const TenantPlan& plan, const std::string& key) -> std::vector<csp::DefinitionParent> {
  for (const auto& setting : std::get<object::Policy>(*change_of(plan, key).after).settings) {
    if (setting.key.text() == kAudio) return setting.parents;
  }
  FAIL("it is not set");
  return {};
}

}  // namespace

TEST_CASE("a definition that the tenant has in an option of another one is written there, and asked for each time") {
  World world;
  Strings asked;
  count_questions(world, asked);
  TenantCache cache("key");
  world.options.cache = &cache;
  const std::string camera = "device_vendor_msft_policy_config_camera_allowcamera";
  const csp::DefinitionParent parent{camera, {camera + "_0"}, kAudioId};
  world.tenant.knobs().definition_parents[kAudioId] = {parent};
  for (int i = 0; i < 2; ++i) CHECK(parents_of_audio(world.plan(files()), "audio") == std::vector{parent});
  CHECK(asked == Strings{kAudioId, kAudioId});
  CHECK(cache.found_definitions().empty());
  world.tenant.knobs().definition_parents.clear();
  CHECK(parents_of_audio(world.plan(files()), "audio").empty());
  CHECK(cache.found_definitions().size() == 1);
}
