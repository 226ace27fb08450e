#include <fmt/format.h>

#include <map>
#include <utility>

#include "base/parallel.hpp"
#include "base/text.hpp"
#include "cli/online/apply_plan.hpp"
#include "cli/online/commands.hpp"
#include "cli/online/session.hpp"
#include "driver/paths.hpp"
#include "plan/journal/read.hpp"
#include "plan/rollback/plan.hpp"

namespace pinwright::cli::online {

namespace {

auto read_journal(const std::string& path, driver::Env& env) -> base::Result<plan::JournalFile> {
  const auto bytes = env.files.read(driver::absolute(env.working_folder, path), plan::kMostJournalBytes);
  if (!bytes.ok()) return bytes.error();
  return plan::read_journal(bytes.value());
}

/// The tenants that the journal writes about and that `--tenant` takes. One that the files no longer know, or know by
/// another ID, is refused: a rollback goes where the apply went.
auto tenants_of(const plan::JournalFile& journal, const Session& session)
    -> base::Result<std::vector<lower::TenantRef>> {
  std::map<std::string, std::string> ids;
  for (const auto& entry : journal.entries) {
    if (entry.is_intent) ids[entry.intent.tenant] = entry.intent.tenant_id;
  }
  std::vector<lower::TenantRef> tenants;
  for (const auto& [name, id] : ids) {
    const auto* tenant = session.tenant(name);
    if (tenant == nullptr || !base::equal_folded(tenant->value.tenant_id.value, id)) {
      return base::Error{
          fmt::format("the journal is about the tenant {} ({}), which the workspace does not have", name, id),
          "`--workspace` names the workspace that was applied"};
    }
    if (session.common.tenants.takes(*tenant)) tenants.push_back(tenant);
  }
  return tenants;
}

}  // namespace

auto run_rollback(const Args& args, driver::Env& env) -> ExitCode {
  const auto& path = args.positional().front();
  const auto read = read_journal(path, env);
  if (!read.ok()) return fail(env, read.error(), ExitCode::Findings);
  const auto& journal = read.value();
  auto begun = begin_unchecked(args, env, args.get("workspace"));
  if (const auto* code = std::get_if<ExitCode>(&begun)) return *code;
  auto& session = std::get<Session>(begun);
  if (journal.workspace != session.loaded->workspace.name.value) {
    return fail(env,
                {fmt::format("the journal is of the workspace `{}`, and this is `{}`", journal.workspace,
                             session.loaded->workspace.name.value),
                 "`--workspace` names the workspace that was applied"},
                ExitCode::Findings);
  }
  const auto found = tenants_of(journal, session);
  if (!found.ok()) return fail(env, found.error(), ExitCode::Findings);
  const auto& tenants = found.value();
  KeptConnections connections(session);
  std::vector<plan::TenantPlan> plans(tenants.size());
  base::parallel_for(tenants.size(), session.parallel, [&](std::size_t i) {
    auto connection = session.connections->to(tenants[i]);
    plans[i] = plan::plan_rollback(journal, tenants[i]->name.value, *connection);
    connections.keep(plans[i], std::move(connection));
  });
  const auto plan = driver::make_plan(env, *session.loaded, std::move(plans));
  return apply_plan(plan, session, connections, {.yes = args.has("yes"), .undoes = true}, env);
}

}  // namespace pinwright::cli::online
