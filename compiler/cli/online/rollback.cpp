#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <utility>
#include <variant>

#include "base/limits.hpp"
#include "base/parallel.hpp"
#include "base/text.hpp"
#include "cli/online/apply_plan.hpp"
#include "cli/online/commands.hpp"
#include "cli/online/session.hpp"
#include "driver/find_files.hpp"
#include "driver/journal_key.hpp"
#include "driver/load.hpp"
#include "driver/paths.hpp"
#include "lower/lower.hpp"
#include "plan/hide_live.hpp"
#include "plan/journal/read.hpp"
#include "plan/rollback/plan.hpp"

namespace pinwright::cli::online {

namespace {

constexpr std::size_t kTenantsShown = 5;

/// Every Error but that there is no such file is a refusal of what the file says.
struct Refusal {
  base::Error error;
  ExitCode code = ExitCode::Stale;
};

auto read_journal(const std::string& path, driver::Env& env) -> std::variant<plan::JournalFile, Refusal> {
  const auto full = driver::absolute(env.working_folder, path);
  if (env.files.kind(full) != source::FileKind::Regular)
    return Refusal{{fmt::format("there is no file `{}`", path), "name a file of `.pinwright/journal/`"},
                   ExitCode::Usage};
  const auto bytes = env.files.read(full, base::kJournalBytes);
  if (!bytes.ok()) return Refusal{bytes.error()};
  const auto key = driver::journal_key(env);
  if (!key.ok()) return Refusal{key.error()};
  auto journal = plan::read_journal(bytes.value(), key.value());
  if (!journal.ok()) return Refusal{journal.error()};
  return std::move(journal).value();
}

/// The tenants that the journal writes about and that `--tenant` takes. One that the files no longer know, or know by
/// another ID, is refused: a rollback goes where the apply went. That none is left is wrong usage.
auto tenants_of(const plan::JournalFile& journal, const Session& session)
    -> std::variant<std::vector<lower::TenantRef>, Refusal> {
  std::map<std::string, std::string> ids;
  for (const auto& entry : journal.entries) {
    if (entry.is_intent) ids[entry.intent.tenant] = entry.intent.tenant_id;
  }
  std::vector<lower::TenantRef> tenants;
  for (const auto& [name, id] : ids) {
    const auto* tenant = session.tenant(name);
    // Of one that the files lost no label is known: `--tenant` can only mean others.
    if (tenant == nullptr && !session.common.tenants.terms.empty()) continue;
    if (tenant != nullptr && !session.common.tenants.takes(*tenant)) continue;
    if (tenant == nullptr || !base::equal_folded(tenant->value.tenant_id.value, id)) {
      return Refusal{
          {fmt::format("the journal is about the tenant {} ({}), which the workspace does not have", name, id),
           "`--workspace` names the workspace that was applied"}};
    }
    tenants.push_back(tenant);
  }
  if (!tenants.empty() || ids.empty()) return tenants;
  std::vector<std::string> names;
  for (const auto& [name, id] : ids) names.push_back(base::quoted(name));
  return Refusal{{"`--tenant` takes no tenant that the journal is about",
                  fmt::format("it is about {}", base::listed(names, kTenantsShown))},
                 ExitCode::Usage};
}

/// A workspace as it was once, next to the one of today.
auto load_files_of_then(const std::string& path, const plan::JournalFile& journal, const Session& session,
                        driver::Env& env) -> base::Result<std::unique_ptr<driver::Loaded>> {
  const auto root = driver::find_only_root(env, path, "name one of them with `--files`");
  if (!root.ok()) return root.error();
  auto loaded = driver::load(env, root.value(), session.common.jobs);
  const auto& name = loaded->workspace.name.value;
  if (!loaded->complete || name != journal.workspace) {
    return base::Error{loaded->complete ? fmt::format("the journal is of the workspace {}, and `--files` names {}",
                                                      base::quoted(journal.workspace), base::quoted(name))
                                        : std::string("the files of `--files` have errors"),
                       fmt::format("`pinwright validate {}` shows them", path)};
  }
  return loaded;
}

/// What they say for one tenant; nothing for one that they do not know. A policy with a value that fits no type is left
/// out.
auto files_for(const driver::Loaded& loaded, const lower::TenantRef tenant) -> plan::FilesOfThen {
  plan::FilesOfThen files;
  const auto* then = loaded.workspace.tenants.find(tenant->name.value);
  if (then == nullptr || !base::equal_folded(then->value.tenant_id.value, tenant->value.tenant_id.value)) return files;
  diag::Sink unused;
  const auto deployment = lower::lower(loaded.input(), then, unused);
  for (const auto& policy : deployment.policies) {
    const bool is_whole = std::all_of(policy.settings.begin(), policy.settings.end(),
                                      [](const lower::Setting& setting) { return setting.typed.has_value(); });
    if (is_whole) files.emplace(policy.name(), lower::to_object(policy));
  }
  return files;
}

}  // namespace

auto run_rollback(const Args& args, driver::Env& env) -> ExitCode {
  const auto justification = justification_of(args);
  if (!justification.ok()) return fail(env, justification.error(), ExitCode::Usage);
  const auto read = read_journal(args.positional().front(), env);
  if (const auto* refusal = std::get_if<Refusal>(&read)) return fail(env, refusal->error, refusal->code);
  const auto& journal = std::get<plan::JournalFile>(read);
  auto begun = begin_unchecked(args, env, args.get("workspace"));
  if (const auto* code = std::get_if<ExitCode>(&begun)) return *code;
  auto& session = std::get<Session>(begun);
  if (journal.workspace != session.loaded->workspace.name.value) {
    return fail(env,
                {fmt::format("the journal is of the workspace `{}`, and this is `{}`", journal.workspace,
                             session.loaded->workspace.name.value),
                 "`--workspace` names the workspace that was applied"},
                ExitCode::Stale);
  }
  const auto found = tenants_of(journal, session);
  if (const auto* refusal = std::get_if<Refusal>(&found)) return fail(env, refusal->error, refusal->code);
  const auto& tenants = std::get<std::vector<lower::TenantRef>>(found);
  std::unique_ptr<driver::Loaded> files;
  if (args.has("files")) {
    auto loaded = load_files_of_then(args.get("files"), journal, session, env);
    if (!loaded.ok()) return fail(env, loaded.error(), ExitCode::Findings);
    files = std::move(loaded).value();
  }
  KeptConnections connections(session);
  std::vector<plan::TenantPlan> plans(tenants.size());
  base::parallel_for(tenants.size(), session.parallel, [&](std::size_t i) {
    auto connection = session.connections->to(tenants[i]);
    const plan::RollbackOptions options{session.values,
                                        files != nullptr ? files_for(*files, tenants[i]) : plan::FilesOfThen(),
                                        &session.loaded->catalog};
    plans[i] = plan::plan_rollback(journal, tenants[i]->name.value, *connection, options);
    if (!session.shows_live) plan::hide_live(plans[i]);
    connections.keep(plans[i], std::move(connection));
  });
  const auto plan = driver::make_plan(env, *session.loaded, std::move(plans), session.common.fail_on);
  return apply_plan(plan, session, connections,
                    {.yes = args.has("yes"), .justification = justification.value(), .undoes = true}, env);
}

}  // namespace pinwright::cli::online
