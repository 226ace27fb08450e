#pragma once

#include <memory>
#include <string>
#include <vector>

#include "graph/approvals.hpp"
#include "graph/ask.hpp"
#include "graph/devices.hpp"
#include "graph/session.hpp"
#include "plan/tenant.hpp"

namespace pinwright::graph {

/// plan::Tenant over Microsoft Graph.
class GraphTenant final : public plan::Tenant {
 public:
  /// `tokens` may use `transport`: it goes first.
  GraphTenant(std::unique_ptr<Transport> transport, std::unique_ptr<TokenSource> tokens, Endpoint endpoint,
              const World& world);

  auto access() -> base::Result<plan::Access> override;
  auto ask(const plan::Question& question) -> plan::Answer override;
  auto await_turn() -> bool override;
  auto devices() -> plan::Devices& override { return devices_; }
  auto approvals() -> plan::Approvals& override { return approvals_; }

 private:
  auto do_create(const object::Object& object, const plan::Consent& consent) -> plan::WriteAnswer override;
  auto do_update(const std::string& id, const object::Object& object, const plan::Consent& consent)
      -> plan::WriteAnswer override;
  auto do_describe(const std::string& id, const object::Object& object, const plan::Consent& consent)
      -> plan::WriteAnswer override;
  auto do_assign(const object::Address& policy, const std::vector<object::Assignment>& assignments,
                 const plan::Consent& consent) -> plan::WriteAnswer override;
  auto do_remove(const object::Address& object, const plan::Consent& consent) -> plan::WriteAnswer override;

  /// Of what a POST made, where its answer may not hold them: as they are shown, or as sent where that cannot be read.
  auto read_settings(object::Live& made, const object::Policy& sent) -> void;
  /// Any success is one, with whatever body or none.
  auto send(plan::Method method, std::string_view verb, const std::string& path, const nlohmann::ordered_json* body,
            const plan::Consent& consent) -> plan::WriteAnswer;

  std::unique_ptr<Transport> transport_;
  std::unique_ptr<TokenSource> tokens_;
  Endpoint endpoint_;
  Session session_;
  GraphDevices devices_;
  GraphApprovals approvals_;
};

}  // namespace pinwright::graph
