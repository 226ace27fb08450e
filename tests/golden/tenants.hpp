#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "fake/fake_tenant.hpp"
#include "graph/connect.hpp"

namespace golden {

/// The live tenants of a case: `tenant.json`, `tenant.NAME.json`, each as fake::FakeTenant::from_json takes it, and
/// beside `mayReveal` (default true), `forbidden`, `lacksDefinitions` and `protects` (none; "policy", "filter"), as
/// fake::Knobs has them. A mistake in such a file ends the process: the case is broken.
class Tenants {
 public:
  explicit Tenants(const std::filesystem::path& folder);

  /// A tenant that no file describes cannot be reached.
  [[nodiscard]] auto connect(const pinwright::graph::ConnectOptions& options)
      -> std::unique_ptr<pinwright::plan::Tenant>;

  /// What somebody does in the tenants between two steps; a file that is missing is nothing:
  /// [{"tenantId", "kind", "displayName", "merge": {a JSON merge patch of the stored body} | "erase": true}], or
  /// {"tenantId", "decide": "approved" | "rejected" | "expired"}: of every request for approval that waits.
  auto change(const std::filesystem::path& file) -> void;

 private:
  std::map<std::string, std::unique_ptr<pinwright::fake::FakeTenant>> by_id_;
};

}  // namespace golden
