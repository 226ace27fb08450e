#include "check/reach.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace pinwright::check {

namespace {

using Kind = object::Assignment::Target;

/// Group definitions that targets point at; they outlive every policy of a test.
auto definition(model::Members members) -> const model::Named<model::Group>* {
  static const auto kDefinitions = [] {
    std::vector<model::Named<model::Group>> made(3);
    made[0].value.members = {model::Members::Devices, {}};
    made[1].value.members = {model::Members::Users, {}};
    made[2].value.members = {model::Members::Mixed, {}};
    return made;
  }();
  return &kDefinitions[static_cast<std::size_t>(members)];
}

auto all(Kind kind) -> lower::Target {
  lower::Target target;
  target.assignment.target = kind;
  return target;
}

auto group(std::string name, model::Members members = model::Members::Devices) -> lower::Target {
  auto target = all(Kind::Group);
  target.group = definition(members);
  target.assignment.group = {name, std::move(name), {}};
  return target;
}

auto excluded(lower::Target target) -> lower::Target {
  target.assignment.exclude = true;
  return target;
}

auto filtered(lower::Target target, std::string filter, bool excludes = false) -> lower::Target {
  target.assignment.filter = object::FilterUse{{filter, filter, {}}, excludes};
  return target;
}

auto reach(std::vector<lower::Target> targets) -> Reach {
  lower::Policy policy;
  policy.targets = std::move(targets);
  return Reach(policy);
}

auto overlap(std::vector<lower::Target> a, std::vector<lower::Target> b) -> Overlap {
  const auto left = reach(std::move(a));
  const auto right = reach(std::move(b));
  const auto result = left.overlap(right);
  CHECK(right.overlap(left) == result);
  return result;
}

const auto kDevices = all(Kind::AllDevices);
const auto kUsers = all(Kind::AllUsers);

}  // namespace

TEST_CASE("a policy that is assigned to nobody meets nobody") {
  CHECK(overlap({}, {kDevices}) == Overlap::None);
  CHECK(overlap({excluded(group("a"))}, {group("a")}) == Overlap::None);
}

TEST_CASE("the same target surely overlaps, whatever one of the two narrows") {
  CHECK(overlap({group("a")}, {group("A")}) == Overlap::Sure);
  CHECK(overlap({kDevices}, {kDevices}) == Overlap::Sure);
  CHECK(overlap({group("a")}, {group("a"), excluded(group("b"))}) == Overlap::Sure);
  CHECK(overlap({group("a")}, {filtered(group("a"), "f")}) == Overlap::Sure);
  CHECK(overlap({filtered(group("a"), "f")}, {filtered(group("a"), "f")}) == Overlap::Sure);
}

TEST_CASE("all devices take in groups of devices, all users groups of users") {
  CHECK(overlap({kDevices}, {group("a")}) == Overlap::Sure);
  CHECK(overlap({kUsers}, {group("a", model::Members::Users)}) == Overlap::Sure);
  CHECK(overlap({kDevices}, {group("a", model::Members::Users)}) == Overlap::Possible);
  CHECK(overlap({kDevices}, {group("a", model::Members::Mixed)}) == Overlap::Possible);
  CHECK(overlap({kDevices}, {kUsers}) == Overlap::Possible);
}

TEST_CASE("different groups, filters or exclusions may overlap") {
  CHECK(overlap({group("a")}, {group("b")}) == Overlap::Possible);
  CHECK(overlap({filtered(group("a"), "f")}, {filtered(group("a"), "g")}) == Overlap::Possible);
  CHECK(overlap({kDevices, excluded(group("k"))}, {group("a")}) == Overlap::Possible);
  CHECK(overlap({group("a"), excluded(group("k"))}, {group("a"), excluded(group("l"))}) == Overlap::Possible);
}

TEST_CASE("what one policy includes and the other excludes keeps them apart") {
  CHECK(overlap({kDevices, excluded(group("a"))}, {group("a")}) == Overlap::None);
  CHECK(overlap({kDevices, excluded(group("a"))}, {group("a"), group("b")}) == Overlap::Possible);
}

TEST_CASE("one filter in both modes keeps policies apart") {
  CHECK(overlap({filtered(group("a"), "f")}, {filtered(group("a"), "f", true)}) == Overlap::None);
  CHECK(overlap({filtered(kDevices, "f")}, {filtered(group("b"), "f", true)}) == Overlap::None);
}

TEST_CASE("a group that the tenant knows by its ID is not that of a display name") {
  auto by_id = group("a");
  by_id.assignment.group.id = "0F8FAD5B-D9CB-469F-A165-70867728950E";
  auto same = group("b");
  same.assignment.group.id = "0f8fad5b-d9cb-469f-a165-70867728950e";
  CHECK(identity(by_id) == identity(same));
  CHECK(identity(by_id) != identity(group("a")));
}

}  // namespace pinwright::check
