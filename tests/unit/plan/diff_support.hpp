#pragma once

#include <catch2/catch.hpp>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "fake/fake_tenant.hpp"
#include "lower/deployment.hpp"
#include "plan/diff/diff.hpp"
#include "plan/plan.hpp"
#include "source/source_map.hpp"

/// A workspace in YAML, planned against a tenant in memory.
namespace pinwright::plan::diff_test {

inline const std::string kTenantId = "3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63";
inline const std::string kWorkspace = "contoso-windows-4f2a91";
/// Digests of a marker that no section of any object has.
inline const std::string kOtherDigest = "aaaaaaaaaaaaaaaa";

/// Files of one tenant, lowered. What points into them stays good as long as it lives.
class Files {
 public:
  /// `yaml`: the root file without `pinwright` and `workspace`. With no `tenants` in it, there is one, `contoso`.
  explicit Files(std::string_view yaml);
  ~Files();
  Files(Files&&) noexcept;

  [[nodiscard]] auto deployment(std::string_view tenant = "contoso") const -> const lower::Deployment&;
  [[nodiscard]] auto sources() const -> const source::SourceMap&;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

struct World {
  World();

  fake::FakeTenant tenant{kTenantId};
  std::map<std::string, std::string> environment;
  DiffOptions options;

  [[nodiscard]] auto plan(const Files& files) -> TenantPlan;
  [[nodiscard]] auto plan(std::string_view yaml) -> TenantPlan { return plan(Files(yaml)); }
  /// Writes what a plan says, without any of the cares of apply, and plans anew: that must be empty.
  auto settle(std::string_view yaml) -> void;
  auto carry_out(const TenantPlan& plan) -> void;

  /// A group of this many devices. Its id.
  auto add_group(const std::string& display_name, std::size_t devices = 0, std::size_t users = 0) -> std::string;
  /// A policy that is not ours: one Integer setting, its description and assignments as given.
  auto add_policy(const std::string& display_name, const std::string& description = {},
                  const std::string& assignments = "[]") -> std::string;
  [[nodiscard]] auto policy_id(std::string_view display_name) const -> std::string;
  /// Somebody changes a property of a policy in the portal.
  auto edit_policy(std::string_view display_name, const std::function<void(nlohmann::json&)>& change) -> void;
};

/// What a policy of the files is when nothing in particular is asked of it: two numbers and a text.
inline constexpr std::string_view kPolicy = R"(
policies:
  hello:
    displayName: Hello
    description: About Hello
    settings:
      - {omaUri: './Device/Vendor/MSFT/PassportForWork/{tenantId}/Policies/PINComplexity/Expiration', value: 365}
      - {omaUri: './Device/Vendor/MSFT/PassportForWork/{tenantId}/Policies/PINComplexity/History', value: 5}
      - {omaUri: './Device/Vendor/MSFT/Policy/Config/Authentication/ConfigureWebSignInAllowedUrls', value: sts.contoso.com}
)";

[[nodiscard]] auto find(const TenantPlan& plan, std::string_view key) -> const Change*;
/// The one change of this key.
[[nodiscard]] auto change_of(const TenantPlan& plan, std::string_view key) -> const Change&;
[[nodiscard]] auto finding_of(const TenantPlan& plan, diag::Code code) -> const diag::Diagnostic*;
/// Slugs of all findings, sorted.
[[nodiscard]] auto slugs(const TenantPlan& plan) -> std::vector<std::string>;
/// "update config", "no-op", …
[[nodiscard]] auto verdict(const Change& change) -> std::string;
/// "settings config, assignments drift"; "" when all are None.
[[nodiscard]] auto sections(const Change& change) -> std::string;
[[nodiscard]] auto paths(const Change& change) -> std::vector<std::string>;
/// A marker with digests that fit nothing.
[[nodiscard]] auto marker(const std::string& workspace, const std::string& key,
                          const std::string& tenant_id = kTenantId) -> std::string;

}  // namespace pinwright::plan::diff_test
