#include "unit/plan/diff_support.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "csp/catalog.hpp"
#include "lower/lower.hpp"
#include "model/decode.hpp"
#include "model/link.hpp"
#include "model/merge.hpp"
#include "model/select.hpp"
#include "plan/marker.hpp"
#include "plan/secrets.hpp"
#include "plan/staleness.hpp"
#include "syntax/parse.hpp"

namespace pinwright::plan::diff_test {

namespace {

/// Outlives every plan: keys of settings are looked up in it.
auto built_in() -> const csp::Catalog& {
  static const auto kCatalog = csp::Catalog::built_in();
  return kCatalog;
}

}  // namespace

struct Files::State {
  source::SourceMap sources;
  const csp::Catalog& catalog = built_in();
  model::Workspace workspace;
  lower::ValueFiles value_files;
  std::vector<std::string> root_paths{"pinwright.yaml"};
  std::map<std::string, lower::Deployment> deployments;
};

namespace {

auto messages(const diag::Sink& sink) -> std::string {
  std::string text;
  for (const auto& one : sink.diagnostics()) text += one.path + ": " + one.message + "\n";
  return text;
}

auto with_head(std::string_view yaml) -> std::string {
  std::string text = fmt::format("pinwright: 1\nworkspace: {}\n{}\n", kWorkspace, yaml);
  if (text.find("\ntenants:") == std::string::npos)
    text += fmt::format("tenants: {{contoso: {{tenantId: {}}}}}\n", kTenantId);
  return text;
}

auto marked(object::Object object, const object::Marker& marker, const object::Object* live) -> object::Object {
  const auto& managed = object::description_of(object);
  std::string text = managed.value_or("");
  if (!managed && live != nullptr) text = object::split_description(object::description_of(*live).value_or("")).text;
  object::set_description(object, object::join_description(object::kind_of(object), text, marker));
  return object;
}

}  // namespace

Files::Files(std::string_view yaml) : state_(std::make_unique<State>()) {
  diag::Sink sink;
  const auto file = state_->sources.add("pinwright.yaml", with_head(yaml));
  const auto documents = syntax::parse(state_->sources, file, {}, sink);
  std::vector<std::vector<model::Fragment>> fragments;
  fragments.push_back(model::decode_fragments(state_->sources, documents, sink));
  state_->workspace = model::merge(std::move(fragments), {file, true}, sink);
  model::link(state_->workspace, state_->catalog, sink);
  const model::PolicyIndex policies(state_->workspace);
  lower::AdmxFiles admx_files;
  const lower::Input input{state_->workspace,   policies,           state_->catalog, state_->sources,
                           state_->value_files, state_->root_paths, admx_files};
  for (const auto& tenant : state_->workspace.tenants.all())
    state_->deployments.emplace(tenant.name.value, lower::lower(input, &tenant, sink));
  INFO(messages(sink));
  REQUIRE_FALSE(sink.has_errors());
}

Files::~Files() = default;
Files::Files(Files&&) noexcept = default;

auto Files::deployment(std::string_view tenant) const -> const lower::Deployment& {
  return state_->deployments.at(std::string(tenant));
}

auto Files::sources() const -> const source::SourceMap& { return state_->sources; }

World::World() {
  options.workspace = kWorkspace;
  options.login_host = "https://login.microsoftonline.com";
  options.variable = [this](std::string_view name) -> std::optional<std::string> {
    const auto found = environment.find(std::string(name));
    return found == environment.end() ? std::nullopt : std::optional(found->second);
  };
}

auto World::plan(const Files& files) -> TenantPlan { return diff(files.deployment(), tenant, options); }

auto World::settle(std::string_view yaml) -> void {
  const Files files(yaml);
  auto first = plan(files);
  REQUIRE(slugs(first).empty());
  carry_out(first);
  auto second = plan(files);
  REQUIRE(slugs(second).empty());
  for (const auto& change : second.changes) {
    INFO(change.key << ": " << verdict(change) << ": " << sections(change));
    REQUIRE(change.action == Action::NoOp);
  }
  tenant.forget_writes();
}

auto World::carry_out(const TenantPlan& plan) -> void {
  std::map<std::string, std::string> made;
  const auto write = [&](const Change& change) {
    auto assignments = change.assignments;
    for (auto& one : assignments) {
      if (one.target == object::Assignment::Target::Group && one.group.id.empty())
        one.group.id = made.at(one.group.key);
      if (one.filter && one.filter->filter.id.empty()) one.filter->filter.id = made.at(one.filter->filter.key);
    }
    const auto managed = change.manages_assignments ? std::optional(assignments) : std::nullopt;
    const auto marker =
        marker_of(options.workspace, change.key, plan.tenant_id, *change.after, managed, change.is_protected);
    auto body = marked(*change.after, marker, change.before ? &change.before->object : nullptr);
    if (auto* policy = std::get_if<object::Policy>(&body)) *policy = with_values(*policy, options.variable);
    auto id = change.id;
    if (change.action == Action::Create) {
      auto created = tenant.create(body);
      REQUIRE((created.ok() && created.made));
      id = created.made->id;
      made[change.key] = id;
    } else {
      REQUIRE(tenant.update(id, body).ok());
    }
    if (change.manages_assignments) REQUIRE(tenant.assign({change.kind, id, target_of(change)}, assignments).ok());
  };
  for (const bool policies : {false, true}) {
    for (const auto& change : plan.changes) {
      if ((change.kind == object::Kind::Policy) != policies || change.action == Action::NoOp) continue;
      if (change.after) write(change);
    }
  }
  for (const auto& change : plan.changes) {
    if (change.action == Action::Delete) REQUIRE(tenant.remove({change.kind, change.id, target_of(change)}).ok());
  }
}

auto World::add_group(const std::string& display_name, std::size_t devices, std::size_t users) -> std::string {
  auto id = tenant.put(object::Kind::Group, nlohmann::json{{"displayName", display_name}}.dump());
  tenant.set_members(id, {devices, users});
  return id;
}

auto World::add_policy(const std::string& display_name, const std::string& description, const std::string& assignments)
    -> std::string {
  const nlohmann::json body{
      {"@odata.type", "#microsoft.graph.windows10CustomConfiguration"},
      {"displayName", display_name},
      {"description", description},
      {"omaSettings",
       {{{"@odata.type", "#microsoft.graph.omaSettingInteger"},
         {"displayName", "Expiration"},
         {"omaUri",
          fmt::format("./Device/Vendor/MSFT/PassportForWork/{}/Policies/PINComplexity/Expiration", kTenantId)},
         {"value", 365}}}},
      {"assignments", nlohmann::json::parse(assignments)}};
  return tenant.put(object::Kind::Policy, body.dump());
}

auto World::policy_id(std::string_view display_name) const -> std::string {
  const auto ids = tenant.ids_of(object::Kind::Policy, display_name);
  REQUIRE(ids.size() == 1);
  return ids.front();
}

auto World::edit_policy(std::string_view display_name, const std::function<void(nlohmann::json&)>& change) -> void {
  tenant.edit(object::Kind::Policy, policy_id(display_name), change);
}

auto find(const TenantPlan& plan, std::string_view key) -> const Change* {
  const auto found =
      std::find_if(plan.changes.begin(), plan.changes.end(), [&](const Change& one) { return one.key == key; });
  return found == plan.changes.end() ? nullptr : &*found;
}

auto change_of(const TenantPlan& plan, std::string_view key) -> const Change& {
  INFO("the change of " << key);
  const auto count =
      std::count_if(plan.changes.begin(), plan.changes.end(), [&](const Change& one) { return one.key == key; });
  REQUIRE(count == 1);
  return *find(plan, key);
}

auto finding_of(const TenantPlan& plan, diag::Code code) -> const diag::Diagnostic* {
  const auto found = std::find_if(plan.diagnostics.begin(), plan.diagnostics.end(),
                                  [&](const diag::Diagnostic& one) { return one.code == code; });
  return found == plan.diagnostics.end() ? nullptr : &*found;
}

auto slugs(const TenantPlan& plan) -> std::vector<std::string> {
  std::vector<std::string> slugs;
  for (const auto& one : plan.diagnostics) slugs.emplace_back(diag::info(one.code).slug);
  std::sort(slugs.begin(), slugs.end());
  return slugs;
}

auto verdict(const Change& change) -> std::string {
  std::string text(word(change.action));
  if (change.reason != Reason::None) text += fmt::format(" {}", word(change.reason));
  return text;
}

auto sections(const Change& change) -> std::string {
  std::vector<std::string> parts;
  const auto add = [&](std::string_view name, Reason reason) {
    if (reason != Reason::None) parts.push_back(fmt::format("{} {}", name, word(reason)));
  };
  add("settings", change.sections.settings);
  add("assignments", change.sections.assignments);
  add("rest", change.sections.rest);
  return fmt::format("{}", fmt::join(parts, ", "));
}

auto paths(const Change& change) -> std::vector<std::string> {
  std::vector<std::string> paths;
  for (const auto& one : change.paths) paths.push_back(one.path);
  return paths;
}

auto marker(const std::string& workspace, const std::string& key, const std::string& tenant_id) -> std::string {
  object::Marker marker;
  marker.workspace = workspace;
  marker.key = key;
  marker.tenant = object::tenant_mark(tenant_id);
  marker.settings = kOtherDigest;
  marker.assignments = kOtherDigest;
  marker.rest = kOtherDigest;
  return object::to_text(marker);
}

}  // namespace pinwright::plan::diff_test
