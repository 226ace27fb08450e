#include "driver/import.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <span>
#include <utility>
#include <variant>

#include "base/code_page.hpp"
#include "base/json_parse.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"
#include "driver/export_form.hpp"
#include "driver/export_yaml.hpp"
#include "driver/fresh_folder.hpp"
#include "driver/paths.hpp"
#include "object/codec/codec.hpp"
#include "object/foreign_policy.hpp"
#include "object/from_graph.hpp"
#include "object/marker.hpp"
#include "plan/marker.hpp"
#include "source/yaml_name.hpp"

namespace pinwright::driver {

namespace {

using Json = nlohmann::json;

auto policy_of(object::Live& live) -> object::Policy& { return std::get<object::Policy>(live.object); }

/// The second round of questions: what the policies of the first refer to by id.
class References {
 public:
  explicit References(std::vector<object::Live>& policies) {
    for (auto& live : policies) add(live);
  }

  [[nodiscard]] auto question() const -> plan::Question {
    plan::Question question;
    question.group_ids.assign(groups_.begin(), groups_.end());
    for (const auto& [setting, masked] : masked_) question.masked.push_back(masked);
    return question;
  }

  /// What one part does not tell costs a name or a value; a connection that is gone costs the whole.
  auto take(const plan::Answer& answer, ImportSource& source) -> base::Status {
    for (const auto& group : answer.groups_by_id) {
      if (plan::is_gone(group)) return group.error();
      if (!group.ok()) continue;
      source.names.groups[base::folded(group.value().id)] = object::display_name_of(group.value().object);
    }
    std::map<std::string, std::size_t> unread;  // why -> how many
    for (std::size_t i = 0; i < answer.plain_texts.size(); ++i) {
      const auto& text = answer.plain_texts[i];
      if (plan::is_gone(text)) return text.error();
      if (text.ok()) {
        object::reveal(*masked_[i].first, text.value());
      } else {
        ++unread[why_unread(text.error())];
      }
    }
    for (const auto& [why, count] : unread)
      source.remarks.push_back(fmt::format("{} could not be read: {}", base::counted(count, "encrypted value"), why));
    return base::Done{};
  }

 private:
  static auto why_unread(const base::Error& error) -> std::string {
    if (error.kind != base::ErrorKind::Forbidden) return error.message;
    return "reading them needs DeviceManagementConfiguration.ReadWrite.All";
  }

  auto add(object::Live& live) -> void {
    for (const auto& assignment : live.assignments) {
      if (!assignment.group.id.empty()) groups_.insert(assignment.group.id);
    }
    for (auto& setting : policy_of(live).settings) {
      const auto* mask = std::get_if<object::Masked>(&setting.value);
      const bool can_be_told = object::codec_of(policy_of(live).target).tells_masked;
      if (mask != nullptr && !mask->reference.empty() && can_be_told)
        masked_.push_back({&setting, {live.id, mask->reference}});
    }
  }

  std::set<std::string> groups_;
  std::vector<std::pair<object::Setting*, plan::MaskedValue>> masked_;
};

/// Group names that more than one group of the tenant bears.
auto find_ambiguous(plan::Tenant& tenant, emit::LiveNames& names) -> base::Status {
  plan::Question question;
  for (const auto& [id, name] : names.groups) question.group_names.push_back(name);
  if (question.group_names.empty()) return base::Done{};
  const auto answer = tenant.ask(question);
  for (std::size_t i = 0; i < answer.groups_by_name.size(); ++i) {
    const auto& groups = answer.groups_by_name[i];
    if (plan::is_gone(groups)) return groups.error();
    if (groups.ok() && groups.value().size() > 1) names.ambiguous_groups.insert(question.group_names[i]);
  }
  return base::Done{};
}

constexpr std::string_view kWhatToName = "name files that Graph, Intune or a backup tool exported";

/// What Windows PowerShell 5.1 writes by default is of the machine's code page, Windows-1252 where Latin letters are
/// written. JSON has no way to say so.
auto decoded(std::string_view bytes, std::string_view shown, ImportSource& source) -> std::string {
  if (auto text = base::utf16_to_utf8(bytes)) return *std::move(text);
  if (bytes.starts_with(base::kByteOrderMark)) bytes.remove_prefix(base::kByteOrderMark.size());
  const auto* page = base::find_code_page("windows-1252");
  if (!base::find_invalid_utf8(bytes) || base::find_unmapped(*page, bytes)) return std::string(bytes);
  source.remarks.push_back(
      fmt::format("`{}` is not UTF-8; it was read as windows-1252: look at its letters beyond ASCII", shown));
  return base::to_utf8(*page, bytes);
}

auto parsed(std::string text, std::string_view shown) -> base::Result<Json> {
  if (source::is_yaml_name(shown)) return json_of_yaml(std::move(text), shown);
  auto json = base::parse_json(text, {.bytes = base::kExportBytes});
  if (!json.ok()) return base::Error{fmt::format("`{}` {}", shown, json.error().message), std::string(kWhatToName)};
  return json;
}

/// The objects of an export: one, an array of them, or an answer of Graph with the array in `value`.
auto entities_of(Json& json) -> std::span<Json> {
  auto* list = &json;
  if (const auto found = json.is_object() ? json.find("value") : json.end(); found != json.end()) {
    if (found->is_array()) list = &*found;
  }
  auto* elements = list->get_ptr<Json::array_t*>();
  return elements != nullptr ? std::span<Json>(*elements) : std::span<Json>(list, 1);
}

template <class T>
auto keys_of(const model::Index<T>& objects, const model::Tenant& tenant) -> std::map<std::string, std::string> {
  std::map<std::string, std::string> keys;
  for (const auto& [name, object, broken] : objects.all()) {
    const auto* binding = model::find(tenant.groups, name.value);
    if (binding == nullptr) {
      keys.emplace(object.display_name.value, name.value);
    } else if (binding->value.display_name) {
      keys.emplace(binding->value.display_name->value, name.value);
    }
  }
  return keys;
}

/// Files that say less than the tenant holds would take the rest away.
auto leave_out_unreadable(ImportSource& source) -> void {
  for (const auto& live : source.policies) {
    if (live.unreadable) source.left_out.push_back(emit::left_out_of(live, *live.unreadable));
  }
  std::erase_if(source.policies, [](const object::Live& live) { return live.unreadable.has_value(); });
}

auto names_of(const std::vector<std::string_view>& names) -> std::set<std::string> {
  return {names.begin(), names.end()};
}

}  // namespace

auto read_tenant(plan::Tenant& tenant, const std::string& workspace, const std::string& tenant_id)
    -> base::Result<ImportSource> {
  if (const auto right = plan::expect_tenant(tenant, tenant_id); !right.ok()) return right.error();
  plan::Question question;
  question.policies = true;
  question.whole.all = true;
  question.filters = true;
  question.scope_tags = true;
  auto answer = tenant.ask(question);
  if (!answer.policies.ok()) return answer.policies.error();
  if (plan::is_gone(answer.filters)) return answer.filters.error();
  if (plan::is_gone(answer.scope_tags)) return answer.scope_tags.error();
  ImportSource source;
  for (const auto& [target, error] : answer.unlisted)
    source.remarks.push_back(
        fmt::format("policies of the kind `{}` are left out, since the tenant does not list them: {}",
                    object::word(object::kind_of(target)), error.message));
  source.policies = std::move(answer.policies).value();
  const auto owned = [&](const object::Live& live) {
    const auto marker = plan::marker_in(live.object);
    return marker && object::belongs_to(*marker, workspace, tenant_id);
  };
  for (const auto& live : source.policies) {
    if (owned(live)) source.owned.push_back(object::display_name_of(live.object));
  }
  std::erase_if(source.policies, owned);
  leave_out_unreadable(source);
  if (answer.filters.ok()) {
    for (const auto& filter : answer.filters.value())
      source.names.filters[base::folded(filter.id)] = object::display_name_of(filter.object);
  }
  if (answer.scope_tags.ok()) {
    for (const auto& tag : answer.scope_tags.value()) source.names.scope_tags[base::folded(tag.id)] = tag.display_name;
  }
  References references(source.policies);
  if (const auto taken = references.take(tenant.ask(references.question()), source); !taken.ok()) return taken.error();
  if (const auto named = find_ambiguous(tenant, source.names); !named.ok()) return named.error();
  return source;
}

auto read_export(std::string_view bytes, std::string_view shown, const csp::Catalog* catalog)
    -> base::Result<ImportSource> {
  ImportSource source;
  auto json = parsed(decoded(bytes, shown, source), shown);
  if (!json.ok()) return json.error();
  std::size_t others = 0;
  for (auto& entity : entities_of(json.value())) {
    auto notes = to_graph_form(entity, source.names);
    if (!object::is_policy(entity)) {
      ++others;
      continue;
    }
    auto live = object::policy_from_graph(entity, catalog);
    if (!live.ok()) return base::Error{fmt::format("`{}`: {}", shown, live.error().message), live.error().help};
    source.policies.push_back(std::move(live).value());
    source.notes.push_back(std::move(notes));
  }
  if (source.policies.empty())
    return base::Error{fmt::format("`{}` holds no custom policy or settings catalog policy for Windows", shown),
                       std::string(kWhatToName)};
  if (others > 0)
    source.remarks.push_back(
        fmt::format("`{}`: {} of another type than windows10CustomConfiguration and "
                    "deviceManagementConfigurationPolicy passed over",
                    shown, base::counted(others, "object")));
  return source;
}

auto import_target(const model::Workspace& workspace, const model::Named<model::Tenant>& tenant) -> emit::ImportTarget {
  emit::ImportTarget target;
  target.workspace = workspace.name.value;
  target.tenant = tenant.name.value;
  target.tenant_id = tenant.value.tenant_id.value;
  target.policies = names_of(workspace.policies.names());
  target.groups = names_of(workspace.groups.names());
  target.filters = names_of(workspace.filters.names());
  target.group_keys = keys_of(workspace.groups, tenant.value);
  target.filter_keys = keys_of(workspace.filters, tenant.value);
  for (const auto& policy : workspace.policies.all()) {
    const auto* id = model::find(policy.value.adopt, tenant.name.value);
    if (id != nullptr) target.adopted.emplace(base::folded(id->value.value), policy.name.value);
  }
  return target;
}

auto write_import(Env& env, const std::string& folder, const std::vector<emit::File>& files) -> base::Status {
  FreshFolder fresh(env, folder);
  auto status = fresh.begin();
  if (status.ok()) status = fresh.fill(files);
  if (status.ok()) status = fresh.put_in_place();
  return status.ok() ? status : fresh.told(status.error());
}

}  // namespace pinwright::driver
