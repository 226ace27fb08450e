#include "lower/pin_recovery.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "lower/look_up.hpp"
#include "object/well_known.hpp"

namespace pinwright::lower {

namespace {

using object::kGovernmentSignInDomain;

auto made_setting(std::string uri, std::string_view display_name, std::string_view pin_key, source::Span span,
                  const csp::Catalog& catalog) -> Setting {
  Setting setting;
  setting.where = {.list = Where::List::PinRecovery, .owner = {}, .outer = 0, .index = 0, .pin_key = pin_key};
  setting.key = object::SettingKey::of_oma_uri(std::move(uri)).in(&catalog);
  setting.uri_origin.span = span;
  look_up(setting, catalog);
  setting.display_name = display_name;
  setting.span = span;
  return setting;
}

auto enable_setting(const model::PinRecovery& pin, TenantRef tenant, const csp::Catalog& catalog) -> Setting {
  const auto scope = pin.scope ? pin.scope->value : model::PinScope::Device;
  const auto span = pin.enabled ? pin.enabled->span : pin.span;
  auto setting = made_setting(pin_recovery_uri(scope, tenant->value.tenant_id.value), "EnablePinRecovery", "enabled",
                              span, catalog);
  const bool enabled = !pin.enabled || pin.enabled->value;
  setting.type = object::DataType::Boolean;
  setting.value.scalar = enabled;
  setting.value.text = {enabled ? "true" : "false", span};
  setting.typed = enabled;
  return setting;
}

/// The domains joined with `;`, each keeping its own origin.
class DomainList {
 public:
  auto add(const model::Text& domain) -> void {
    add_separator();
    const auto begin = filled_.text.size();
    filled_.text += domain.value;
    filled_.pieces.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(filled_.text.size()),
                              domain.span, &domain.value, 0, false});
  }
  auto add_made(std::string_view domain) -> void {
    add_separator();
    filled_.text += domain;
  }
  auto take(source::Span span) -> Filled {
    filled_.span = span;
    return std::move(filled_);
  }
  [[nodiscard]] auto empty() const -> bool { return filled_.text.empty(); }

 private:
  auto add_separator() -> void {
    if (!filled_.text.empty()) filled_.text += ';';
  }
  Filled filled_;
};

auto allowed_domains(const model::WebSignIn& web, const model::Tenant& tenant) -> DomainList {
  DomainList list;
  if (!web.federated) {
    for (const auto& domain : web.domains) list.add(domain);
    return list;
  }
  if (!tenant.federated_sign_in || tenant.federated_sign_in->empty()) return list;
  bool has_gov = false;
  for (const auto& domain : *tenant.federated_sign_in) {
    list.add(domain);
    has_gov = has_gov || domain.value == kGovernmentSignInDomain;
  }
  if (model::is_government(tenant.cloud_or_default()) && !has_gov) list.add_made(kGovernmentSignInDomain);
  return list;
}

}  // namespace

auto pin_recovery_uri(model::PinScope scope, std::string_view tenant_id) -> std::string {
  return fmt::format("./{}/Vendor/MSFT/PassportForWork/{}/Policies/EnablePinRecovery",
                     scope == model::PinScope::User ? "User" : "Device", tenant_id);
}

auto merge_pin_recovery(const model::PinRecovery& exception, model::PinRecovery& into) -> void {
  if (exception.enabled) into.enabled = exception.enabled;
  if (exception.scope) into.scope = exception.scope;
  if (exception.web_sign_in_allowed_urls) into.web_sign_in_allowed_urls = exception.web_sign_in_allowed_urls;
  if (exception.services) into.services = exception.services;
}

auto pin_recovery_settings(const model::PinRecovery& pin, TenantRef tenant, const csp::Catalog& catalog)
    -> std::vector<Setting> {
  std::vector<Setting> settings;
  settings.push_back(enable_setting(pin, tenant, catalog));
  if (!pin.web_sign_in_allowed_urls) return settings;
  auto domains = allowed_domains(*pin.web_sign_in_allowed_urls, tenant->value);
  if (domains.empty()) return settings;
  const auto span = pin.web_sign_in_allowed_urls->span;
  auto setting = made_setting(std::string(object::kWebSignInUri), "ConfigureWebSignInAllowedUrls",
                              "webSignInAllowedUrls", span, catalog);
  setting.value.text = domains.take(span);
  setting.value.scalar = setting.value.text.text;
  setting.typed = setting.value.text.text;
  settings.push_back(std::move(setting));
  return settings;
}

}  // namespace pinwright::lower
