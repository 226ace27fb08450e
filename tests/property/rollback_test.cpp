#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "object/canonical.hpp"
#include "plan/rollback/plan.hpp"
#include "property/scene.hpp"
#include "property/world.hpp"

using namespace pinwright;
using namespace pinwright::property;
using object::Kind;

namespace {

constexpr std::string_view kProtect = R"("protect": true)";

/// A filter that an assignment names, by its display name: a filter that comes back has another id. Letters of an id
/// are no matter: an answer spells them as it likes.
auto with_filter_names(std::vector<object::Assignment> assignments, const std::map<std::string, std::string>& names)
    -> std::vector<object::Assignment> {
  for (auto& assignment : assignments) {
    if (!assignment.filter) continue;
    const auto found = names.find(base::folded(assignment.filter->filter.id));
    if (found != names.end()) assignment.filter->filter.id = found->second;
  }
  return assignments;
}

/// All that a rollback has to bring back, values in clear: of policies and filters what live_hash tells, but for ids,
/// references, versions and times. Groups stay.
auto state_of(fake::FakeTenant& tenant) -> std::vector<std::string> {
  std::map<std::string, std::string> names;
  for (const auto& id : tenant.ids(Kind::Filter))
    names[base::folded(id)] = object::display_name_of(tenant.stored(Kind::Filter, id).object);
  std::vector<std::string> all;
  for (const auto kind : {Kind::Policy, Kind::Filter}) {
    for (const auto& id : tenant.ids(kind)) {
      auto live = tenant.stored(kind, id);
      live.id.clear();
      live.created.clear();
      live.last_modified.clear();
      live.version = 0;
      live.assignments = with_filter_names(std::move(live.assignments), names);
      if (auto* policy = std::get_if<object::Policy>(&live.object)) {
        for (auto& setting : policy->settings) setting.revealed_from.clear();
      }
      all.push_back(object::display_name_of(live.object) + " " + object::live_hash(live));
    }
  }
  std::sort(all.begin(), all.end());
  return all;
}

auto notes_of(const plan::TenantPlan& plan) -> std::string {
  std::string text;
  for (const auto& one : plan.diagnostics) {
    if (one.severity != diag::Severity::Note) text += one.message + "\n";
  }
  return text;
}

}  // namespace

TEST_CASE("after a rollback the tenant is as it was, whatever the apply did", "[wide][rollback]") {
  std::size_t secrets = 0;
  CHECK(rc::check("", [&] {
    World world(*rc::gen::arbitrary<std::uint64_t>());
    const auto first = *any_scene();
    world.environment() = first.environment;
    const Workspace old({{"pinwright.yaml", first.yaml}});
    RC_ASSERT(failures(world.apply(world.plan(old))) == "");
    const auto before = state_of(world.tenant());

    auto second = *any_scene();
    // What an apply creates with protection stays, and keeps the filters that it uses.
    for (auto at = second.yaml.find(kProtect); at != std::string::npos; at = second.yaml.find(kProtect))
      second.yaml.replace(at, kProtect.size(), R"("protect": false)");
    world.environment() = second.environment;
    const Workspace fresh({{"pinwright.yaml", second.yaml}});
    const auto plan = world.plan(fresh);
    RC_ASSERT(errors(plan) == "");
    RC_ASSERT(failures(world.apply(plan)) == "");
    const auto journal = world.last_journal();

    // The environment and the files of then: with them every value is known.
    world.environment() = first.environment;
    const auto back =
        plan::plan_rollback(journal, "contoso", world.tenant(), {world.options().variable, files_of_then(old)});
    secrets += first.environment.size();
    RC_ASSERT(notes_of(back) == "");
    RC_ASSERT(!back.incomplete);
    RC_ASSERT(failures(world.check_fresh(back)) == "");
    RC_ASSERT(failures(world.apply(back)) == "");
    RC_ASSERT(state_of(world.tenant()) == before);
  }));
  CHECK(secrets > 0);
}
