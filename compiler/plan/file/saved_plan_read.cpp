#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "base/json_line.hpp"
#include "base/json_parse.hpp"
#include "base/json_reader.hpp"
#include "diag/codes.hpp"
#include "plan/file/saved_plan.hpp"
#include "plan/file/words.hpp"

namespace pinwright::plan {

namespace {

using Json = nlohmann::ordered_json;
using Reader = base::OrderedJsonReader;

constexpr std::string_view kHelp = "make a new plan with this version of pinwright: `plan --out FILE`";
constexpr std::array<std::string_view, 3> kSections{"settings", "assignments", "rest"};

constexpr std::array<std::string_view, 11> kPlanKeys{"pinwright",   "formatVersion", "workspace", "createdAt",
                                                     "toolVersion", "catalogue",     "options",   "graphApi",
                                                     "sources",     "counts",        "tenants"};
constexpr std::array<std::string_view, 7> kCountKeys{"tenants", "create", "update", "delete",
                                                     "adopt",   "forget", "replace"};
constexpr std::array<std::string_view, 6> kOptionKeys{"adopt",      "replace",        "replaceAfter",
                                                      "replaceNow", "rewriteSecrets", "failOn"};
constexpr std::array<std::string_view, 2> kSourceKeys{"path", "sha256"};
constexpr std::array<std::string_view, 6> kTenantKeys{"name", "tenantId", "cloud", "leftOut", "changes", "references"};
constexpr std::array<std::string_view, 4> kReferenceKeys{"kind", "key", "displayName", "id"};
constexpr std::array<std::string_view, 12> kWriteKeys{"kind",       "key",      "name",      "id",
                                                      "action",     "sections", "protected", "replaces",
                                                      "replacedBy", "liveHash", "body",      "assignments"};

/// What is written: everything but a no-op.
auto action_from_word(std::string_view text) -> std::optional<Action> {
  for (const auto action :
       {Action::Create, Action::Update, Action::Delete, Action::Adopt, Action::Forget, Action::Replace}) {
    if (word(action) == text) return action;
  }
  return std::nullopt;
}

auto read_assignments(const Reader& reader) -> std::string {
  const auto* list = reader.optional_array("assignments");
  return list == nullptr ? std::string() : base::json_line(*list);
}

auto read_write(const Reader& reader) -> SavedWrite {
  reader.expect_only(kWriteKeys);
  SavedWrite write;
  write.kind = reader.word("kind", object::kind_from_word).value_or(object::Kind::Policy);
  write.target = object::target_from_kind_word(reader.optional_text("kind").value_or(""));
  write.key = reader.text("key");
  write.name = reader.text("name");
  write.id = reader.text("id");
  write.action = reader.word("action", action_from_word).value_or(Action::Create);
  write.sections = reader.texts("sections");
  for (const auto& section : write.sections) {
    if (std::find(kSections.begin(), kSections.end(), section) == kSections.end())
      reader.fail("sections", "names a section that there is not");
  }
  write.is_protected = reader.boolean("protected");
  write.replaces = reader.text("replaces");
  write.replaced_by = reader.text("replacedBy");
  write.live_hash = reader.text("liveHash");
  reader.expect_present("body");
  write.body = reader.optional_text("body").value_or("");
  reader.expect_present("assignments");
  write.assignments = read_assignments(reader);
  return write;
}

auto read_reference(const Reader& reader) -> Resolved {
  reader.expect_only(kReferenceKeys);
  const auto kind = static_cast<Resolved::Kind>(reader.choice("kind", kReferenceWords));
  return {kind, reader.text("key"), reader.text("displayName"), reader.text("id")};
}

auto read_tenant(const Reader& reader) -> SavedTenant {
  reader.expect_only(kTenantKeys);
  SavedTenant tenant;
  tenant.name = reader.text("name");
  tenant.tenant_id = reader.text("tenantId");
  tenant.cloud = reader.text("cloud");
  tenant.left_out = reader.boolean("leftOut");
  for (const auto& item : reader.items("changes")) tenant.writes.push_back(read_write(item));
  for (const auto& item : reader.items("references")) tenant.references.push_back(read_reference(item));
  if (tenant.left_out && !tenant.writes.empty()) reader.fail("changes", "is not empty although the tenant is left out");
  return tenant;
}

auto read_tenants(const Reader& reader, SavedPlan& plan) -> void {
  std::set<std::string> names;
  for (const auto& item : reader.items("tenants")) {
    plan.tenants.push_back(read_tenant(item));
    if (!names.insert(plan.tenants.back().name).second) item.fail("name", "names a tenant a second time");
  }
}

auto check_counts(const Reader& reader, const SavedPlan& plan) -> void {
  const auto counts = reader.object("counts");
  counts.expect_only(kCountKeys);
  const SavedCounts told{counts.count("tenants"), counts.count("create"), counts.count("update"),
                         counts.count("delete"),  counts.count("adopt"),  counts.count("forget"),
                         counts.count("replace")};
  if (told != counts_of(plan)) reader.fail("counts", "does not fit to what follows: something was taken out or put in");
}

auto read_sources(const Reader& reader, SavedPlan& plan) -> void {
  std::set<std::string> paths;
  for (const auto& item : reader.items("sources")) {
    item.expect_only(kSourceKeys);
    plan.sources.push_back({item.text("path"), item.text("sha256")});
    if (!paths.insert(plan.sources.back().path).second) item.fail("path", "names a file a second time");
  }
}

auto read_options(const Reader& reader, SavedPlan& plan) -> void {
  const auto options = reader.object("options");
  options.expect_only(kOptionKeys);
  plan.adopt = options.texts("adopt");
  plan.replace = options.texts("replace");
  plan.replace_after = options.text("replaceAfter");
  plan.replace_now = options.texts("replaceNow");
  plan.rewrite_secrets = options.texts("rewriteSecrets");
  const std::array words{diag::name(diag::Severity::Error), diag::name(diag::Severity::Warning),
                         diag::name(diag::Severity::Note)};
  plan.fail_on = words.at(options.choice("failOn", words));
}

/// The JSON of `plan --output json` looks like a plan to people, and a plan of another version may mean something else.
auto head_error(const Reader& reader) -> std::optional<base::Error> {
  const auto version = reader.text("formatVersion");
  if (reader.failed()) return reader.error();
  if (!reader.has(kSavedPlanKey) || reader.text(kSavedPlanKey) != kSavedPlanName)
    return base::Error{"it was not saved by `plan --out`", std::string(kHelp)};
  if (version == kSavedPlanVersion) return std::nullopt;
  return base::Error{fmt::format("it has another format version than {}, which this program reads", kSavedPlanVersion),
                     std::string(kHelp)};
}

}  // namespace

auto read_saved_plan(std::string_view bytes) -> base::Result<SavedPlan> {
  const auto json = base::parse_ordered_json(bytes, {.bytes = base::kPlanFileBytes});
  if (!json.ok()) return base::Error{"the plan " + json.error().message, "name a file that `plan --out` wrote"};
  base::JsonErrors errors("the plan", kHelp);
  const Reader reader(json.value(), errors);
  if (errors.failed()) return errors.error();
  if (auto error = head_error(reader)) return *std::move(error);
  reader.expect_only(kPlanKeys);
  SavedPlan plan;
  plan.workspace = reader.text("workspace");
  plan.created_at = reader.text("createdAt");
  plan.tool_version = reader.text("toolVersion");
  plan.catalogue = reader.text("catalogue");
  plan.graph_api = static_cast<object::GraphApi>(reader.choice("graphApi", object::kGraphApiWords));
  read_options(reader, plan);
  read_sources(reader, plan);
  read_tenants(reader, plan);
  check_counts(reader, plan);
  if (errors.failed()) return errors.error();
  return plan;
}

}  // namespace pinwright::plan
