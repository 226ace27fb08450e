#include "graph/directory.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>

#include "graph/json.hpp"
#include "graph/kinds.hpp"
#include "graph/url.hpp"

namespace pinwright::graph {

using nlohmann::json;
using Shape = Read::Shape;

namespace {

auto organization_of(const json& list) -> base::Result<plan::Organization> {
  if (list.empty()) return base::Error{"the tenant has no organization", "", base::ErrorKind::NotFound};
  const auto& entity = list.front();
  plan::Organization out{
      text_at(entity, "id"), text_at(entity, "displayName"), {}, text_at(entity, "mobileDeviceManagementAuthority")};
  for (const auto& domain : member(entity, "verifiedDomains")) {
    if (auto name = text_at(domain, "name"); !name.empty()) out.verified_domains.push_back(std::move(name));
  }
  return out;
}

/// One that moved to the next page while the list was read is in it twice.
auto scope_tags_of(const json& list) -> std::vector<plan::ScopeTag> {
  std::vector<plan::ScopeTag> tags;
  std::set<std::string> ids;
  for (const auto& entity : list) {
    auto id = text_at(entity, "id");
    if (!id.empty() && !ids.insert(id).second) continue;
    tags.push_back({std::move(id), text_at(entity, "displayName")});
  }
  return tags;
}

auto principal_of(const json& list) -> std::optional<plan::ServicePrincipal> {
  if (list.empty()) return std::nullopt;
  const auto& entity = list.front();
  const auto& enabled = member(entity, "accountEnabled");
  return plan::ServicePrincipal{text_at(entity, "id"), text_at(entity, "appId"), text_at(entity, "displayName"),
                                !enabled.is_boolean() || enabled.get<bool>(), false};
}

/// A delegated grant of one person is no consent of the organization.
auto is_for_all(const json& grant) -> bool { return text_at(grant, "consentType") == "AllPrincipals"; }
auto is_any(const json&) -> bool { return true; }

}  // namespace

auto ask_organization(ReadBatch& batch, base::Result<plan::Organization>& out) -> void {
  // The authority is not among the properties that come unasked.
  batch.add({Shape::List, "/organization?$select=id,displayName,verifiedDomains,mobileDeviceManagementAuthority"},
            [&out](const base::Result<json>& list) {
              out = list.ok() ? organization_of(list.value()) : base::Result<plan::Organization>(list.error());
            });
}

auto ask_scope_tags(ReadBatch& batch, const Endpoint& endpoint, base::Result<std::vector<plan::ScopeTag>>& out)
    -> void {
  if (endpoint.api == model::GraphApi::V1) {
    out = lacking_in_v1("scope tags");
    return;
  }
  batch.add({Shape::List, "/deviceManagement/roleScopeTags"}, [&out](const base::Result<json>& list) {
    if (list.ok()) {
      out = scope_tags_of(list.value());
    } else {
      out = list.error();
    }
  });
}

auto ask_applications(ReadBatch& batch, const std::vector<std::string>& app_ids, std::vector<FoundPrincipal>& out)
    -> void {
  out.assign(app_ids.size(), std::optional<plan::ServicePrincipal>());
  for (std::size_t i = 0; i < app_ids.size(); ++i) {
    batch.add({Shape::List, fmt::format("/servicePrincipals?$filter=appId%20eq%20{}&$select=id,appId,displayName,"
                                        "accountEnabled",
                                        odata_literal(app_ids[i]))},
              [&slot = out[i]](const base::Result<json>& list) {
                slot = list.ok() ? FoundPrincipal(principal_of(list.value())) : FoundPrincipal(list.error());
              });
  }
}

auto ask_consent(ReadBatch& batch, std::vector<FoundPrincipal>& principals) -> void {
  for (auto& slot : principals) {
    if (!slot.ok() || !slot.value()) continue;
    // The first of two answers that failed: it counts if the second does not show consent.
    const auto failure = std::make_shared<std::optional<base::Error>>();
    const auto take = [&slot, failure](bool (*is_consent)(const json&), bool is_last) {
      return [&slot, failure, is_consent, is_last](const base::Result<json>& list) {
        if (!list.ok()) *failure = list.error();
        auto& consented = slot.value()->consented;
        if (list.ok()) consented = consented || std::any_of(list.value().begin(), list.value().end(), is_consent);
        if (is_last && *failure && !consented) slot = **failure;
      };
    };
    const auto& id = slot.value()->id;
    batch.add({Shape::List, fmt::format("/oauth2PermissionGrants?$filter=clientId%20eq%20{}", odata_literal(id))},
              take(&is_for_all, false));
    batch.add({Shape::List, fmt::format("/servicePrincipals/{}/appRoleAssignments", percent_encoded(id))},
              take(&is_any, true));
  }
}

}  // namespace pinwright::graph
