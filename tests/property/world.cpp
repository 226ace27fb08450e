#include "property/world.hpp"

#include <fmt/format.h>

#include <cassert>
#include <utility>

#include "base/text.hpp"
#include "check/check.hpp"
#include "plan/journal/write.hpp"
#include "property/scene.hpp"

namespace pinwright::property {

namespace {

constexpr std::string_view kJournalSecret = "the key of the property tests";

auto no_variable(std::string_view /*name*/) -> std::optional<std::string> { return std::nullopt; }

class Silence final : public plan::Observer {
 public:
  auto writing(const std::string& /*tenant*/, const plan::Change& /*change*/, std::string_view /*what*/)
      -> void override {}
  auto done(const std::string& /*tenant*/, const plan::Outcome& /*outcome*/) -> void override {}
};

auto text_of(const std::vector<diag::Diagnostic>& diagnostics) -> std::string {
  std::string text;
  for (const auto& one : diagnostics) {
    if (one.severity == diag::Severity::Error)
      text += fmt::format("{} {}: {}\n", diag::info(one.code).slug, one.path, one.message);
  }
  return text;
}

}  // namespace

Workspace::Workspace(const std::map<std::string, std::string>& files) {
  source::MemoryFileSystem disk;
  for (const auto& [path, bytes] : files) disk.put("/w/" + path, bytes);
  std::ostringstream out;
  driver::Env env{disk, out, out, "/w", no_variable, [] { return std::int64_t{1'780'272'000}; }, [] { return 4U; }};
  loaded_ = driver::load(env, "/w", 1);
  const auto* tenant = loaded_->workspace.tenants.find("contoso");
  if (tenant != nullptr) deployment_ = lower::lower(loaded_->input(), tenant, sink_);
}

auto Workspace::errors() const -> std::string {
  return text_of(loaded_->sink.diagnostics()) + text_of(sink_.diagnostics()) +
         (lower::is_complete(deployment_) ? "" : "a value does not fit its type\n");
}

auto Workspace::findings() const -> std::vector<diag::Diagnostic> {
  diag::Sink sink;
  check::check_deployment({loaded_->workspace, loaded_->catalog, loaded_->sources}, deployment_, sink);
  auto all = loaded_->sink.diagnostics();
  all.insert(all.end(), sink_.diagnostics().begin(), sink_.diagnostics().end());
  all.insert(all.end(), sink.diagnostics().begin(), sink.diagnostics().end());
  return all;
}

World::World(std::uint64_t seed) {
  auto made = fake::FakeTenant::from_json(seed_of_tenant());
  assert(made.ok());
  tenant_ = std::move(made).value();
  tenant_->knobs().seed = seed;
  options_.workspace = kWorkspace;
  options_.variable = [this](std::string_view name) -> std::optional<std::string> {
    const auto found = environment_.find(std::string(name));
    return found == environment_.end() ? std::nullopt : std::optional(found->second);
  };
}

auto World::plan(const Workspace& workspace) -> plan::TenantPlan {
  return plan::diff(workspace.deployment(), *tenant_, options_);
}

auto World::apply_options() -> plan::ApplyOptions {
  plan::ApplyOptions options;
  options.workspace = kWorkspace;
  options.variable = options_.variable;
  options.sleep = [](std::chrono::milliseconds, const base::StopToken&) {};
  return options;
}

auto World::apply(const plan::TenantPlan& plan) -> plan::TenantOutcome {
  Silence silence;
  journal_ = fmt::format("/w/.pinwright/journal/{}.jsonl", ++runs_);
  const auto journal = plan::make_file_journal(journals_, journal_, kWorkspace, std::string(kJournalSecret),
                                               [] { return std::int64_t{1780272000}; });
  return plan::apply(plan, *tenant_, *journal, silence, apply_options());
}

auto World::last_journal() const -> plan::JournalFile {
  const auto found = journals_.files().find(journal_);
  if (found == journals_.files().end()) return {std::string(kWorkspace), {}};
  auto read = plan::read_journal(found->second, std::string(kJournalSecret));
  assert(read.ok());
  return std::move(read).value();
}

auto files_of_then(const Workspace& workspace) -> plan::FilesOfThen {
  plan::FilesOfThen files;
  for (const auto& policy : workspace.deployment().policies) files.emplace(policy.name(), lower::to_object(policy));
  return files;
}

auto World::check_fresh(const plan::TenantPlan& plan) -> plan::TenantOutcome {
  return plan::check_fresh(plan, *tenant_, apply_options());
}

auto pending(const plan::TenantPlan& plan) -> std::string {
  std::string text;
  for (const auto& change : plan.changes) {
    if (change.action == plan::Action::NoOp) continue;
    text += fmt::format("{} {} {}:", word(change.action), word(change.reason), change.key);
    for (const auto& path : change.paths)
      text += fmt::format(" {} {} -> {}", path.path, path.before.value_or("absent"), path.after.value_or("absent"));
    text += '\n';
  }
  return text;
}

auto errors(const plan::TenantPlan& plan) -> std::string {
  return text_of(plan.diagnostics) + (plan.unusable ? plan.unusable->message : "");
}

auto failures(const plan::TenantOutcome& outcome) -> std::string {
  auto text = text_of(outcome.diagnostics);
  for (const auto& one : outcome.outcomes) {
    if (one.state != plan::Outcome::State::Done)
      text += fmt::format("{}: {}\n", one.key, one.error ? one.error->message : "not done");
  }
  return text + (outcome.unusable ? outcome.unusable->message : "");
}

}  // namespace pinwright::property
