#include "lower/settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "grammar/oma_uri_canonical.hpp"
#include "lower/admx.hpp"
#include "lower/admx_setting.hpp"
#include "lower/fill.hpp"
#include "lower/look_up.hpp"
#include "lower/value.hpp"
#include "model/select.hpp"

namespace pinwright::lower {

namespace {

auto holds_xml(const Setting& setting) -> bool {
  return setting.type == object::DataType::String || setting.type == object::DataType::StringXml;
}

auto place_text(const Where& where, std::string_view policy) -> std::string {
  switch (where.list) {
    case Where::List::Policy:
      return fmt::format("policies.{}.settings[{}]", policy, where.index);
    case Where::List::Set:
      return fmt::format("settingSets.{}[{}]", where.owner, where.index);
    case Where::List::Override:
      return fmt::format("policies.{}.overrides[{}].settings[{}]", policy, where.outer, where.index);
    case Where::List::PinRecovery:
      return fmt::format("policies.{}.pinRecovery.{}", policy, where.pin_key);
  }
  return {};
}

/// The settings of a policy while sets, its own and overrides come together. What takes the place of something is found
/// by its OMA-URI in constant time, once anything does.
class SettingList {
 public:
  explicit SettingList(const source::SourceMap& sources) : sources_(sources) {}

  [[nodiscard]] auto size() const -> std::size_t { return slots_.size(); }

  auto add(Setting setting) -> void {
    if (is_indexed_) index_[setting.key.canonical()].push_back(slots_.size());
    slots_.emplace_back(std::move(setting));
  }

  /// In the place of the ones with this OMA-URI among the first `replaceable`, or at the end.
  auto put(Setting setting, std::size_t replaceable) -> void {
    if (replaceable == 0) return add(std::move(setting));
    auto& places = indexed()[setting.key.canonical()];
    const auto behind = std::lower_bound(places.begin(), places.end(), replaceable);
    if (behind == places.begin()) return add(std::move(setting));
    for (auto place = places.begin() + 1; place != behind; ++place) slots_[*place].reset();
    auto& slot = *slots_[places.front()];
    if (setting.admx && slot.admx) lay_over(*std::move(slot.admx), slot.value.text, sources_, *setting.admx);
    slot = std::move(setting);
    places.erase(places.begin() + 1, behind);
  }

  auto remove(const std::string& canonical) -> void {
    const auto found = indexed().find(canonical);
    if (found == index_.end()) return;
    for (const auto place : found->second) slots_[place].reset();
    index_.erase(found);
  }

  auto take() -> std::vector<Setting> {
    std::vector<Setting> settings;
    settings.reserve(slots_.size());
    for (auto& slot : slots_) {
      if (slot) settings.push_back(*std::move(slot));
    }
    return settings;
  }

 private:
  auto indexed() -> std::unordered_map<std::string, std::vector<std::size_t>>& {
    for (std::size_t i = 0; !is_indexed_ && i < slots_.size(); ++i) index_[slots_[i]->key.canonical()].push_back(i);
    is_indexed_ = true;
    return index_;
  }

  const source::SourceMap& sources_;
  std::vector<std::optional<Setting>> slots_;                        // empty: removed
  std::unordered_map<std::string, std::vector<std::size_t>> index_;  // slots in order, by canonical OMA-URI
  bool is_indexed_ = false;
};

class SettingsLowering {
 public:
  SettingsLowering(const Input& input, Scope& scope, const model::Named<model::Policy>& policy, diag::Sink& sink)
      : input_(input),
        tenant_(scope.tenant()),
        policy_(policy),
        sink_(sink),
        filler_(scope, input.sources, sink),
        settings_(input.sources) {}

  auto run() -> std::vector<Setting> {
    add_sets();
    add_own();
    add_overrides();
    return settings_.take();
  }

 private:
  auto add_sets() -> void {
    for (const auto& name : policy_.value.setting_sets) {
      const auto* set = input_.workspace.setting_sets.find(name.value);
      if (set == nullptr || filler_.is_used_up()) continue;
      for (std::size_t i = 0; i < set->value.settings.size(); ++i) {
        auto setting =
            make(set->value.settings[i],
                 {.list = Where::List::Set, .owner = set->name.value, .outer = 0, .index = i, .pin_key = {}});
        if (setting) settings_.add(*std::move(setting));
      }
    }
  }

  auto add_own() -> void {
    const auto from_sets = settings_.size();
    const auto& own = policy_.value.settings;
    for (std::size_t i = 0; i < own.size(); ++i) {
      auto setting = make(own[i], {.list = Where::List::Policy, .owner = {}, .outer = 0, .index = i, .pin_key = {}});
      if (setting) settings_.put(*std::move(setting), from_sets);
    }
  }

  auto add_overrides() -> void {
    for (std::size_t i = 0; i < policy_.value.overrides.size(); ++i) {
      const auto& exception = policy_.value.overrides[i];
      if (!model::selects(exception.tenants, *tenant_)) continue;
      for (const auto& uri : exception.remove_settings) remove(uri);
      const auto before = settings_.size();
      for (std::size_t k = 0; k < exception.settings.size(); ++k) {
        auto setting = make(exception.settings[k],
                            {.list = Where::List::Override, .owner = {}, .outer = i, .index = k, .pin_key = {}});
        if (setting) settings_.put(*std::move(setting), before);
      }
    }
  }

  auto remove(const model::Text& uri) -> void {
    const auto filled = filler_.fill(uri, fmt::format("policies.{}.overrides", policy_.name.value));
    if (filled) settings_.remove(grammar::canonical_oma_uri(filled->text));
  }

  auto make(const model::Setting& declared, Where where) -> std::optional<Setting> {
    if (filler_.is_used_up()) return std::nullopt;
    const auto path = place_text(where, policy_.name.value);
    // Its key holds the OMA-URI in three forms.
    if (!filler_.take(sizeof(Setting) + 3 * declared.oma_uri.value.size(), declared.span, path)) return std::nullopt;
    auto uri = filler_.fill(declared.oma_uri, path + ".omaUri");
    Setting setting;
    auto value = declared.admx ? admx_value(declared, path, setting.admx)
                               : value_of(input_, filler_, declared, tenant_, path, sink_);
    if (!uri || !value) return std::nullopt;
    setting.declared = &declared;
    setting.where = where;
    setting.key = object::SettingKey::of_oma_uri(std::move(uri->text)).in(&input_.catalog);
    setting.uri_origin = std::move(static_cast<Origin&>(*uri));
    setting.value = *std::move(value);
    look_up(setting, input_.catalog);
    const auto chosen = choose_type(declared, setting.node, is_in_admx_area(setting), setting.value.scalar);
    setting.type = chosen.type;
    setting.type_from_yaml = chosen.from_yaml;
    if (!declared.admx) setting.typed = typed_value(setting.type, setting.value);
    if (setting.typed && is_admx_policy(setting) && holds_xml(setting)) {
      if (auto statement = admx_statement(setting.value.text)) setting.admx = *std::move(statement);
    }
    setting.span = declared.span;
    name(declared, setting, path);
    return setting;
  }

  auto admx_value(const model::Setting& declared, const std::string& path, model::Rare<AdmxStatement>& admx)
      -> std::optional<Value> {
    auto statement = admx_statement(*declared.admx, filler_, path + ".admx");
    if (!statement) return std::nullopt;
    admx = *std::move(statement);
    Value value;
    value.scalar = std::string();
    value.text.span = declared.admx->span;
    return value;
  }

  auto name(const model::Setting& declared, Setting& setting, const std::string& path) -> void {
    if (declared.display_name) {
      auto filled = filler_.fill(*declared.display_name, path + ".displayName");
      if (filled) setting.display_name = std::move(filled->text);
    } else {
      setting.display_name = grammar::last_segment(setting.key.text());
    }
    if (!declared.description) return;
    auto filled = filler_.fill(*declared.description, path + ".description");
    if (filled) setting.description = std::move(filled->text);
  }

  const Input& input_;
  TenantRef tenant_;
  const model::Named<model::Policy>& policy_;
  diag::Sink& sink_;
  Filler filler_;
  SettingList settings_;
};

}  // namespace

auto lower_settings(const Input& input, Scope& scope, const model::Named<model::Policy>& policy, diag::Sink& sink)
    -> std::vector<Setting> {
  return SettingsLowering(input, scope, policy, sink).run();
}

auto path_of(const Policy& policy, const Setting& setting) -> std::string {
  return place_text(setting.where, policy.name());
}

auto referenced_files(const Input& input, TenantRef tenant) -> std::vector<std::string> {
  diag::Sink ignored;
  Scope scope(tenant);
  const Filler filler(scope, input.sources, ignored);
  std::vector<std::string> paths;
  std::unordered_set<const void*> sets;  // each names its files once, however many policies take it
  const auto take = [&](const std::vector<model::Setting>& settings) {
    for (const auto& setting : settings) {
      if (!setting.value_from || !setting.value_from->file) continue;
      const auto& file = *setting.value_from->file;
      const auto named = filler.fill(file, {});
      if (!named) continue;
      auto path = resolve_path(input.root_paths[file.span.file.value], named->text);
      if (!path.empty()) paths.push_back(std::move(path));
    }
  };
  for (const auto* policy : input.policies.of(*tenant)) {
    take(policy->value.settings);
    for (const auto& exception : policy->value.overrides) take(exception.settings);
    for (const auto& name : policy->value.setting_sets) {
      const auto* set = input.workspace.setting_sets.find(name.value);
      if (set != nullptr && sets.insert(set).second) take(set->value.settings);
    }
  }
  return paths;
}

}  // namespace pinwright::lower
