#include "lower/settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "grammar/oma_uri_canonical.hpp"
#include "lower/fill.hpp"
#include "lower/look_up.hpp"
#include "lower/value.hpp"
#include "model/select.hpp"

namespace pinwright::lower {

namespace {

/// Below an area that an ingested ADMX file makes.
auto is_in_admx_area(const Setting& setting) -> bool {
  const auto* missing = setting.answer ? std::get_if<csp::NotFound>(&*setting.answer) : nullptr;
  return missing != nullptr && missing->kind == csp::NotFound::Kind::AdmxIngested;
}

auto last_segment(std::string_view uri) -> std::string {
  return grammar::decoded_segment(uri.substr(uri.rfind('/') + 1));
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

class SettingsLowering {
 public:
  SettingsLowering(const Input& input, TenantRef tenant, const model::Named<model::Policy>& policy, diag::Sink& sink)
      : input_(input), tenant_(tenant), policy_(policy), sink_(sink), filler_(tenant, input.sources, sink) {}

  auto run() -> std::vector<Setting> {
    add_sets();
    auto from_sets = settings_.size();
    add_own(from_sets);
    add_overrides();
    return std::move(settings_);
  }

 private:
  auto add_sets() -> void {
    for (const auto& name : policy_.value.setting_sets) {
      const auto* set = input_.workspace.setting_sets.find(name.value);
      if (set == nullptr) continue;
      for (std::size_t i = 0; i < set->value.settings.size(); ++i) {
        add(set->value.settings[i],
            {.list = Where::List::Set, .owner = set->name.value, .outer = 0, .index = i, .pin_key = {}});
      }
    }
  }

  auto add_own(std::size_t& from_sets) -> void {
    const auto& own = policy_.value.settings;
    for (std::size_t i = 0; i < own.size(); ++i) {
      auto setting = make(own[i], {.list = Where::List::Policy, .owner = {}, .outer = 0, .index = i, .pin_key = {}});
      if (setting) put(*std::move(setting), from_sets);
    }
  }

  auto add_overrides() -> void {
    for (std::size_t i = 0; i < policy_.value.overrides.size(); ++i) {
      const auto& exception = policy_.value.overrides[i];
      if (!model::selects(exception.tenants, *tenant_)) continue;
      for (const auto& uri : exception.remove_settings) remove(uri);
      auto before = settings_.size();
      for (std::size_t k = 0; k < exception.settings.size(); ++k) {
        auto setting = make(exception.settings[k],
                            {.list = Where::List::Override, .owner = {}, .outer = i, .index = k, .pin_key = {}});
        if (setting) put(*std::move(setting), before);
      }
    }
  }

  auto add(const model::Setting& declared, Where where) -> void {
    if (auto setting = make(declared, where)) settings_.push_back(*std::move(setting));
  }

  /// In the place of the ones with this OMA-URI among the first `replaceable` settings, or at the end.
  auto put(Setting setting, std::size_t& replaceable) -> void {
    const auto is_it = [&](const Setting& other) { return other.key.canonical() == setting.key.canonical(); };
    auto end = settings_.begin() + static_cast<std::ptrdiff_t>(replaceable);
    const auto old = std::find_if(settings_.begin(), end, is_it);
    if (old == end) {
      settings_.push_back(std::move(setting));
      return;
    }
    const auto rest = std::remove_if(old + 1, end, is_it);
    replaceable -= static_cast<std::size_t>(end - rest);
    settings_.erase(rest, end);
    *old = std::move(setting);
  }

  auto remove(const model::Text& uri) -> void {
    const auto filled = filler_.fill(uri, fmt::format("policies.{}.overrides", policy_.name.value));
    if (!filled) return;
    const auto canonical = grammar::canonical_oma_uri(filled->text);
    const auto is_it = [&](const Setting& setting) { return setting.key.canonical() == canonical; };
    settings_.erase(std::remove_if(settings_.begin(), settings_.end(), is_it), settings_.end());
  }

  auto make(const model::Setting& declared, Where where) -> std::optional<Setting> {
    const auto path = place_text(where, policy_.name.value);
    auto uri = filler_.fill(declared.oma_uri, path + ".omaUri");
    auto value = value_of(input_, filler_, declared, tenant_, path, sink_);
    if (!uri || !value) return std::nullopt;
    Setting setting;
    setting.declared = &declared;
    setting.where = where;
    setting.key = object::SettingKey::of_oma_uri(std::move(uri->text));
    setting.uri_origin = std::move(static_cast<Origin&>(*uri));
    setting.value = *std::move(value);
    look_up(setting, input_.catalog);
    const auto chosen = choose_type(declared, setting.node, is_in_admx_area(setting), setting.value.scalar);
    setting.type = chosen.type;
    setting.type_from_yaml = chosen.from_yaml;
    setting.typed = typed_value(setting.type, setting.value);
    setting.span = declared.span;
    name(declared, setting, path);
    return setting;
  }

  auto name(const model::Setting& declared, Setting& setting, const std::string& path) -> void {
    if (declared.display_name) {
      auto filled = filler_.fill(*declared.display_name, path + ".displayName");
      if (filled) setting.display_name = std::move(filled->text);
    } else {
      setting.display_name = last_segment(setting.key.text());
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
  std::vector<Setting> settings_;
};

}  // namespace

auto lower_settings(const Input& input, TenantRef tenant, const model::Named<model::Policy>& policy, diag::Sink& sink)
    -> std::vector<Setting> {
  return SettingsLowering(input, tenant, policy, sink).run();
}

auto path_of(const Policy& policy, const Setting& setting) -> std::string {
  return place_text(setting.where, policy.name());
}

auto referenced_files(const Input& input, TenantRef tenant) -> std::vector<std::string> {
  diag::Sink ignored;
  const Filler filler(tenant, input.sources, ignored);
  std::vector<std::string> paths;
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
      if (const auto* set = input.workspace.setting_sets.find(name.value)) take(set->value.settings);
    }
  }
  return paths;
}

}  // namespace pinwright::lower
