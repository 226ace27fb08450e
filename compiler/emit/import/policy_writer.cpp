#include "emit/import/policy_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "emit/import/admx.hpp"
#include "emit/import/assignments.hpp"
#include "emit/import/pin_recovery.hpp"
#include "emit/import/value.hpp"
#include "emit/yaml_writer.hpp"
#include "grammar/oma_uri_canonical.hpp"
#include "lower/fill.hpp"
#include "lower/value.hpp"
#include "object/canonical.hpp"
#include "object/codec/codec.hpp"
#include "object/marker.hpp"

namespace pinwright::emit {

namespace {

/// Whether the language knows what this node takes without being told.
auto needs_data_type(const object::Setting& setting, const csp::Node& node, bool is_admx_area,
                     const WrittenValue& value) -> bool {
  syntax::ScalarValue scalar = std::string();
  if (value.way == WrittenValue::Way::Inline) {
    if (const auto* flag = std::get_if<bool>(&setting.value)) scalar = *flag;
    if (const auto* number = std::get_if<std::int32_t>(&setting.value)) scalar = std::int64_t{*number};
    if (const auto* real = std::get_if<float>(&setting.value)) scalar = double{*real};
  }
  const auto chosen = lower::choose_type({}, node, is_admx_area, scalar);
  return chosen.from_yaml || chosen.type != setting.type;
}

class PolicyWriter {
 public:
  PolicyWriter(std::string key, ImportContext& into) : key_(std::move(key)), into_(into) {}

  auto run(const object::Live& live, const ExportNotes& notes) -> void {
    comments_ = notes.lost;
    const auto& policy = std::get<object::Policy>(live.object);
    yaml_.enter("policies");
    yaml_.enter(key_);
    yaml_.text("displayName", policy.display_name);
    write_description(object::split_description(policy.description.value_or("")).text);
    if (policy.target != object::Target::Custom) yaml_.entry("target", object::word(policy.target));
    yaml_.entry("tenants", fmt::format("[{}]", yaml_flow_text(into_.target.tenant)));
    write_settings(policy);
    if (notes.tells_assignments) write_assignments(live.assignments);
    write_scope_tags(policy);
    if (!live.id.empty())
      yaml_.entry("adopt", fmt::format("{{{}: {}}}", yaml_flow_text(into_.target.tenant), yaml_flow_text(live.id)));
    yaml_.leave();
    yaml_.leave();
    YamlWriter head;
    for (const auto& comment : comments_) {
      head.comment(comment);
      into_.imported.remarks.push_back(fmt::format("`{}`: {}", policy.display_name, comment));
    }
    into_.imported.files.push_back({policy_path(key_), head.take() + yaml_.take()});
  }

 private:
  auto write_description(const std::string& text) -> void {
    if (text.empty()) return;
    const auto most = object::longest_description(into_.target.workspace, key_);
    const bool is_long = base::count_code_points(text) > most;
    if (is_long || base::trimmed(text).size() != text.size() || lower::has_placeholder(text)) {
      comments_.emplace_back("its description is left as it is in Intune: these files cannot say it");
      return;
    }
    yaml_.text("description", text);
  }

  auto write_settings(const object::Policy& policy) -> void {
    std::vector<const object::Setting*> settings;
    for (const auto& setting : policy.settings) settings.push_back(&setting);
    std::sort(settings.begin(), settings.end(), [](const auto* a, const auto* b) {
      return std::tie(object::identity(*a), a->key.text()) < std::tie(object::identity(*b), b->key.text());
    });
    if (const auto pin = find_pin_recovery(policy.settings, into_.target.tenant_id)) {
      write_pin_recovery(*pin);
      const auto is_taken = [&](const object::Setting* one) {
        return std::find(pin->taken.begin(), pin->taken.end(), one) != pin->taken.end();
      };
      settings.erase(std::remove_if(settings.begin(), settings.end(), is_taken), settings.end());
    }
    if (settings.empty()) return;
    yaml_.enter("settings");
    std::size_t number = 0;
    for (const auto* setting : settings) write_setting(policy, *setting, ++number);
    yaml_.leave();
  }

  auto write_pin_recovery(const PinRecoveryPart& pin) -> void {
    yaml_.enter("pinRecovery");
    yaml_.entry("enabled", pin.enabled ? "true" : "false");
    if (pin.user_scope) yaml_.entry("scope", "user");
    if (!pin.web_sign_in.empty()) {
      yaml_.enter("webSignInAllowedUrls");
      for (const auto& domain : pin.web_sign_in) yaml_.item(yaml_text(domain));
      yaml_.leave();
    }
    yaml_.leave();
  }

  auto write_setting(const object::Policy& policy, const object::Setting& setting, std::size_t number) -> void {
    csp::Node node;
    bool is_admx_area = false;
    if (const auto* uri = setting.key.parsed()) {
      const auto found = into_.catalog.find(*uri);
      if (const auto* hit = std::get_if<csp::Found>(&found)) node = hit->node;
      if (const auto* miss = std::get_if<csp::NotFound>(&found))
        is_admx_area = miss->kind == csp::NotFound::Kind::AdmxIngested;
    }
    const auto last = grammar::last_segment(setting.key.text());
    auto value = written_value(setting, node, "files/" + key_, number);
    const bool is_secret = value.way == WrittenValue::Way::FromEnvironment;
    if (is_secret) value.scalar = free_variable(last);
    const auto admx = is_secret ? std::nullopt : admx_value(setting, node, is_admx_area);
    yaml_.enter_item();
    const bool has_texts = object::codec_of(policy.target).carries_texts;
    yaml_.text("omaUri", has_texts ? written_uri(setting.key.text()) : with_tenant_placeholder(setting.key.text()));
    if (has_texts && setting.display_name != last) yaml_.text("displayName", setting.display_name);
    if (!setting.description.value_or("").empty()) write_setting_description(setting);
    if (admx) {
      write_admx(yaml_, *admx);
    } else {
      if (needs_data_type(setting, node, is_admx_area, value)) yaml_.entry("dataType", model::word(setting.type));
      write_value(setting, std::move(value));
    }
    yaml_.leave_item();
  }

  auto write_setting_description(const object::Setting& setting) -> void {
    if (lower::has_placeholder(*setting.description)) {
      comments_.push_back(
          fmt::format("the description of its setting `{}` holds what these files take for a placeholder; "
                      "the next plan takes it away",
                      setting.key.text()));
      return;
    }
    yaml_.text("description", *setting.description);
  }

  auto write_value(const object::Setting& setting, WrittenValue value) -> void {
    if (!value.remark.empty()) comments_.push_back(fmt::format("setting `{}`: {}", setting.key.text(), value.remark));
    switch (value.way) {
      case WrittenValue::Way::Inline:
        yaml_.entry("value", value.scalar);
        return;
      case WrittenValue::Way::FromFile:
        // Policies stand in policies/, their files beside it.
        yaml_.entry("valueFrom", fmt::format("{{file: {}}}", yaml_flow_text("../" + value.scalar)));
        into_.imported.files.push_back(*std::move(value.file));
        return;
      case WrittenValue::Way::FromEnvironment:
        yaml_.entry("valueFrom", fmt::format("{{env: {}}}", value.scalar));
        into_.imported.secrets.push_back({value.scalar, key_, setting.key.text(), object::is_masked(setting)});
        return;
    }
  }

  auto free_variable(std::string_view setting) -> std::string {
    const auto stem = variable_name(into_.target.tenant, key_, setting);
    const auto is_taken = [&](const std::string& name) {
      return std::any_of(into_.imported.secrets.begin(), into_.imported.secrets.end(),
                         [&](const NeededSecret& secret) { return secret.variable == name; });
    };
    auto name = stem;
    for (int number = 2; is_taken(name); ++number) name = fmt::format("{}_{}", stem, number);
    return name;
  }

  /// With `{tenantId}` for the tenant's own ID, spelled as the files spell it: another spelling would be a change.
  auto written_uri(const std::string& uri) -> std::string {
    if (lower::has_placeholder(uri))
      comments_.push_back(
          fmt::format("`{}` holds a placeholder in Intune, which never works on a device; the files "
                      "fill it in, and the next plan changes it",
                      uri));
    const auto at = into_.target.tenant_id.empty() ? std::string::npos : uri.find(into_.target.tenant_id);
    if (at == std::string::npos) return uri;
    return uri.substr(0, at) + "{tenantId}" + uri.substr(at + into_.target.tenant_id.size());
  }

  /// The settings catalog has no tenant ID in it: the codec has left its place open.
  static auto with_tenant_placeholder(std::string uri) -> std::string {
    constexpr std::string_view kOpen = "{TenantId}";
    const auto at = uri.find(kOpen);
    return at == std::string::npos ? uri : uri.replace(at, kOpen.size(), "{tenantId}");
  }

  auto write_assignments(const std::vector<object::Assignment>& assignments) -> void {
    const auto problem = emit::write_assignments(yaml_, assignments, into_.names, into_.groups, into_.filters);
    if (!problem.empty())
      comments_.push_back(fmt::format("its assignments are left as they are in Intune: {}", problem));
  }

  auto write_scope_tags(const object::Policy& policy) -> void {
    if (!policy.scope_tags || policy.scope_tags->empty()) return;
    std::vector<std::string> tags;
    for (const auto& tag : *policy.scope_tags) {
      const auto found = into_.names.scope_tags.find(base::folded(tag.id));
      if (found == into_.names.scope_tags.end() && tag.id != "0") {
        comments_.push_back(
            fmt::format("its scope tags are left as they are in Intune: `{}` could not be found", tag.id));
        return;
      }
      tags.push_back(tag.id == "0" ? "Default" : found->second);
    }
    std::sort(tags.begin(), tags.end());
    yaml_.enter("scopeTags");
    for (const auto& tag : tags) yaml_.item(yaml_text(tag));
    yaml_.leave();
  }

  std::string key_;
  ImportContext& into_;
  YamlWriter yaml_;
  std::vector<std::string> comments_;
};

}  // namespace

auto policy_path(std::string_view key) -> std::string { return fmt::format("policies/{}.yaml", key); }

auto write_policy(const object::Live& live, const ExportNotes& notes, const std::string& key, ImportContext& into)
    -> void {
  PolicyWriter(key, into).run(live, notes);
}

}  // namespace pinwright::emit
