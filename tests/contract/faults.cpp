// Clauses about what goes wrong between the tenant and us.

#include <catch2/catch.hpp>

#include "contract/support.hpp"
#include "object/canonical.hpp"
#include "support/described.hpp"

namespace pinwright::contract {

namespace {

using object::Kind;

/// A create whose answer is lost: Unclear, sent once.
auto lose_create(ContractWorld& world, Fault fault, std::size_t there) -> void {
  world.inject(fault);
  check_kind(world.tenant().create(plain_policy("Lost")), base::ErrorKind::Unclear);
  CHECK(count_named(world.witness(), "Lost") == there);
}

auto create_lost_before(ContractWorld& world) -> void { lose_create(world, Fault::LostBefore, 0); }
auto create_lost_after(ContractWorld& world) -> void { lose_create(world, Fault::LostAfter, 1); }

auto lose_update(ContractWorld& world, Fault fault, bool is_done) -> void {
  const auto id = created(world.tenant(), plain_policy("Old")).id;
  world.inject(fault);
  check_kind(world.tenant().update(id, plain_policy("New")), base::ErrorKind::Unclear);
  CHECK(count_named(world.witness(), is_done ? "New" : "Old") == 1);
}

auto update_lost_before(ContractWorld& world) -> void { lose_update(world, Fault::LostBefore, false); }
auto update_lost_after(ContractWorld& world) -> void { lose_update(world, Fault::LostAfter, true); }

auto lose_assign(ContractWorld& world, Fault fault, std::size_t there) -> void {
  const auto id = created(world.tenant(), plain_policy("Assigned")).id;
  world.inject(fault);
  check_kind(world.tenant().assign({Kind::Policy, id}, {to_group(kPilotGroup)}), base::ErrorKind::Unclear);
  CHECK(policy(world.witness(), id).assignments.size() == there);
}

auto assign_lost_before(ContractWorld& world) -> void { lose_assign(world, Fault::LostBefore, 0); }
auto assign_lost_after(ContractWorld& world) -> void { lose_assign(world, Fault::LostAfter, 1); }

auto lose_remove(ContractWorld& world, Fault fault, bool is_there) -> void {
  const auto id = created(world.tenant(), plain_policy("Going")).id;
  world.inject(fault);
  check_kind(world.tenant().remove({Kind::Policy, id}), base::ErrorKind::Unclear);
  CHECK(holds(listed(world.witness()), id) == is_there);
}

auto remove_lost_before(ContractWorld& world) -> void { lose_remove(world, Fault::LostBefore, true); }
auto remove_lost_after(ContractWorld& world) -> void { lose_remove(world, Fault::LostAfter, false); }

auto the_next_call_is_well(ContractWorld& world) -> void {
  world.inject(Fault::LostBefore);
  check_kind(world.tenant().create(plain_policy("Again")), base::ErrorKind::Unclear);
  CHECK(world.tenant().create(plain_policy("Again")).ok());
  CHECK(count_named(world.witness(), "Again") == 1);
}

/// Each is sent once: nothing was done, and it may be sent again, until 15 minutes have brought nothing.
auto throttled_without_end(ContractWorld& world) -> void {
  const auto before = created(world.tenant(), plain_policy("Old"));
  world.inject(Fault::ThrottledForever);
  auto answer = world.tenant().create(plain_policy("New"));
  for (std::size_t i = 0; i < 10000 && answer.may_pass; ++i) {
    CHECK(answer.meaning == plan::Meaning::DidNotHappen);
    answer = world.tenant().create(plain_policy("New"));
  }
  CHECK_FALSE(answer.may_pass);
  check_kind(answer, base::ErrorKind::Unreachable);
  check_kind(world.tenant().remove({Kind::Policy, before.id}), base::ErrorKind::Unreachable);
  CHECK(count_named(world.witness(), "New") == 0);
  CHECK(live_hash(policy(world.witness(), before.id)) == live_hash(before));
}

auto cancelled(ContractWorld& world) -> void {
  const auto before = created(world.tenant(), plain_policy("Old"));
  world.cancel();
  check_kind(world.tenant().create(plain_policy("New")), base::ErrorKind::Interrupted);
  check_kind(world.tenant().update(before.id, plain_policy("New")), base::ErrorKind::Interrupted);
  check_kind(world.tenant().describe(before.id, described(Kind::Policy, "x")), base::ErrorKind::Interrupted);
  check_kind(world.tenant().assign({Kind::Policy, before.id}, {to_group(kPilotGroup)}), base::ErrorKind::Interrupted);
  check_kind(world.tenant().remove({Kind::Policy, before.id}), base::ErrorKind::Interrupted);
  CHECK(count_named(world.witness(), "New") == 0);
  CHECK(live_hash(policy(world.witness(), before.id)) == live_hash(before));
}

auto stale_list(ContractWorld& world) -> void {
  const auto old_id = created(world.tenant(), plain_policy("Old")).id;
  const auto new_id = created(world.tenant(), plain_policy("New")).id;
  world.inject(Fault::StaleList);
  const auto stale = listed(world.tenant());
  CHECK(holds(stale, old_id));
  CHECK_FALSE(holds(stale, new_id));
  CHECK(holds(listed(world.tenant()), new_id));
}

}  // namespace

auto fault_clauses() -> std::vector<Clause> {
  return {
      {"a create that is lost before the commit is unclear, and nothing is done", create_lost_before},
      {"a create that is lost after the commit is unclear, and done once", create_lost_after},
      {"an update that is lost before the commit is unclear, and nothing is done", update_lost_before},
      {"an update that is lost after the commit is unclear, and done", update_lost_after},
      {"an assign that is lost before the commit is unclear, and nothing is done", assign_lost_before},
      {"an assign that is lost after the commit is unclear, and done", assign_lost_after},
      {"a remove that is lost before the commit is unclear, and nothing is done", remove_lost_before},
      {"a remove that is lost after the commit is unclear, and done", remove_lost_after},
      {"a fault is over with its call", the_next_call_is_well},
      {"throttling without end is unreachable, and nothing is done", throttled_without_end},
      {"a cancelled run sends no write", cancelled},
      {"a stale list lacks the last write, the next one has it", stale_list},
  };
}

}  // namespace pinwright::contract
