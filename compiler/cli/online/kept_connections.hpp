#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "cli/online/session.hpp"

namespace pinwright::cli::online {

/// Connections that go on from the plan of a tenant to its apply, so that nobody has to sign in twice.
class KeptConnections {
 public:
  explicit KeptConnections(const Session& session) : session_(session) {}

  /// From any thread. Keeps what will be needed again, up to a number that spares the process's open files.
  auto keep(const plan::TenantPlan& plan, std::unique_ptr<plan::Tenant> tenant) -> void;
  /// From any thread: a kept connection, or a new one. The tenant is one of the workspace.
  [[nodiscard]] auto take(const std::string& name) -> std::unique_ptr<plan::Tenant>;

 private:
  std::mutex mutex_;
  const Session& session_;
  std::map<std::string, std::unique_ptr<plan::Tenant>> kept_;
};

}  // namespace pinwright::cli::online
