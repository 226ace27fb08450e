#include "object/foreign_policy.hpp"

#include <array>

#include "base/text.hpp"

namespace pinwright::object {

namespace {

constexpr std::array<std::string_view, 9> kKindWords{
    "custom",
    "settings catalog",
    "endpoint security",
    "security baseline",
    "device configuration",
    "identity protection",
    "administrative templates",
    "intent",
    "enrolment",
};

}  // namespace

auto word(PolicyKind kind) -> std::string_view { return kKindWords.at(static_cast<std::size_t>(kind)); }

auto title(PolicyKind kind) -> std::string_view { return kind == PolicyKind::Enrolment ? "enrollment" : word(kind); }

auto node_id(const SettingKey& key, std::string_view tenant_id) -> std::string {
  constexpr std::string_view kOpen = "{tenantid}";
  auto node = base::folded(key.canonical());
  const auto tenant = base::folded(tenant_id);
  const auto at = tenant.empty() ? std::string::npos : node.find(tenant);
  return at == std::string::npos ? node : node.replace(at, tenant.size(), kOpen);
}

}  // namespace pinwright::object
