#pragma once

#include "graph/session.hpp"
#include "plan/tenant.hpp"

namespace pinwright::graph {

/// plan::Devices over Graph's beta, whatever the workspace asks for: v1.0 does not show the result of an action in
/// full.
class GraphDevices final : public plan::Devices {
 public:
  GraphDevices(Session& session, const std::string& host) : session_(session), base_(host + "/beta") {}

  auto status(const std::vector<std::string>& policy_ids) -> std::vector<base::Result<plan::PolicyStatus>> override;
  auto find(const std::string& id_or_name) -> base::Result<std::vector<plan::ManagedDevice>> override;
  auto read(const std::string& id) -> base::Result<plan::ManagedDevice> override;
  auto reset_passcode(const std::string& id) -> base::Status override;

 private:
  Session& session_;
  std::string base_;
};

}  // namespace pinwright::graph
