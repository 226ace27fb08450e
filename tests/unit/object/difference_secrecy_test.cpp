// Values that only the environment or the tenant knows never leave differences().

#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "object/difference.hpp"
#include "unit/object/samples.hpp"

using namespace pinwright::object;
using namespace pinwright::object::samples;

namespace {

const std::string kHidden = R"({"secret":true})";
const std::string kChanges = R"({"secret":true,"changed":true})";
const std::string kUnreadable = R"({"unreadable":true})";
constexpr auto kLeak = "hunter2";

auto changes(const std::vector<Setting>& before, const std::vector<Setting>& after) -> std::vector<Difference> {
  const Object a = policy(before);
  const Object b = policy(after);
  return differences(&a, &b);
}

auto leaks(const std::vector<Difference>& found) -> bool {
  const auto holds = [](const std::optional<std::string>& json) {
    return json && json->find(kLeak) != std::string::npos;
  };
  return std::any_of(found.begin(), found.end(), [&](const Difference& one) {
    return holds(one.before) || holds(one.after) || one.path.find(kLeak) != std::string::npos;
  });
}

auto masked() -> Setting { return setting(DataType::String, Masked{"REFERENCE"}); }

auto renamed(Setting one) -> Setting {
  one.display_name = "Other";
  return one;
}

}  // namespace

TEST_CASE("a revealed value that the files change is hidden, the declared one is shown") {
  const auto found = changes({revealed(kLeak)}, {text("declared")});
  REQUIRE(found.size() == 1);
  CHECK(found[0].path == "omaSettings[" + kUri + "].value");
  CHECK(found[0].before == kHidden);
  CHECK(found[0].after == R"("declared")");
  CHECK(found[0].secret);
}

TEST_CASE("a mask is not readable, which is no secret, and the declared value is shown") {
  const auto found = changes({masked()}, {text("declared")});
  REQUIRE(found.size() == 1);
  CHECK(found[0].before == kUnreadable);
  CHECK(found[0].after == R"("declared")");
  CHECK_FALSE(found[0].secret);
}

TEST_CASE("a secret of the environment is hidden on both sides") {
  for (const auto& before : {revealed(kLeak), text(kLeak)}) {
    const auto found = changes({before}, {secret("hunter2 and 3")});
    REQUIRE(found.size() == 1);
    CHECK(found[0].before == kHidden);
    CHECK(found[0].after == kChanges);
    CHECK(found[0].secret);
  }
  const auto found = changes({masked()}, {secret("hunter2 and 3")});
  REQUIRE(found.size() == 1);
  CHECK(found[0].before == kUnreadable);
  CHECK(found[0].after == R"({"secret":true,"changed":null})");
  CHECK(found[0].secret);
}

TEST_CASE("a secret that is equal to what is live is no difference") {
  CHECK(changes({revealed(kLeak)}, {secret(kLeak)}).empty());
  CHECK(changes({revealed(kLeak)}, {secret("other")}).size() == 1);
}

TEST_CASE("two masks are equal, whatever is behind them") {
  auto other = masked();
  other.value = Masked{"ANOTHER"};
  CHECK(changes({masked()}, {other}).empty());
}

TEST_CASE("a setting that comes or goes does not tell a secret") {
  const auto whole = [](const std::string& value) {
    return R"({"@odata.type":"#microsoft.graph.omaSettingString","displayName":"Name","omaUri":")" + kUri +
           R"(","value":)" + value + "}";
  };
  for (const auto& one : {revealed(kLeak), secret(kLeak), masked()}) {
    const bool is_mask = std::holds_alternative<Masked>(one.value);
    const auto removed = changes({one}, {});
    REQUIRE(removed.size() == 1);
    CHECK(removed[0].secret == !is_mask);
    CHECK(removed[0].before == whole(is_mask ? kUnreadable : kHidden));
    CHECK_FALSE(leaks(removed));
    const auto added = changes({}, {one});
    REQUIRE(added.size() == 1);
    CHECK(added[0].secret == !is_mask);
    CHECK_FALSE(leaks(added));
  }
}

TEST_CASE("another field of a setting with a secret is no secret") {
  const auto found = changes({revealed(kLeak)}, {renamed(secret(kLeak))});
  REQUIRE(found.size() == 1);
  CHECK(found[0].path == "omaSettings[" + kUri + "].displayName");
  CHECK_FALSE(found[0].secret);
}

TEST_CASE("who decides what is shown decides it for either side, and a part of a text can be seen") {
  ShowValues show;
  show.before = [](const Setting&) { return Shown{Secrecy::MaybeSecret, {}}; };
  show.after = [](const Setting&) { return Shown{Secrecy::Secret, "a (secret) b"}; };
  const Object a = policy({revealed(kLeak)});
  const Object b = policy({text("a hunter2 b")});
  const auto found = differences(&a, &b, {}, show);
  REQUIRE(found.size() == 1);
  CHECK(found[0].before == R"({"maybeSecret":true})");
  CHECK(found[0].after == R"({"secret":true,"text":"a (secret) b","changed":true})");
  CHECK_FALSE(leaks(found));
}

TEST_CASE("bytes are told by size and digest beside what they are") {
  auto one = setting(DataType::Base64, std::string("YWJj"));
  auto other = setting(DataType::Base64, std::string("YWJk"));
  const auto found = changes({one}, {other});
  REQUIRE(found.size() == 1);
  // FIPS 180-4's example "abc".
  CHECK(found[0].before ==
        R"({"base64":"YWJj","bytes":3,"sha256":"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"})");
}

TEST_CASE("values that are nobody's secret are shown") {
  const auto found = changes({text("old")}, {text("new")});
  REQUIRE(found.size() == 1);
  CHECK_FALSE(found[0].secret);
  CHECK(found[0].before == R"("old")");
}

TEST_CASE("no revealed value leaks, whatever else changes") {
  CHECK(rc::check([] {
    const auto some = [] {
      std::vector<Setting> made;
      for (const auto kind : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 6))) {
        auto one = kind == 0 ? revealed(kLeak) : kind == 1 ? secret(kLeak) : kind == 2 ? masked() : text("open");
        if (kind == 3) one.type = DataType::StringXml;
        if (kind == 4) one.key = SettingKey::of_oma_uri("./Vendor/MSFT/Other");
        if (*rc::gen::arbitrary<bool>())
          one.key = SettingKey::of_oma_uri("./device/Vendor/MSFT/Policy/Config/Area/Name");
        if (*rc::gen::arbitrary<bool>()) one.display_name = "Other";
        if (*rc::gen::arbitrary<bool>()) one.type = DataType::Base64;
        made.push_back(std::move(one));
      }
      return made;
    };
    RC_ASSERT_FALSE(leaks(changes(some(), some())));
  }));
}
