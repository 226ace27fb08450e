#include "fix/split.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "diag/sink.hpp"
#include "fix/edits.hpp"
#include "syntax/parse.hpp"

using namespace pinwright;

namespace {

/// The policy `one` of a file, of whose settings those with these URIs are moved.
struct File {
  source::SourceMap sources;
  source::FileId id;
  model::Named<model::Policy> policy;
  std::vector<source::Span> moved;

  File(std::string text, const std::vector<std::string>& uris) : id(sources.add("p.yaml", std::move(text))) {
    diag::Sink sink;
    const auto documents = syntax::parse(sources, id, {}, sink);
    REQUIRE(documents.size() == 1);
    const auto& policies = *documents.front().find("policies");
    for (const auto& member : policies.members) {
      if (member.key.text == "one") take(member, uris);
    }
    REQUIRE(policy.value.span.known());
  }
  auto take(const syntax::Member& member, const std::vector<std::string>& uris) -> void {
    policy.name = {member.key.text, member.key.span};
    policy.value.span = member.value.span;
    const auto* settings = member.value.find("settings");
    if (settings == nullptr) return;
    for (const auto& item : settings->items) {
      const bool is_moved = std::find(uris.begin(), uris.end(), item.find("omaUri")->text) != uris.end();
      if (is_moved) moved.push_back(item.span);
    }
  }

  auto split() const -> base::Result<diag::Fix> {
    return fix::split_policy(policy, object::Target::SettingsCatalog, moved, "one-custom", sources);
  }
  auto after() const -> std::string {
    const auto fix = split();
    REQUIRE(fix.ok());
    return fix::edited(sources.text(id), fix.value().edits);
  }
  auto obstacle() const -> std::string {
    const auto fix = split();
    REQUIRE_FALSE(fix.ok());
    return fix.error().message;
  }
};

}  // namespace

TEST_CASE("the settings go with their comments, and all that both need is in both") {
  CHECK(File(R"(policies:
  # of the first
  one: # yes
    displayName: One # name
    formerly: [uno]
    settingSets: [base]
    settings:
      # a
      - {omaUri: a, value: 1} # 1
      # b, and what it is for
      - omaUri: b
        value: |
          text
      # c
      - {omaUri: c, value: 3}
    # whom
    assignments: {include: [pilot]}

  two:
    displayName: Two
)",
             {"b"})
            .after() == R"(policies:
  # of the first
  one: # yes
    displayName: One # name
    target: settingsCatalog
    formerly: [uno]
    settingSets: [base]
    settings:
      # a
      - {omaUri: a, value: 1} # 1
      # c
      - {omaUri: c, value: 3}
    # whom
    assignments: {include: [pilot]}

  one-custom: # yes
    displayName: One (custom) # name
    settings:
      # b, and what it is for
      - omaUri: b
        value: |
          text
    # whom
    assignments: {include: [pilot]}

  two:
    displayName: Two
)");
}

TEST_CASE("the last policy of a file without a last line break, quoted names, and a target that is there") {
  CHECK(File("policies:\n  one:\n    target: custom\n    displayName: \"One\"\n    settings:\n    - {omaUri: a}\n    - "
             "{omaUri: "
             "b}",
             {"b"})
            .after() ==
        "policies:\n  one:\n    target: settingsCatalog\n    displayName: \"One\"\n    settings:\n    - {omaUri: a}\n"
        "  one-custom:\n    target: custom\n    displayName: \"One (custom)\"\n    settings:\n    - {omaUri: b}\n");
  CHECK(
      File("policies:\r\n  one:\r\n    displayName: One\r\n    settings:\r\n    - {omaUri: a}\r\n    - {omaUri: b}\r\n",
           {"a"})
          .after() ==
      "policies:\r\n  one:\r\n    displayName: One\r\n    target: settingsCatalog\r\n    settings:\r\n    - {omaUri: "
      "b}\r\n"
      "  one-custom:\r\n    displayName: One (custom)\r\n    settings:\r\n    - {omaUri: a}\r\n");
}

TEST_CASE("what cannot be split says why") {
  constexpr std::string_view kLines = "line by line";
  const auto with = [](std::string text) { return File(std::move(text), {"b"}).obstacle(); };
  CHECK_THAT(with("policies: {one: {displayName: One, settings: [{omaUri: a}, {omaUri: b}]}}\n"),
             Catch::Contains(std::string(kLines)));
  CHECK_THAT(with("policies:\n  one:\n    displayName: One\n    settings: [{omaUri: a}, {omaUri: b}]\n"),
             Catch::Contains(std::string(kLines)));
  CHECK_THAT(with("policies:\n  one:\n    displayName: >-\n      One\n      policy\n    settings:\n    - {omaUri: a}\n "
                  "   - {omaUri: b}\n"),
             Catch::Contains("displayName"));
  CHECK_THAT(with("policies:\n  one:\n    displayName: One\n    settings:\n    - {omaUri: b}\n"),
             Catch::Contains("no other"));

  File elsewhere("policies:\n  one:\n    displayName: One\n    settings:\n    - {omaUri: a}\n    - {omaUri: b}\n",
                 {"b"});
  elsewhere.moved.emplace_back();
  CHECK_THAT(elsewhere.obstacle(), Catch::Contains("own `settings`"));

  File overridden("policies:\n  one:\n    displayName: One\n    settings:\n    - {omaUri: a}\n    - {omaUri: b}\n",
                  {"b"});
  overridden.policy.value.overrides.emplace_back().display_name = model::Text{"Uno", {}};
  CHECK_THAT(overridden.obstacle(), Catch::Contains("overrides"));
  overridden.policy.value.overrides.back().display_name.reset();
  CHECK(overridden.split().ok());
}
