#include "unit/plan/apply_support.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "object/canonical.hpp"
#include "object/difference.hpp"
#include "object/from_graph.hpp"

namespace pinwright::plan::test {

using object::Kind;

namespace {

auto masked_settings(const object::Live& live) -> std::vector<object::Setting> {
  std::vector<object::Setting> masked;
  const auto* policy = std::get_if<object::Policy>(&live.object);
  for (std::size_t i = 0; policy != nullptr && i < policy->settings.size(); ++i) {
    if (std::holds_alternative<object::Masked>(policy->settings[i].value)) masked.push_back(policy->settings[i]);
  }
  return masked;
}

/// What diff keeps for the journal.
auto read_through_masks(fake::FakeTenant& tenant, const object::Live& live) -> std::vector<object::Setting> {
  auto settings = masked_settings(live);
  for (auto& setting : settings) {
    Question question;
    question.masked = {{live.id, std::get<object::Masked>(setting.value).reference}};
    object::reveal(setting, tenant.ask(question).plain_texts.at(0).value());
  }
  return settings;
}

/// As diff does: who compares, asks for the plain texts.
auto revealed(fake::FakeTenant& tenant, object::Live live) -> object::Live {
  auto* policy = std::get_if<object::Policy>(&live.object);
  if (policy == nullptr) return live;
  for (auto& setting : policy->settings) {
    const auto* mask = std::get_if<object::Masked>(&setting.value);
    if (mask == nullptr) continue;
    Question question;
    question.masked = {{live.id, mask->reference}};
    const auto answer = tenant.ask(question);
    setting.value = answer.plain_texts.at(0).value();
  }
  return live;
}

}  // namespace

auto Recorder::writing(const std::string& tenant, const Change& change, std::string_view what) -> void {
  lines.push_back(fmt::format("{} {} {}", tenant, what, change.key));
}

auto Recorder::done(const std::string& tenant, const Outcome& outcome) -> void {
  lines.push_back(fmt::format("{} ended {}", tenant, outcome.key));
}

auto journal_in(source::FileSystem& files, std::string path) -> std::unique_ptr<Journal> {
  return make_file_journal(files, std::move(path), kWorkspace, kJournalSecret, [] { return std::int64_t{1780272000}; });
}

World::World() {
  options.workspace = kWorkspace;
  options.run_id = "0badcafe";
  options.variable = [this](std::string_view name) -> std::optional<std::string> {
    const auto found = environment.find(std::string(name));
    return found == environment.end() ? std::nullopt : std::optional(found->second);
  };
  options.sleep = [this](std::chrono::milliseconds time, const base::StopToken&) { waits.push_back(time); };
  options.stop = stop.get_token();
}

auto World::apply(const TenantPlan& plan) -> TenantOutcome {
  const auto file = journal_in(files);
  return plan::apply(plan, tenant, *file, observer, options);
}

auto World::check(const TenantPlan& plan) -> TenantOutcome { return check_fresh(plan, tenant, options); }

auto World::make(std::vector<Change> changes) -> std::vector<std::string> {
  const auto outcome = apply(plan_of(std::move(changes)));
  std::vector<std::string> ids;
  for (const auto& one : outcome.outcomes) {
    INFO(one.key << ": " << (one.error ? one.error->message : ""));
    REQUIRE(one.state == Outcome::State::Done);
    ids.push_back(one.id);
  }
  tenant.forget_writes();
  static_cast<void>(files.remove_folder("/work").ok());
  observer.lines.clear();
  waits.clear();
  return ids;
}

auto World::journal_text() const -> std::string {
  const auto found = files.files().find(kJournalPath);
  return found == files.files().end() ? std::string() : found->second;
}

auto World::journal() const -> JournalFile {
  auto read = read_journal(journal_text(), kJournalSecret);
  INFO((read.ok() ? "" : read.error().message));
  REQUIRE(read.ok());
  return std::move(read).value();
}

auto World::waited() const -> std::chrono::milliseconds {
  return std::accumulate(waits.begin(), waits.end(), std::chrono::milliseconds(0));
}

auto World::live(Kind kind, const std::string& id) -> object::Live {
  Question question;
  if (kind == Kind::Policy) {
    question.policy_ids = {{id}};
    return tenant.ask(question).policies_by_id.at(0).value();
  }
  if (kind == Kind::Group) {
    question.group_ids = {id};
    return tenant.ask(question).groups_by_id.at(0).value();
  }
  question.filters = true;
  const auto answer = tenant.ask(question);
  const auto& filters = answer.filters.value();
  const auto found = std::find_if(filters.begin(), filters.end(), [&](const auto& one) { return one.id == id; });
  REQUIRE(found != filters.end());
  return *found;
}

auto World::update(const std::string& key, const std::string& id, object::Object after,
                   std::vector<object::Assignment> assignments) -> Change {
  Change change = create(key, std::move(after), std::move(assignments));
  change.id = id;
  change.action = Action::Update;
  change.reason = Reason::Config;
  change.before = live(change.kind, id);
  change.live_hash = object::live_hash(*change.before);
  change.revealed = read_through_masks(tenant, *change.before);
  const auto seen = revealed(tenant, *change.before);
  change.paths = object::differences(&seen.object, &*change.after);
  if (object::canonical_content(seen.object) != object::canonical_content(*change.after)) {
    change.sections.settings = Reason::Config;
  }
  if (object::canonical_rest(seen.object, *change.after) != object::canonical_rest(*change.after, *change.after)) {
    change.sections.rest = Reason::Config;
  }
  if (object::canonical_assignments(seen.assignments) != object::canonical_assignments(change.assignments)) {
    change.sections.assignments = Reason::Config;
  }
  return change;
}

auto World::remove(Kind kind, const std::string& key, const std::string& id) -> Change {
  Change change;
  change.kind = kind;
  change.key = key;
  change.id = id;
  change.action = Action::Delete;
  change.reason = Reason::Removed;
  change.before = live(kind, id);
  change.name = object::display_name_of(change.before->object);
  change.live_hash = object::live_hash(*change.before);
  change.revealed = read_through_masks(tenant, *change.before);
  return change;
}

auto World::log() const -> std::vector<std::string> {
  std::vector<std::string> lines;
  for (const auto& write : tenant.writes()) lines.push_back(fmt::format("{} {}", write.operation, write.id));
  return lines;
}

auto live_of(object::Object object) -> object::Live {
  object::Live live;
  live.id = "1f0e2d3c-4b5a-4697-8879-a0b1c2d3e4f5";
  live.object = std::move(object);
  live.created = "2026-06-01T00:00:00Z";
  live.last_modified = "2026-06-02T00:00:00Z";
  live.version = 3;
  return live;
}

auto plan_of(std::vector<Change> changes) -> TenantPlan {
  TenantPlan plan;
  plan.name = "contoso";
  plan.tenant_id = kTenantId;
  plan.changes = std::move(changes);
  return plan;
}

auto boolean(const std::string& name, bool value) -> object::Setting {
  object::Setting setting;
  setting.key = pinwright::object::SettingKey::of_oma_uri("./Device/Vendor/MSFT/PassportForWork/" + kTenantId +
                                                          "/Policies/" + name);
  setting.display_name = name;
  setting.type = object::DataType::Boolean;
  setting.value = value;
  return setting;
}

auto text(const std::string& name, const std::string& value) -> object::Setting {
  object::Setting setting;
  setting.key = pinwright::object::SettingKey::of_oma_uri("./Device/Vendor/MSFT/Policy/Config/Authentication/" + name);
  setting.display_name = name;
  setting.type = object::DataType::String;
  setting.value = value;
  return setting;
}

auto secret(const std::string& name, const std::string& variable) -> object::Setting {
  auto setting = text(name, "{env." + variable + "}");
  setting.secrets = {variable};
  return setting;
}

auto policy(const std::string& display_name, std::vector<object::Setting> settings) -> object::Policy {
  object::Policy policy;
  policy.display_name = display_name;
  policy.settings = std::move(settings);
  return policy;
}

auto create(const std::string& key, object::Object object, std::vector<object::Assignment> assignments) -> Change {
  Change change;
  change.kind = object::kind_of(object);
  change.key = key;
  change.name = object::display_name_of(object);
  change.action = Action::Create;
  change.reason = Reason::New;
  change.live_hash = "absent";
  change.manages_assignments = change.kind == Kind::Policy;
  change.after = std::move(object);
  change.assignments = std::move(assignments);
  return change;
}

auto to_group(const std::string& id) -> object::Assignment {
  object::Assignment assignment;
  assignment.group.id = id;
  return assignment;
}

auto to_new_group(const std::string& key) -> object::Assignment {
  object::Assignment assignment;
  assignment.group.key = key;
  return assignment;
}

auto all_devices() -> object::Assignment {
  object::Assignment assignment;
  assignment.target = object::Assignment::Target::AllDevices;
  return assignment;
}

auto with_filter(object::Assignment assignment, const std::string& key, const std::string& id) -> object::Assignment {
  assignment.filter = object::FilterUse{{key, {}, id}, false};
  return assignment;
}

auto state_of(const TenantOutcome& outcome, std::string_view key) -> Outcome::State {
  const auto found = std::find_if(outcome.outcomes.begin(), outcome.outcomes.end(),
                                  [&](const Outcome& one) { return one.key == key; });
  REQUIRE(found != outcome.outcomes.end());
  return found->state;
}

}  // namespace pinwright::plan::test

auto Catch::StringMaker<pinwright::plan::Outcome::State>::convert(pinwright::plan::Outcome::State state)
    -> std::string {
  using State = pinwright::plan::Outcome::State;
  switch (state) {
    case State::Done:
      return "Done";
    case State::Partly:
      return "Partly";
    case State::Failed:
      return "Failed";
    case State::Skipped:
      return "Skipped";
    case State::AwaitingApproval:
      return "AwaitingApproval";
  }
  return {};
}
