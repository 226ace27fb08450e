#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "graph/graph_tenant.hpp"
#include "unit/graph/support.hpp"

/// A tenant over a scripted Graph.
namespace graph_test {

/// Answers by URL; what it does not know is 404. A read inside of a batch is looked up as if it came alone.
struct Routes {
  std::map<std::string, json> bodies;

  auto operator()(const Request& request) const -> Result<Response> {
    const auto found = bodies.find(request.url);
    if (found == bodies.end())
      return answer(404, {{"error", {{"code", "ResourceNotFound"}, {"message", request.url}}}});
    return answer(200, found->second);
  }
};

struct TenantBench {
  explicit TenantBench(FakeTransport::Handler handler,
                       pinwright::model::GraphApi api = pinwright::model::GraphApi::Beta) {
    auto over = std::make_unique<FakeTransport>(std::move(handler));
    auto from = std::make_unique<FakeTokens>();
    transport = over.get();
    tokens = from.get();
    tenant = std::make_unique<pinwright::graph::GraphTenant>(std::move(over), std::move(from),
                                                             pinwright::graph::Endpoint{kHost, api}, fake.world());
  }

  /// What was asked, alone or in a batch, in any order.
  auto urls() const -> std::vector<std::string> {
    std::vector<std::string> out;
    for (const auto& request : transport->seen) {
      if (!request.url.ends_with("/$batch")) {
        out.push_back(request.url);
        continue;
      }
      const auto items = json::parse(request.body).at("requests");
      for (const auto& item : items) out.push_back(kBase + item.at("url").get<std::string>());
    }
    std::sort(out.begin(), out.end());
    return out;
  }

  FakeWorld fake;
  FakeTransport* transport = nullptr;
  FakeTokens* tokens = nullptr;
  std::unique_ptr<pinwright::graph::GraphTenant> tenant;
};

inline auto list(std::vector<json> values) -> json { return {{"value", std::move(values)}}; }

/// A deviceConfiguration as Intune answers it.
inline auto policy_json(const std::string& id, const std::string& name = "P") -> json {
  return {{"@odata.type", "#microsoft.graph.windows10CustomConfiguration"},
          {"id", id},
          {"displayName", name},
          {"description", nullptr},
          {"version", 3},
          {"createdDateTime", "2026-01-01T00:00:00Z"},
          {"lastModifiedDateTime", "2026-01-02T00:00:00Z"},
          {"roleScopeTagIds", {"0"}},
          {"supportsScopeTags", true},
          {"omaSettings",
           {{{"@odata.type", "#microsoft.graph.omaSettingBoolean"},
             {"displayName", "EnablePinRecovery"},
             {"omaUri", "./Device/Vendor/MSFT/PassportForWork/x/Policies/EnablePinRecovery"},
             {"value", true}}}},
          {"assignments",
           {{{"id", id + "_all"}, {"target", {{"@odata.type", "#microsoft.graph.allDevicesAssignmentTarget"}}}}}}};
}

}  // namespace graph_test
