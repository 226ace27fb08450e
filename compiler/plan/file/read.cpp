#include "plan/file/read.hpp"

#include <fmt/format.h>

#include <array>
#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

#include "grammar/datetime.hpp"
#include "object/canonical.hpp"
#include "object/to_graph.hpp"
#include "plan/file/bodies.hpp"
#include "plan/file/typed_reader.hpp"
#include "plan/file/words.hpp"

namespace pinwright::plan {

using Json = nlohmann::ordered_json;

namespace {

using Reader = FileReader;

auto reason_of(const Reader& reader, std::string_view key) -> Reason {
  std::vector<std::string_view> words;
  for (auto reason = Reason::None; reason <= Reason::Adopt; reason = static_cast<Reason>(static_cast<int>(reason) + 1))
    words.push_back(word(reason));
  return static_cast<Reason>(reader.choice(key, words));
}

auto action_of(const Reader& reader) -> Action {
  std::vector<std::string_view> words;
  for (auto action = Action::Create; action <= Action::NoOp; action = static_cast<Action>(static_cast<int>(action) + 1))
    words.push_back(word(action));
  return static_cast<Action>(reader.choice("action", words));
}

auto kind_of(const Reader& reader) -> object::Kind {
  const auto kind = object::kind_from_word(reader.text("kind"));
  if (!kind) reader.wrong("kind", "is no kind of object");
  return kind.value_or(object::Kind::Policy);
}

auto value_text(const Json& value) -> std::optional<std::string> {
  if (value.is_null()) return std::nullopt;
  return value.dump();
}

auto difference_of(const Reader& reader) -> object::Difference {
  object::Difference difference{reader.text("path"), value_text(reader.at("before")), value_text(reader.at("after")),
                                reader.has("secret") && reader.flag("secret")};
  reader.finish();
  return difference;
}

auto reach_of(const Reader& reader) -> Reach {
  const Reach reach{reader.optional_count("devices"), reader.optional_count("users"), reader.flag("allDevices"),
                    reader.flag("allUsers")};
  reader.finish();
  return reach;
}

auto sections_of(const Reader& reader) -> Sections {
  const Sections sections{reason_of(reader, "settings"), reason_of(reader, "assignments"), reason_of(reader, "rest")};
  reader.finish();
  return sections;
}

auto read_before(const Reader& reader, Change& change) -> void {
  const auto& json = reader.at("before");
  if (json.is_null()) return;
  auto live = before_from_json(change.kind, json);
  if (!live.ok()) return reader.wrong("before", live.error().message);
  change.before = std::move(live).value();
}

auto read_after(const Reader& reader, const std::vector<Resolved>& references, Change& change) -> void {
  const auto& json = reader.at("after");
  if (!json.is_null()) reader.take("after", after_from_json(json, references, change));
}

/// A value holds the name of every variable that it comes from.
auto holds(const object::Setting& setting, const std::string& variable) -> bool {
  const auto text = object::text_of(setting.value);
  return text && text->find(object::symbol("env", variable)) != std::string::npos;
}

auto read_secret(const Reader& reader, object::Policy* policy, Change& change) -> void {
  const auto index = reader.optional_count("setting").value_or(std::numeric_limits<std::size_t>::max());
  if (policy == nullptr || index >= policy->settings.size()) return reader.wrong("setting", "is no setting of `after`");
  auto& setting = policy->settings[index];
  setting.secrets = reader.texts("variables");
  change.secret_changed[index] = reader.optional_flag("changed");
  for (const auto& variable : setting.secrets) {
    if (!holds(setting, variable)) reader.wrong("variables", "names a variable that the value does not");
  }
  if (!reader.flag("secret") || reader.text("omaUri") != setting.key.text())
    reader.wrong("omaUri", "is another setting");
  reader.finish();
}

/// Which variables the values of the environment come from. A symbol alone does not make a secret: it may be text.
auto read_secrets(const Reader& reader, Change& change) -> void {
  auto* policy = change.after ? std::get_if<object::Policy>(&*change.after) : nullptr;
  if (policy != nullptr) change.secret_changed.resize(policy->settings.size());
  for (const auto& secret : reader.items("secrets")) read_secret(secret, policy, change);
  if (policy == nullptr) return;
  for (const auto& setting : policy->settings) {
    const auto* text = std::get_if<std::string>(&setting.value);
    const bool is_date = setting.type != object::DataType::DateTime || !setting.secrets.empty() || text == nullptr ||
                         grammar::datetime_to_utc(*text).has_value();
    if (!is_date) reader.wrong("after", "holds a value that is no date and time");
  }
}

/// What no plan says, however well each part reads.
auto check_parts(const Reader& reader, const Change& change) -> void {
  const bool is_new = change.action == Action::Create;
  const bool goes = change.action == Action::Delete || change.action == Action::Forget;
  if (is_new == change.before.has_value()) reader.wrong("before", "is there unless the object is to be created");
  if (change.id != (change.before ? change.before->id : "")) reader.wrong("id", "is not the one of `before`");
  if (change.live_hash != (change.before ? object::live_hash(*change.before) : "absent"))
    reader.wrong("liveHash", "is not the one of `before`");
  if (!goes && change.action != Action::NoOp && !change.after) reader.wrong("after", "is missing");
  if (goes && change.after) reader.wrong("after", "is there although the object goes");
}

auto change_of(const Reader& reader, const std::vector<Resolved>& references) -> Change {
  Change change;
  change.kind = kind_of(reader);
  change.key = reader.text("key");
  change.name = reader.text("name");
  change.id = reader.text("id");
  change.action = action_of(reader);
  change.reason = reason_of(reader, "reason");
  change.sections = sections_of(reader.inner("sections"));
  change.is_protected = reader.flag("protected");
  change.restores = reader.flag("restores");
  change.live_hash = reader.text("liveHash");
  read_before(reader, change);
  read_after(reader, references, change);
  read_secrets(reader, change);
  for (const auto& path : reader.items("paths")) change.paths.push_back(difference_of(path));
  change.reach = reach_of(reader.inner("reach"));
  check_parts(reader, change);
  reader.finish();
  return change;
}

/// The files may be others by now, so the place becomes words.
auto place_of(const Reader& reader) -> std::string {
  const auto file = reader.text("file");
  if (reader.at("range").is_null()) return {};
  const auto range = reader.inner("range");
  const auto start = range.inner("start");
  const auto line = start.optional_count("line").value_or(0);
  const auto column = start.optional_count("column").value_or(0);
  return fmt::format("it stood at {}:{}:{} when the plan was made", file, line, column);
}

auto finding_of(const Reader& reader) -> diag::Diagnostic {
  const auto code = diag::find_code(reader.text("slug"));
  if (!code) reader.wrong("slug", "is no finding of this version");
  auto finding = diag::make(code.value_or(diag::Code::YamlSyntax), {}, reader.text("message"), reader.text("help"));
  const std::array words{diag::name(diag::Severity::Error), diag::name(diag::Severity::Warning),
                         diag::name(diag::Severity::Note)};
  finding.severity = static_cast<diag::Severity>(reader.choice("severity", words));
  finding.notes = reader.texts("notes");
  if (auto place = place_of(reader); !place.empty()) finding.notes.push_back(std::move(place));
  finding.path = reader.text("path");
  finding.tenants = reader.texts("tenants");
  finding.waived = reader.flag("waived");
  for (const auto* key : {"code", "labels", "fixes"}) reader.pass_over(key);
  reader.finish();
  return finding;
}

auto error_of(const Reader& reader) -> std::optional<base::Error> {
  const base::Error error{reader.text("message"), reader.text("help"), base::ErrorKind::Unreachable};
  reader.finish();
  return error;
}

auto reference_of(const Reader& reader) -> Resolved {
  Resolved reference{static_cast<Resolved::Kind>(reader.choice("kind", kReferenceWords)), reader.text("key"),
                     reader.text("displayName"), reader.text("id")};
  reader.finish();
  return reference;
}

auto tenant_of(const Reader& reader) -> TenantPlan {
  TenantPlan tenant;
  tenant.name = reader.text("name");
  tenant.tenant_id = reader.text("tenantId");
  tenant.cloud = reader.text("cloud");
  if (!reader.at("unusable").is_null()) tenant.unusable = error_of(reader.inner("unusable"));
  for (const auto& item : reader.items("references")) tenant.references.push_back(reference_of(item));
  for (const auto& item : reader.items("changes")) tenant.changes.push_back(change_of(item, tenant.references));
  for (const auto& item : reader.items("diagnostics")) tenant.diagnostics.push_back(finding_of(item));
  reader.finish();
  return tenant;
}

auto source_of(const Reader& reader) -> SourceHash {
  SourceHash source{reader.text("path"), reader.text("sha256")};
  reader.finish();
  return source;
}

auto plan_of(const Reader& reader) -> Plan {
  Plan plan;
  plan.workspace = reader.text("workspace");
  plan.created_at = reader.text("createdAt");
  plan.tool_version = reader.text("toolVersion");
  plan.graph_api = static_cast<object::GraphApi>(reader.choice("graphApi", kApiWords));
  plan.max_deletes = reader.optional_count("maxDeletes");
  for (const auto& item : reader.items("sources")) plan.sources.push_back(source_of(item));
  for (const auto& item : reader.items("tenants")) plan.tenants.push_back(tenant_of(item));
  reader.pass_over("summary");
  reader.finish();
  return plan;
}

/// A plan nests some ten levels; what is written back by recursion must not nest at will.
auto is_too_deep(std::string_view bytes) -> bool {
  constexpr int kDeepest = 64;
  int depth = 0;
  bool in_text = false;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const char c = bytes[i];
    if (in_text && c == '\\') {
      ++i;
    } else if (c == '"') {
      in_text = !in_text;
    } else if (!in_text && (c == '{' || c == '[') && ++depth > kDeepest) {
      return true;
    } else if (!in_text && (c == '}' || c == ']')) {
      --depth;
    }
  }
  return false;
}

}  // namespace

auto from_json(std::string_view bytes) -> base::Result<Plan> {
  if (is_too_deep(bytes)) return base::Error{"it nests deeper than any plan", "name a file that `plan --out` wrote"};
  const auto json = Json::parse(bytes, nullptr, false);
  if (json.is_discarded() || !json.is_object())
    return base::Error{"it is no JSON object", "name a file that `plan --out` wrote"};
  Mistake mistake;
  const Reader reader(json, "", mistake);
  if (reader.text("formatVersion") != kPlanFormat) reader.wrong("formatVersion", "is another than this program reads");
  if (mistake.error) return *mistake.error;
  auto plan = plan_of(reader);
  if (mistake.error) return *std::move(mistake.error);
  return plan;
}

}  // namespace pinwright::plan
