#include <fmt/format.h>
#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "base/base64.hpp"
#include "object/canonical.hpp"
#include "object/difference.hpp"
#include "object/from_graph.hpp"
#include "object/to_graph.hpp"
#include "unit/object/samples.hpp"

using namespace pinwright;
using namespace pinwright::object;
using namespace pinwright::object::samples;
using Json = nlohmann::json;

namespace {

/// JSON is UTF-8: only such texts can come back.
auto any_text() -> rc::Gen<std::string> {
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(std::vector<std::string>{
                          "a", "B", " ", "\n", "\"", "\\", "\xC3\xA9", "<a/>", "{env.X}", "0"})),
                      [](const std::vector<std::string>& pieces) {
                        std::string text;
                        for (const auto& one : pieces) text += one;
                        return text;
                      });
}

auto any_setting(int number) -> Setting {
  const auto type = static_cast<DataType>(*rc::gen::inRange(0, 7));
  auto made = setting(type, false, fmt::format("./Vendor/MSFT/X/{}", number));
  made.display_name = *any_text();
  if (*rc::gen::arbitrary<bool>()) made.description = *any_text();
  switch (type) {
    case DataType::Boolean:
      made.value = *rc::gen::arbitrary<bool>();
      break;
    case DataType::Integer:
      made.value = *rc::gen::arbitrary<std::int32_t>();
      break;
    case DataType::FloatingPoint:
      made.value = *rc::gen::suchThat(rc::gen::arbitrary<float>(), [](float one) { return one - one == 0; });
      break;
    case DataType::DateTime:
      made.value = fmt::format("20{:02}-03-01T07:30:00Z", *rc::gen::inRange(10, 99));
      break;
    case DataType::Base64:
      made.value = base::base64_encode(*any_text());
      made.file_name = *any_text();
      break;
    case DataType::String:
    case DataType::StringXml:
      made.value = *any_text();
      break;
  }
  return made;
}

auto any_policy() -> Policy {
  Policy made;
  made.display_name = *any_text();
  if (*rc::gen::arbitrary<bool>()) made.description = *any_text();
  const int count = *rc::gen::inRange(0, 6);
  for (int i = 0; i < count; ++i) made.settings.push_back(any_setting(i));
  if (*rc::gen::arbitrary<bool>()) made.scope_tags = std::vector<Reference>{{"", "", "3"}, {"", "", "0"}};
  return made;
}

/// Shuffled, and in half of the cases with a setting that may be another one.
auto slightly_changed(Policy policy) -> Policy {
  std::reverse(policy.settings.begin(), policy.settings.end());
  const bool changes = !policy.settings.empty() && *rc::gen::arbitrary<bool>();
  if (changes) policy.settings[0] = any_setting(*rc::gen::inRange(0, 6));
  return policy;
}

auto any_assignments() -> std::vector<Assignment> {
  std::vector<Assignment> made;
  for (int kind = 0; kind < 4; ++kind) {
    if (*rc::gen::arbitrary<bool>()) continue;
    auto one = kind < 2 ? to_group(kind == 0 ? kGroupId : kFilterId, *rc::gen::arbitrary<bool>())
                        : to_all(kind == 2 ? Assignment::Target::AllDevices : Assignment::Target::AllUsers);
    if (!one.exclude && *rc::gen::arbitrary<bool>()) {
      one.filter = FilterUse{{"", "", kFilterId}, *rc::gen::arbitrary<bool>()};
    }
    made.push_back(std::move(one));
  }
  return made;
}

/// As the server would answer it in beta, before it encrypts anything.
auto as_answer(const Policy& policy, const std::vector<Assignment>& assignments) -> Json {
  auto json = Json::parse(to_graph(policy).dump());
  for (auto& one : json["omaSettings"]) one["isEncrypted"] = false;
  json["id"] = "1f0e2d3c-4b5a-4697-8879-a0b1c2d3e4f5";
  json["assignments"] = Json::parse(to_graph(assignments).dump())["assignments"];
  return json;
}

}  // namespace

TEST_CASE("what is written is read back as the same object") {
  CHECK(rc::check([] {
    const auto policy = any_policy();
    const auto assignments = any_assignments();
    const auto live = policy_from_graph(as_answer(policy, assignments));
    RC_ASSERT(live.ok());
    const Object declared = policy;
    RC_ASSERT(canonical_content(live.value().object) == canonical_content(declared));
    RC_ASSERT(canonical_rest(live.value().object, declared) == canonical_rest(declared, declared));
    RC_ASSERT(canonical_assignments(live.value().assignments) == canonical_assignments(assignments));
    RC_ASSERT(differences(&live.value().object, &declared).empty());
  }));
}

TEST_CASE("there is a difference exactly where the canonical forms differ") {
  CHECK(rc::check([] {
    const Object before = any_policy();
    const Object after = slightly_changed(std::get<Policy>(before));
    const bool equal = canonical_content(before) == canonical_content(after) &&
                       canonical_rest(before, after) == canonical_rest(after, after);
    RC_ASSERT(differences(&before, &after).empty() == equal);
    const auto old_assignments = any_assignments();
    const auto new_assignments = any_assignments();
    RC_ASSERT(differences(old_assignments, new_assignments).empty() ==
              (canonical_assignments(old_assignments) == canonical_assignments(new_assignments)));
  }));
}

TEST_CASE("the canonical form is JSON") {
  CHECK(rc::check([] {
    const Object object = any_policy();
    RC_ASSERT(Json::parse(canonical_content(object)).is_array());
    RC_ASSERT(Json::parse(canonical_rest(object, object)).is_array());
    RC_ASSERT(Json::parse(canonical_assignments(any_assignments())).is_array());
  }));
}
