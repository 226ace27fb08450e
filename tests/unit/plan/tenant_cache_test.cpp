// Encrypted values that are not read again: which are remembered, and when they are believed.

#include "plan/tenant_cache.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "plan/diff/compare_settings.hpp"
#include "unit/plan/diff_support.hpp"

using namespace pinwright;
using namespace pinwright::plan;
using namespace pinwright::plan::diff_test;
using Json = nlohmann::json;

namespace {

constexpr std::int64_t kDay = 86'400;

const std::string kTwo = R"(
policies:
  hello:
    displayName: Hello
    settings:
      - {omaUri: './Device/Vendor/MSFT/Policy/Config/Authentication/ConfigureWebSignInAllowedUrls', value: sts.contoso.com}
      - {omaUri: './Device/Vendor/MSFT/Policy/Config/Defender/ExcludedPaths', dataType: string, value: 'C:\Build'}
  other:
    displayName: Other
    settings:
      - {omaUri: './Device/Vendor/MSFT/Policy/Config/Defender/ExcludedExtensions', dataType: string, value: log}
)";

/// A tenant whose clock the test sets, and the number of values that were read from it.
struct Cached : World {
  Cached() {
    tenant.knobs().clock = [this] { return now; };
    tenant.knobs().fault = [this](std::string_view operation, const std::string&, std::size_t) {
      if (operation == "plain-text" || operation == "settings") ++read;
      return fake::FaultAction::None;
    };
  }

  /// Plans as `plan` does, with this cache.
  auto plan_with(TenantCache& cache, std::string_view yaml, ReadMasks masks = ReadMasks::UnlessCached) -> TenantPlan {
    options.cache = &cache;
    options.masks = masks;
    read = 0;
    auto made = plan(yaml);
    options.cache = nullptr;
    options.masks = ReadMasks::All;
    return made;
  }
  /// In place since yesterday, and planned once with `cache`.
  auto settle_and_fill(TenantCache& cache, std::string_view yaml) -> void {
    settle(yaml);
    now += kDay;
    CHECK(plan_with(cache, yaml).cached_values == 0);
  }

  std::int64_t now = 1'790'000'000;
  std::size_t read = 0;
};

/// The cache, with a row that says something else of `Other`.
auto falsified(const TenantCache& cache, const World& world) -> TenantCache {
  auto json = Json::parse(cache.to_json());
  for (auto& row : json["values"]) {
    if (row["policy"] == world.policy_id("Other")) row["digest"] = std::string(64, '0');
  }
  TenantCache wrong("key");
  REQUIRE(wrong.read_json(json.dump()));
  return wrong;
}

}  // namespace

TEST_CASE("cache: what did not change is not read again") {
  Cached world;
  TenantCache cache("key");
  world.settle_and_fill(cache, kTwo);
  CHECK(world.read == 3);
  CHECK(cache.size() == 3);

  const auto plan = world.plan_with(cache, kTwo);
  CHECK(world.read == 0);
  CHECK(plan.cached_values == 3);
  CHECK_FALSE(plan.has_changes());
  CHECK(slugs(plan).empty());
}

TEST_CASE("cache: it survives as text, and tells nothing to who has another key") {
  Cached world;
  TenantCache cache("key");
  world.settle_and_fill(cache, kTwo);
  cache.set_time("2026-06-01T00:00:00Z");
  const auto text = cache.to_json();
  CHECK(text.find("Build") == std::string::npos);
  CHECK(text.find("sts.contoso.com") == std::string::npos);

  TenantCache again("key"), stolen("other key");
  REQUIRE(again.read_json(text));
  CHECK(again.time() == "2026-06-01T00:00:00Z");
  CHECK_FALSE(again.has_changed());
  CHECK(world.plan_with(again, kTwo).cached_values == 3);
  REQUIRE(stolen.read_json(text));
  CHECK(world.plan_with(stolen, kTwo).cached_values == 0);
}

TEST_CASE("cache: garbage is no cache") {
  for (const auto* text : {"", "{", "[]", "{\"formatVersion\": 1, \"time\": \"\", \"values\": []}",
                           "{\"formatVersion\": 2, \"time\": \"\", \"values\": [{\"policy\": 5}], \"nodes\": []}",
                           "{\"formatVersion\": 2, \"values\": [], \"nodes\": []}"}) {
    CAPTURE(text);
    TenantCache cache("key");
    CHECK_FALSE(cache.read_json(text));
    CHECK(cache.size() == 0);
  }
}

TEST_CASE("cache: of a policy that changes every value is read") {
  Cached world;
  TenantCache cache("key");
  world.settle_and_fill(cache, kTwo);
  auto changed = kTwo;
  changed.replace(changed.find("C:\\Build"), 8, "C:\\Other");
  const auto plan = world.plan_with(cache, changed);
  CHECK(world.read == 2);
  CHECK(plan.cached_values == 1);
  CHECK(verdict(change_of(plan, "hello")) == "update config");
  REQUIRE(change_of(plan, "hello").revealed.size() == 2);
  CHECK(verdict(change_of(plan, "other")) == "no-op");

  // The name alone: the journal needs what is there.
  auto renamed = kTwo;
  renamed.replace(renamed.find("displayName: Hello"), 18, "displayName: Howdy");
  CHECK(change_of(world.plan_with(cache, renamed), "hello").revealed.size() == 2);
  CHECK(world.read == 2);
}

TEST_CASE("cache: a write by anybody makes its rows worthless") {
  Cached world;
  TenantCache cache("key");
  world.settle_and_fill(cache, kTwo);
  world.edit_policy("Other", [](Json& json) { json["omaSettings"][0]["value"] = "tmp"; });
  world.now += kDay;
  const auto plan = world.plan_with(cache, kTwo);
  CHECK(plan.cached_values == 2);
  CHECK(verdict(change_of(plan, "other")) == "update drift");
}

TEST_CASE("cache: what was written in the last five minutes is not remembered") {
  Cached world;
  TenantCache cache("key");
  world.settle(kTwo);
  world.now += 299;
  (void)world.plan_with(cache, kTwo);
  CHECK(cache.size() == 0);
  world.now += 2;
  (void)world.plan_with(cache, kTwo);
  CHECK(cache.size() == 3);
}

TEST_CASE("cache: a policy that is written while it is read is not remembered") {
  Cached world;
  TenantCache cache("key");
  world.settle(kTwo);
  world.now += kDay;
  bool wrote = false;
  world.tenant.knobs().fault = [&](std::string_view operation, const std::string&, std::size_t) {
    if (operation == "plain-text" && !std::exchange(wrote, true))
      world.edit_policy("Other", [](Json& json) { json["displayName"] = "Another"; });
    return fake::FaultAction::None;
  };
  (void)world.plan_with(cache, kTwo);
  REQUIRE(wrote);
  CHECK(cache.size() == 2);
}

TEST_CASE("cache: values of the environment are never in it") {
  Cached world;
  world.environment["KEY"] = "top-secret-1";
  TenantCache cache("key");
  auto yaml = kTwo;
  yaml.replace(yaml.find("value: log"), 10, "valueFrom: {env: KEY}");
  world.settle_and_fill(cache, yaml);
  CHECK(cache.size() == 2);
  CHECK(world.plan_with(cache, yaml).cached_values == 2);
  CHECK(world.read == 1);
}

TEST_CASE("cache: a read that contradicts it throws all of it away") {
  Cached world;
  TenantCache cache("key");
  world.settle_and_fill(cache, kTwo);
  auto wrong = falsified(cache, world);
  wrong.set_time("2026-06-01T00:00:00Z");
  // With --refresh all is read.
  CHECK_FALSE(world.plan_with(wrong, kTwo, ReadMasks::All).has_changes());
  CHECK(world.read == 3);
  CHECK(wrong.has_changed());
  CHECK(world.plan_with(wrong, kTwo).cached_values == 3);
}

TEST_CASE("cache: after a contradiction nothing of it counts in the same plan") {
  Cached world;
  TenantCache cache("key");
  world.settle_and_fill(cache, kTwo);
  auto wrong = falsified(cache, world);
  // The row does not fit the files, so that the value is read.
  const auto plan = world.plan_with(wrong, kTwo);
  CHECK(plan.cached_values == 0);
  CHECK(world.read == 3);
  CHECK_FALSE(plan.has_changes());
}

TEST_CASE("cache: a contradiction that only a change brings to light counts too") {
  Cached world;
  TenantCache cache("key");
  world.settle_and_fill(cache, kTwo);
  auto changed = kTwo;
  changed.replace(changed.find("value: log"), 10, "value: bak");
  changed.replace(changed.find("displayName: Other"), 18, "displayName: Named");
  // A row that says what the files say now, of a value that is none of it.
  auto json = Json::parse(cache.to_json());
  Question question;
  question.policies = true;
  const auto answer = world.tenant.ask(question);
  for (const auto& live : answer.policies.value()) {
    if (live.id != world.policy_id("Other")) continue;
    auto setting = std::get<object::Policy>(live.object).settings.at(0);
    const auto reference = std::get<object::Masked>(setting.value).reference;
    std::erase_if(json["values"].get_ref<Json::array_t&>(), [&](const Json& row) { return row["policy"] == live.id; });
    REQUIRE(cache.read_json(json.dump()));
    setting.value = std::string("bak");
    cache.take(live, reference, value_text(setting, world.options.rules));
  }
  const auto plan = world.plan_with(cache, changed);
  CHECK(plan.cached_values == 0);
  CHECK(world.read == 3);
  CHECK(sections(change_of(plan, "other")) == "settings config, rest config");
}

TEST_CASE("cache: with --assume-unchanged no value is read, and the marker is believed") {
  Cached world;
  world.settle(kTwo);
  world.options.masks = ReadMasks::Never;
  world.read = 0;
  const auto plan = world.plan(kTwo);
  CHECK(world.read == 0);
  CHECK_FALSE(plan.has_changes());
  REQUIRE(slugs(plan) == std::vector<std::string>{"masked-value"});
  CHECK(plan.diagnostics[0].severity == diag::Severity::Note);
  auto changed = kTwo;
  changed.replace(changed.find("value: log"), 10, "value: bak");
  CHECK(verdict(change_of(world.plan(changed), "other")) == "update config");
}

namespace {

const std::string kCatalog = R"(
policies:
  radio:
    displayName: Radio
    target: settingsCatalog
    settings:
      - {omaUri: ./Device/Vendor/MSFT/Policy/Config/Connectivity/AllowBluetooth, value: 0}
      - {omaUri: ./Device/Vendor/MSFT/Policy/Config/Browser/AllowPopups, value: 0}
    assignments: {include: [allDevices]}
  shell:
    displayName: Shell
    target: settingsCatalog
    settings:
      - {omaUri: ./Device/Vendor/MSFT/Policy/Config/Experience/AllowCortana, value: 0}
    assignments: {include: [allDevices]}
)";

auto with(std::string text, std::string_view old, std::string_view fresh) -> std::string {
  return text.replace(text.find(old), old.size(), fresh);
}

/// The same policies without a marker: somebody else's.
auto disown(Cached& world) -> void {
  for (const auto* name : {"Radio", "Shell"}) {
    world.tenant.edit(object::Kind::Policy, world.policy_id(name), [](Json& policy) { policy["description"] = ""; });
  }
}

}  // namespace

TEST_CASE("cache: settings of the settings catalog that are as declared are not read again") {
  Cached world;
  TenantCache cache("key");
  world.settle_and_fill(cache, kCatalog);
  CHECK(world.read == 2);
  const auto plan = world.plan_with(cache, kCatalog);
  CHECK(world.read == 0);
  CHECK(plan.cached_values == 3);
  CHECK_FALSE(plan.has_changes());
  CHECK(slugs(plan).empty());
  CHECK(world.plan_with(cache, kCatalog, ReadMasks::All).cached_values == 0);
  CHECK(world.read == 2);
}

TEST_CASE("cache: a policy of the settings catalog that changes is read whole, whatever of it changes") {
  Cached world;
  TenantCache cache("key");
  world.settle_and_fill(cache, kCatalog);

  // A value in the files.
  const auto plan = world.plan_with(cache, with(kCatalog, "AllowCortana, value: 0", "AllowCortana, value: 1"));
  CHECK(world.read == 1);
  CHECK(plan.cached_values == 2);
  CHECK(verdict(change_of(plan, "shell")) == "update config");
  // Another part: the plan shows, and the journal keeps, what is there.
  const auto renamed = world.plan_with(cache, with(kCatalog, "displayName: Shell", "displayName: Muschel"));
  CHECK(renamed.cached_values == 2);
  CHECK(verdict(change_of(renamed, "shell")) == "update config");
  CHECK(verdict(change_of(renamed, "radio")) == "no-op");
}

TEST_CASE("cache: a policy of others is read again only when the files set a node that it sets") {
  Cached world;
  TenantCache cache("key");
  world.settle(kCatalog);
  disown(world);
  world.now += kDay;
  const std::string other = R"(
policies:
  mine:
    displayName: Mine
    settings: [{omaUri: ./Device/Vendor/MSFT/Policy/Config/Experience/AllowFindMyDevice, value: 0}]
    assignments: {include: [allDevices]}
)";
  CHECK(slugs(world.plan_with(cache, other)).empty());
  CHECK(world.read == 2);
  CHECK(slugs(world.plan_with(cache, other)).empty());
  CHECK(world.read == 0);

  const auto clash = with(with(other, "Experience/AllowFindMyDevice", "Browser/AllowPopups"), "value: 0", "value: 1");
  CHECK(slugs(world.plan_with(cache, clash)) == std::vector<std::string>{"live-conflict"});
  CHECK(world.read == 1);
}

TEST_CASE("cache: settings of the settings catalog that somebody writes are read again") {
  Cached world;
  TenantCache cache("key");
  world.settle_and_fill(cache, kCatalog);
  world.now += 1;
  world.tenant.edit(object::Kind::Policy, world.policy_id("Shell"), [](Json&) {});
  CHECK(world.plan_with(cache, kCatalog).cached_values == 2);
  CHECK(world.read == 1);
}
