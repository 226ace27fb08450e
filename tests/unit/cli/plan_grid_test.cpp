#include "cli/views/plan_grid.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "cli/views/outcome.hpp"
#include "cli/views/plan_text.hpp"
#include "unit/cli/plans.hpp"

using namespace pinwright;
using Row = std::vector<std::string>;

namespace {

auto of(plan::Change change, plan::Action action, std::string key, object::Kind kind = object::Kind::Policy)
    -> plan::Change {
  change.action = action;
  change.key = std::move(key);
  change.kind = kind;
  return change;
}

const auto kChange = plans::update(plans::kContoso);

}  // namespace

TEST_CASE("a grid has a row for each tenant that changes and a column for each object that changes somewhere") {
  const auto grid = cli::views::grid_of(
      plans::plan_of({
          plans::tenant("contoso", plans::kContoso,
                        {of(kChange, plan::Action::Create, "pilot", object::Kind::Group),
                         of(kChange, plan::Action::Update, "pin"), of(kChange, plan::Action::NoOp, "same")}),
          plans::tenant("fabrikam", plans::kFabrikam,
                        {of(kChange, plan::Action::Delete, "pilot"), of(kChange, plan::Action::Create, "pin")}),
          plans::tenant("tailspin", plans::kFabrikam, {of(kChange, plan::Action::NoOp, "pin")}),
      }),
      "not written");
  REQUIRE(grid);
  CHECK(grid->columns == Row{"group pilot", "pin", "pilot"});
  REQUIRE(grid->rows.size() == 2);
  CHECK(grid->rows[0].name == "contoso");
  CHECK(grid->rows[0].cells == Row{"create", "update", ""});
  CHECK(grid->rows[1].name == "fabrikam");
  CHECK(grid->rows[1].cells == Row{"", "create", "delete"});
  CHECK(grid->remark == "1 more tenant without changes");
}

TEST_CASE("a grid names the tenants that nothing is written to") {
  auto broken = plans::tenant("fabrikam", plans::kFabrikam);
  broken.unusable = base::Error{"no answer", {}};
  const auto grid = cli::views::grid_of(
      plans::plan_of({plans::tenant("contoso", plans::kContoso, {kChange}), std::move(broken)}), "not written");
  REQUIRE(grid);
  CHECK(grid->rows.back().name == "fabrikam (not written)");
  CHECK(grid->rows.back().cells == Row{""});
  CHECK(grid->remark.empty());
}

TEST_CASE("with --fail-on a finding that is no error leaves a tenant out, in every view alike") {
  auto warned = plans::tenant("fabrikam", plans::kFabrikam, {kChange});
  auto& finding = warned.diagnostics.emplace_back();
  finding.code = diag::Code::LiveConflict;
  finding.severity = diag::Severity::Warning;
  auto plan = plans::plan_of({plans::tenant("contoso", plans::kContoso, {kChange}), std::move(warned)});
  CHECK(cli::views::grid_of(plan, "not written")->rows.back().name == "fabrikam");
  plan.fail_on = diag::Severity::Warning;
  CHECK(cli::views::grid_of(plan, "not written")->rows.back().name == "fabrikam (not written)");
  CHECK(cli::views::summary_line(plan, false) == "0 to create, 1 to update, 0 to delete in 1 tenant");
  const auto told = nlohmann::json::parse(cli::views::outcome_json({}, plan, "", source::SourceMap()));
  CHECK(told["leftOut"] == nlohmann::json::array({"fabrikam"}));
}

TEST_CASE("a plan of one tenant, and one that changes nothing, have no grid") {
  CHECK(!cli::views::grid_of(plans::plan_of({plans::tenant("contoso", plans::kContoso, {kChange})}), ""));
  const auto same = of(kChange, plan::Action::NoOp, "pin");
  CHECK(!cli::views::grid_of(plans::plan_of({plans::tenant("contoso", plans::kContoso, {same}),
                                             plans::tenant("fabrikam", plans::kFabrikam, {same})}),
                             ""));
}
