#include "cli/online/delete_limit.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace pinwright;
using namespace pinwright::cli::online;
using plan::Action;

auto tenant(std::size_t deletes, std::size_t kept) -> plan::TenantPlan {
  plan::TenantPlan one;
  one.name = "contoso";
  for (std::size_t i = 0; i < deletes; ++i) one.changes.emplace_back().action = Action::Delete;
  for (std::size_t i = 0; i < kept; ++i) one.changes.emplace_back().action = Action::NoOp;
  return one;
}

auto plan_of(std::vector<plan::TenantPlan> tenants) -> plan::Plan {
  plan::Plan plan;
  plan.tenants = std::move(tenants);
  return plan;
}

constexpr DeleteLimit kNoOption;

}  // namespace

TEST_CASE("five deletes need no option, and six do") {
  CHECK_FALSE(too_many_deletes(plan_of({tenant(5, 5)}), kNoOption));
  CHECK(too_many_deletes(plan_of({tenant(6, 60)}), kNoOption));
}

TEST_CASE("deletes of all tenants count together") {
  CHECK(too_many_deletes(plan_of({tenant(3, 30), tenant(3, 30)}), kNoOption));
}

TEST_CASE("more than half of what a tenant owns needs the option, however few") {
  CHECK_FALSE(too_many_deletes(plan_of({tenant(1, 1)}), kNoOption));
  CHECK(too_many_deletes(plan_of({tenant(1, 0)}), kNoOption));
  CHECK(too_many_deletes(plan_of({tenant(0, 50), tenant(2, 1)}), kNoOption));
}

TEST_CASE("what is created or taken over is not owned yet") {
  auto one = tenant(1, 0);
  one.changes.emplace_back().action = Action::Create;
  one.changes.emplace_back().action = Action::Adopt;
  CHECK(too_many_deletes(plan_of({one}), kNoOption));
}

TEST_CASE("under CI no delete goes without the option") {
  CHECK(too_many_deletes(plan_of({tenant(1, 9)}), {std::nullopt, true}));
  CHECK_FALSE(too_many_deletes(plan_of({tenant(0, 9)}), {std::nullopt, true}));
}

TEST_CASE("the option replaces every other rule") {
  CHECK_FALSE(too_many_deletes(plan_of({tenant(7, 0)}), {7, true}));
  CHECK(too_many_deletes(plan_of({tenant(7, 70)}), {6, false}));
  CHECK(too_many_deletes(plan_of({tenant(1, 70)}), {0, false}));
}

TEST_CASE("the refusal names the option that allows what is planned") {
  CHECK_THAT(*too_many_deletes(plan_of({tenant(6, 60)}), kNoOption), Catch::Contains("`--max-deletes 6`"));
}

TEST_CASE("a replacement counts like a delete, and what it leaves behind is no loss of half a tenant") {
  plan::TenantPlan one;
  one.name = "contoso";
  one.changes.emplace_back().action = Action::Replace;
  CHECK_FALSE(too_many_deletes(plan_of({one}), kNoOption));
  CHECK_THAT(*too_many_deletes(plan_of({one}), {std::nullopt, true}),
             Catch::Contains("1 replacement") && Catch::Contains("`--max-deletes 1`"));
  one.changes.front().action = Action::Delete;
  one.changes.front().reason = plan::Reason::Replaced;
  CHECK_FALSE(too_many_deletes(plan_of({one}), kNoOption));
  CHECK(too_many_deletes(plan_of({one}), {std::nullopt, true}));
  one.changes.front().reason = plan::Reason::Removed;
  CHECK(too_many_deletes(plan_of({one}), kNoOption));
}

TEST_CASE("deletes of a tenant that is left out do not count: none of them is done") {
  auto broken = tenant(7, 0);
  broken.diagnostics.push_back(diag::make(diag::Code::GroupNotFound, {}, "observed"));
  CHECK_FALSE(too_many_deletes(plan_of({broken, tenant(0, 9)}), {std::nullopt, true}));
  CHECK(too_many_deletes(plan_of({broken, tenant(1, 9)}), {0, false}));
}
