#include "emit/import/pin_recovery.hpp"

#include <algorithm>
#include <variant>

#include "base/text.hpp"
#include "grammar/oma_uri_canonical.hpp"
#include "lower/fill.hpp"
#include "lower/pin_recovery.hpp"
#include "object/well_known.hpp"

namespace pinwright::emit {

namespace {

/// lower/pin_recovery.cpp makes such settings, under their last segment as display name and without a description.
auto is_bare(const object::Setting& setting) -> bool {
  return setting.display_name == grammar::last_segment(setting.key.text()) && setting.description.value_or("").empty();
}

auto find(const std::vector<object::Setting>& settings, std::string_view uri) -> const object::Setting* {
  const auto found = std::find_if(settings.begin(), settings.end(),
                                  [&](const object::Setting& one) { return one.key.text() == uri && is_bare(one); });
  return found == settings.end() ? nullptr : &*found;
}

auto enable_setting(const std::vector<object::Setting>& settings, const std::string& tenant_id, model::PinScope scope)
    -> const object::Setting* {
  const auto* setting = find(settings, lower::pin_recovery_uri(scope, tenant_id));
  return setting != nullptr && std::holds_alternative<bool>(setting->value) ? setting : nullptr;
}

/// The domains of a list that is a domain at each place.
auto domains_of(const object::Setting& setting) -> std::vector<std::string> {
  const auto* text = std::get_if<std::string>(&setting.value);
  if (text == nullptr || setting.type != object::DataType::String || lower::has_placeholder(*text)) return {};
  std::vector<std::string> domains;
  for (const auto domain : base::split(*text, ';')) {
    if (domain.empty() || base::trimmed(domain) != domain) return {};
    domains.emplace_back(domain);
  }
  return domains;
}

}  // namespace

auto find_pin_recovery(const std::vector<object::Setting>& settings, const std::string& tenant_id)
    -> std::optional<PinRecoveryPart> {
  PinRecoveryPart part;
  const auto* enable = enable_setting(settings, tenant_id, model::PinScope::Device);
  if (enable == nullptr) {
    enable = enable_setting(settings, tenant_id, model::PinScope::User);
    part.user_scope = true;
  }
  if (enable == nullptr) return std::nullopt;
  part.enabled = std::get<bool>(enable->value);
  part.taken.push_back(enable);
  if (const auto* web = find(settings, object::kWebSignInUri)) {
    part.web_sign_in = domains_of(*web);
    if (!part.web_sign_in.empty()) part.taken.push_back(web);
  }
  return part;
}

}  // namespace pinwright::emit
