#include <fmt/format.h>

#include <array>
#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

#include "plan/file.hpp"
#include "plan/file_object.hpp"
#include "plan/file_words.hpp"

namespace pinwright::plan {

using Json = nlohmann::json;

namespace {

/// The first thing that is not as a plan has it.
struct Mistake {
  std::optional<base::Error> error;

  auto note(const std::string& pointer, std::string_view what) -> void {
    if (!error)
      error = base::Error{fmt::format("`{}` of the plan: {}", pointer.empty() ? "/" : pointer, what),
                          "make a new plan with this version of pinwright"};
  }
};

/// An object of the file and the way to it. What is wrong is noted, and an empty value stands in for it.
class Reader {
 public:
  Reader(const Json& json, std::string pointer, Mistake& mistake)
      : json_(json), pointer_(std::move(pointer)), mistake_(mistake) {
    if (!json.is_object()) mistake_.note(pointer_, "an object is expected");
  }

  [[nodiscard]] auto text(std::string_view key) const -> std::string {
    const auto& value = at(key);
    if (value.is_string()) return value.get<std::string>();
    wrong(key, "a text is expected");
    return {};
  }
  [[nodiscard]] auto flag(std::string_view key) const -> bool {
    const auto& value = at(key);
    if (value.is_boolean()) return value.get<bool>();
    wrong(key, "true or false is expected");
    return false;
  }
  [[nodiscard]] auto optional_count(std::string_view key) const -> std::optional<std::size_t> {
    const auto& value = at(key);
    if (value.is_null()) return std::nullopt;
    if (value.is_number_unsigned()) return value.get<std::size_t>();
    wrong(key, "a count or null is expected");
    return std::nullopt;
  }
  [[nodiscard]] auto texts(std::string_view key) const -> std::vector<std::string> {
    std::vector<std::string> all;
    for (const auto& value : list(key)) {
      if (!value.is_string()) wrong(key, "a list of texts is expected");
      all.push_back(value.is_string() ? value.get<std::string>() : std::string());
    }
    return all;
  }
  /// The index in `words` of the text.
  template <class Words>
  [[nodiscard]] auto choice(std::string_view key, const Words& words) const -> std::size_t {
    const auto found = text(key);
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (words[i] == found) return i;
    }
    wrong(key, "is none of the words that a plan has here");
    return 0;
  }

  [[nodiscard]] auto has(std::string_view key) const -> bool { return json_.is_object() && json_.contains(key); }
  [[nodiscard]] auto at(std::string_view key) const -> const Json& {
    static const Json kNull;
    const auto found = json_.is_object() ? json_.find(key) : json_.end();
    if (json_.is_object() && found != json_.end()) return *found;
    wrong(key, "is missing");
    return kNull;
  }
  [[nodiscard]] auto inner(std::string_view key) const -> Reader { return {at(key), pointer_of(key), mistake_}; }
  /// A Reader for each item.
  [[nodiscard]] auto items(std::string_view key) const -> std::vector<Reader> {
    std::vector<Reader> all;
    for (const auto& value : list(key))
      all.emplace_back(value, fmt::format("{}/{}", pointer_of(key), all.size()), mistake_);
    return all;
  }

  auto wrong(std::string_view key, std::string_view what) const -> void { mistake_.note(pointer_of(key), what); }
  auto take(std::string_view key, const base::Status& status) const -> void {
    if (!status.ok()) wrong(key, status.error().message);
  }

 private:
  [[nodiscard]] auto list(std::string_view key) const -> const Json& {
    static const Json kNone = Json::array();
    const auto& value = at(key);
    if (value.is_array()) return value;
    wrong(key, "a list is expected");
    return kNone;
  }
  [[nodiscard]] auto pointer_of(std::string_view key) const -> std::string {
    return fmt::format("{}/{}", pointer_, key);
  }

  const Json& json_;
  std::string pointer_;
  Mistake& mistake_;
};

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
  return kind.value_or(object::Kind::CustomPolicy);
}

auto value_text(const Json& value) -> std::optional<std::string> {
  if (value.is_null()) return std::nullopt;
  return value.dump();
}

auto difference_of(const Reader& reader) -> object::Difference {
  return {reader.text("path"), value_text(reader.at("before")), value_text(reader.at("after")), reader.has("secret")};
}

auto reach_of(const Reader& reader) -> Reach {
  return {reader.optional_count("devices"), reader.optional_count("users"), reader.flag("allDevices"),
          reader.flag("allUsers")};
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

/// Which variables the values of the environment come from. A symbol alone does not make a secret: it may be text.
auto read_secrets(const Reader& reader, Change& change) -> void {
  auto* policy = change.after ? std::get_if<object::CustomPolicy>(&*change.after) : nullptr;
  if (policy != nullptr) change.secret_changed.resize(policy->settings.size());
  for (const auto& secret : reader.items("secrets")) {
    const auto index = secret.optional_count("setting").value_or(std::numeric_limits<std::size_t>::max());
    if (policy == nullptr || index >= policy->settings.size())
      return secret.wrong("setting", "is no setting of `after`");
    policy->settings[index].secrets = secret.texts("variables");
    if (!secret.at("changed").is_null()) change.secret_changed[index] = secret.flag("changed");
  }
}

/// What no plan says, however well each part reads.
auto check_parts(const Reader& reader, const Change& change) -> void {
  const bool is_new = change.action == Action::Create;
  const bool goes = change.action == Action::Delete || change.action == Action::Forget;
  if (is_new != change.id.empty()) reader.wrong("id", "an object has an id unless it is to be created");
  if (is_new == change.before.has_value()) reader.wrong("before", "is there unless the object is to be created");
  if (!goes && change.action != Action::NoOp && !change.after) reader.wrong("after", "is missing");
}

auto change_of(const Reader& reader, const std::vector<Resolved>& references) -> Change {
  Change change;
  change.kind = kind_of(reader);
  change.key = reader.text("key");
  change.name = reader.text("name");
  change.id = reader.text("id");
  change.action = action_of(reader);
  change.reason = reason_of(reader, "reason");
  const auto sections = reader.inner("sections");
  change.sections = {reason_of(sections, "settings"), reason_of(sections, "assignments"), reason_of(sections, "rest")};
  change.is_protected = reader.flag("protected");
  change.restores = reader.flag("restores");
  change.live_hash = reader.text("liveHash");
  read_before(reader, change);
  read_after(reader, references, change);
  read_secrets(reader, change);
  for (const auto& path : reader.items("paths")) change.paths.push_back(difference_of(path));
  change.reach = reach_of(reader.inner("reach"));
  check_parts(reader, change);
  return change;
}

auto finding_of(const Reader& reader) -> diag::Diagnostic {
  const auto code = diag::find_code(reader.text("slug"));
  if (!code) reader.wrong("slug", "is no finding of this version");
  auto finding = diag::make(code.value_or(diag::Code::YamlSyntax), {}, reader.text("message"), reader.text("help"));
  const std::array words{diag::name(diag::Severity::Error), diag::name(diag::Severity::Warning),
                         diag::name(diag::Severity::Note)};
  finding.severity = static_cast<diag::Severity>(reader.choice("severity", words));
  finding.notes = reader.texts("notes");
  finding.path = reader.text("path");
  finding.tenants = reader.texts("tenants");
  return finding;
}

auto tenant_of(const Reader& reader) -> TenantPlan {
  TenantPlan tenant;
  tenant.name = reader.text("name");
  tenant.tenant_id = reader.text("tenantId");
  tenant.cloud = reader.text("cloud");
  if (!reader.at("unusable").is_null()) {
    const auto error = reader.inner("unusable");
    tenant.unusable = base::Error{error.text("message"), error.text("help"), base::ErrorKind::Unreachable};
  }
  for (const auto& item : reader.items("references")) {
    tenant.references.push_back({static_cast<Resolved::Kind>(item.choice("kind", kReferenceWords)), item.text("key"),
                                 item.text("displayName"), item.text("id")});
  }
  for (const auto& item : reader.items("changes")) tenant.changes.push_back(change_of(item, tenant.references));
  for (const auto& item : reader.items("diagnostics")) tenant.diagnostics.push_back(finding_of(item));
  return tenant;
}

auto plan_of(const Reader& reader) -> Plan {
  Plan plan;
  plan.workspace = reader.text("workspace");
  plan.created_at = reader.text("createdAt");
  plan.tool_version = reader.text("toolVersion");
  plan.graph_api = static_cast<object::GraphApi>(reader.choice("graphApi", kApiWords));
  plan.max_deletes = reader.optional_count("maxDeletes");
  for (const auto& item : reader.items("sources")) plan.sources.push_back({item.text("path"), item.text("sha256")});
  for (const auto& item : reader.items("tenants")) plan.tenants.push_back(tenant_of(item));
  return plan;
}

/// A document nested deeper than any plan is refused before it is built.
auto parse(std::string_view bytes) -> Json {
  constexpr int kDeepest = 32;
  const auto shallow = [](int depth, Json::parse_event_t /*event*/, Json& /*parsed*/) { return depth < kDeepest; };
  return Json::parse(bytes, shallow, false);
}

}  // namespace

auto from_json(std::string_view bytes) -> base::Result<Plan> {
  const auto json = parse(bytes);
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
