#include "fix/retarget.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "diag/sink.hpp"
#include "fix/edits.hpp"
#include "syntax/parse.hpp"

using namespace pinwright;

namespace {

constexpr auto kCatalog = object::Target::SettingsCatalog;

/// The policy `one` of a file.
struct File {
  source::SourceMap sources;
  source::FileId id;
  model::Policy policy;

  explicit File(std::string text) : id(sources.add("p.yaml", std::move(text))) {
    diag::Sink sink;
    const auto documents = syntax::parse(sources, id, {}, sink);
    REQUIRE(documents.size() == 1);
    const auto* found = documents.front().find("policies")->find("one");
    REQUIRE(found != nullptr);
    policy.span = found->span;
  }
  auto after(const std::optional<diag::Fix>& fix) const -> std::string {
    REQUIRE(fix);
    return fix::edited(sources.text(id), fix->edits);
  }
  auto with_target() const -> std::string { return after(fix::set_target(policy, kCatalog, sources)); }
  auto with_override() const -> std::string {
    return after(fix::override_target(policy, kCatalog, {"contoso", "fabrikam"}, sources));
  }
};

constexpr std::string_view kItem =
    "{tenants: [contoso, fabrikam], reason: moved to the settings catalog, target: settingsCatalog}";

}  // namespace

TEST_CASE("a target that is there is written over, and what stands around it stays") {
  CHECK(File("policies:\n  one:\n    target: custom # for now\n    displayName: One\n").with_target() ==
        "policies:\n  one:\n    target: settingsCatalog # for now\n    displayName: One\n");
  CHECK(File("policies: {one: {target: \"custom\"}}\n").with_target() ==
        "policies: {one: {target: settingsCatalog}}\n");
}

TEST_CASE("a target that is not there stands behind the display name, or first where that has several lines") {
  CHECK(File("policies:\n  one:\n    # a\n    displayName: One # b\n    settings: []\n").with_target() ==
        "policies:\n  one:\n    # a\n    displayName: One # b\n    target: settingsCatalog\n    settings: []\n");
  CHECK(File("policies:\n  one:\n    displayName: >-\n      One\n      policy\n    settings: []\n").with_target() ==
        "policies:\n  one:\n    target: settingsCatalog\n    displayName: >-\n      One\n      policy\n    settings: "
        "[]\n");
  CHECK(File("policies: {one: {displayName: One}}\n").with_target() ==
        "policies: {one: {target: settingsCatalog, displayName: One}}\n");
  CHECK(File("policies:\n  one:\n    displayName: One").with_target() ==
        "policies:\n  one:\n    displayName: One\n    target: settingsCatalog");
  CHECK(File("policies:\r\n  one:\r\n    displayName: One\r\n").with_target() ==
        "policies:\r\n  one:\r\n    displayName: One\r\n    target: settingsCatalog\r\n");
}

TEST_CASE("an override is the last, whichever way the list is written") {
  const auto item = std::string(kItem);
  CHECK(File("policies:\n  one:\n    displayName: One\n  two: {}\n").with_override() ==
        "policies:\n  one:\n    displayName: One\n    overrides:\n      - " + item + "\n  two: {}\n");
  CHECK(File("policies:\n  one:\n    overrides:\n    - {tenants: [a]} # x\n    displayName: One\n").with_override() ==
        "policies:\n  one:\n    overrides:\n    - {tenants: [a]} # x\n    - " + item + "\n    displayName: One\n");
  CHECK(File("policies:\n  one:\n    overrides: [{tenants: [a]}]\n").with_override() ==
        "policies:\n  one:\n    overrides: [{tenants: [a]}, " + item + "]\n");
  CHECK(File("policies: {one: {displayName: One}}\n").with_override() ==
        "policies: {one: {displayName: One, overrides: [" + item + "]}}\n");
}

TEST_CASE("a policy without a place of its own is left alone") {
  File file("policies:\n  one: {displayName: One}\n");
  file.policy.span = {};
  CHECK_FALSE(fix::set_target(file.policy, kCatalog, file.sources));
  file.policy.span = {file.id, 0, 3};
  CHECK_FALSE(fix::set_target(file.policy, kCatalog, file.sources));
}
