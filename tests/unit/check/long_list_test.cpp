#include <catch2/catch.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "check/check.hpp"
#include "check/check_uri.hpp"
#include "check/tenant_index.hpp"
#include "grammar/oma_uri.hpp"

namespace pinwright::check {

namespace {

/// A policy that gives one text to a node of the built-in catalogue.
class World {
 public:
  World(const std::string& uri, std::string value) {
    tenant_.name.value = "contoso";
    policy_.name.value = "firewall";
    deployment_.tenant = &tenant_;
    lower::Policy policy;
    policy.declared = &policy_;
    lower::Setting setting;
    setting.key = object::SettingKey::of_oma_uri(uri);
    setting.answer = catalog_.find(std::get<grammar::OmaUri>(grammar::parse_oma_uri(uri)));
    setting.node = std::get<csp::Found>(*setting.answer).node;
    setting.value.text.text = value;
    const auto file = sources_.add("pinwright.yaml", value);
    setting.value.text.span = {file, 0, static_cast<std::uint32_t>(value.size())};
    setting.typed = object::SettingValue(std::move(value));
    policy.settings.push_back(std::move(setting));
    deployment_.policies.push_back(std::move(policy));
  }

  auto findings(void (*check)(const SettingContext&, diag::Sink&)) -> std::vector<diag::Diagnostic> {
    const WorkspaceContext all{workspace_, catalog_, sources_};
    TenantIndex index(deployment_);
    const TenantContext tenant{all, deployment_, index};
    const PolicyContext policy{tenant, deployment_.policies.front()};
    const auto& setting = policy.policy.settings.front();
    const auto result = check_uri(tenant, setting);
    diag::Sink sink;
    check({policy, setting, result}, sink);
    return sink.diagnostics();
  }

 private:
  model::Workspace workspace_;
  csp::Catalog catalog_ = csp::Catalog::built_in();
  source::SourceMap sources_;
  model::Named<model::Tenant> tenant_;
  model::Named<model::Policy> policy_;
  lower::Deployment deployment_;
};

constexpr std::string_view kRule = "./Vendor/MSFT/Firewall/MdmStore/FirewallRules/Contoso/";
constexpr std::size_t kParts = 200'000;

/// More than 1 MiB: "x0,x1,x2,…".
auto wrong_parts() -> std::string {
  std::string text;
  for (std::size_t i = 0; i < kParts; ++i) text += (i == 0 ? "x" : ",x") + std::to_string(i);
  return text;
}

auto begins_with(const std::string& text, const std::string& beginning) -> bool {
  return text.compare(0, beginning.size(), beginning) == 0;
}

}  // namespace

TEST_CASE("a long list of parts that are not allowed is one finding") {
  World world(std::string(kRule) + "InterfaceTypes", wrong_parts());
  const auto found = world.findings(checks::value_not_allowed);
  REQUIRE(found.size() == 1);
  CHECK(begins_with(found[0].message, "`x0`, `x1`, `x2` and 199997 more are no values of `InterfaceTypes`"));
  CHECK(found[0].labels.size() == 2);
}

TEST_CASE("a long list of parts that do not fit a pattern is one finding") {
  World world(std::string(kRule) + "LocalPortRanges", wrong_parts());
  const auto found = world.findings(checks::value_pattern);
  REQUIRE(found.size() == 1);
  CHECK(begins_with(found[0].message, "`x0`, `x1`, `x2` and 199997 more do not fit the pattern of `LocalPortRanges`"));
  CHECK(found[0].labels.size() == 2);
}

TEST_CASE("parts of a list that are long are counted and not named") {
  const std::string longer(61, 'x');
  World world(std::string(kRule) + "InterfaceTypes", "Lan,y," + longer + "," + longer);
  const auto found = world.findings(checks::value_not_allowed);
  REQUIRE(found.size() == 1);
  CHECK(begins_with(found[0].message, "3 parts of the value are no values of `InterfaceTypes`"));
}

}  // namespace pinwright::check
