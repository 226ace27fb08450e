#include "check/reach_index.hpp"

#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

namespace pinwright::check {

namespace {

using Kind = object::Assignment::Target;

auto target(Kind kind, const std::string& name, bool exclude) -> lower::Target {
  lower::Target made;
  made.assignment.target = kind;
  made.assignment.exclude = exclude;
  if (kind == Kind::Group) made.assignment.group = {name, name, {}};
  return made;
}

/// Few names, so that targets, filters and exclusions often coincide.
auto random_policy(std::minstd_rand& random) -> lower::Policy {
  const auto pick = [&](unsigned count) { return static_cast<unsigned>(random() % count); };
  lower::Policy policy;
  for (auto lines = 1 + pick(2); lines > 0; --lines) {
    const auto kind = pick(3) != 0 ? Kind::Group : (pick(2) == 0 ? Kind::AllDevices : Kind::AllUsers);
    auto line = target(kind, "g" + std::to_string(pick(4)), false);
    const auto filter = "f" + std::to_string(pick(2));
    if (pick(2) == 0) line.assignment.filter = object::FilterUse{{filter, filter, {}}, pick(2) == 0};
    policy.targets.push_back(std::move(line));
  }
  for (auto lines = pick(3); lines > 0; --lines) {
    policy.targets.push_back(target(Kind::Group, "g" + std::to_string(pick(4)), true));
  }
  return policy;
}

/// What ReachIndex promises, by comparing every two.
auto first_of(Reaches& reaches, const std::vector<Use>& uses, const Use& of, Overlap least) -> const lower::Policy* {
  for (const auto& use : uses) {
    if (use.value != of.value && reaches.overlap(*of.policy, *use.policy) >= least) return use.policy;
  }
  return nullptr;
}

auto policy_of(const Use* use) -> const lower::Policy* { return use == nullptr ? nullptr : use->policy; }

}  // namespace

TEST_CASE("the index finds the policy that comparing every two finds") {
  std::minstd_rand random(7);
  for (int round = 0; round < 60; ++round) {
    lower::Deployment deployment;
    for (int i = 0; i < 25; ++i) deployment.policies.push_back(random_policy(random));
    Reaches reaches(deployment);
    ReachIndex index;
    std::vector<Use> added;
    for (const auto& policy : deployment.policies) {
      const Use use{&policy, nullptr, static_cast<std::uint32_t>(random() % 3)};
      CHECK(policy_of(index.first_sure(reaches, policy, use.value)) == first_of(reaches, added, use, Overlap::Sure));
      CHECK(policy_of(index.first_possible(reaches, policy, use.value)) ==
            first_of(reaches, added, use, Overlap::Possible));
      index.add(reaches, use);
      added.push_back(use);
    }
  }
}

}  // namespace pinwright::check
