// Names that a tenant holds are text of others: nothing of them may reach the terminal or the agent of a pipeline as it
// is.

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <string>

#include "cli/online/confirm.hpp"
#include "cli/views/preflight.hpp"
#include "cli/views/status.hpp"
#include "source/memory_file_system.hpp"

using namespace pinwright;

namespace {

const std::string kHostile = "x\x1b[2J\n::error::y\r##vso[task.complete result=Failed]\xE2\x80\xAE\xC2\x9B";

auto check_harmless(const std::string& printed) -> void {
  INFO(printed);
  CHECK(printed.find("task.complete") != std::string::npos);  // it is there, drawn
  for (const auto* piece : {"\x1b", "\r", "\n::", "##vso[", "\xE2\x80\xAE", "\xC2\x9B"}) {
    CHECK(printed.find(piece) == std::string::npos);
  }
}

auto readiness() -> driver::TenantReadiness {
  driver::TenantReadiness tenant;
  tenant.name = "contoso";
  return tenant;
}

}  // namespace

TEST_CASE("preflight draws what a tenant calls itself, and why it cannot be used") {
  for (const auto field : {&driver::TenantReadiness::display_name, &driver::TenantReadiness::mdm_authority}) {
    auto tenant = readiness();
    tenant.*field = kHostile;
    std::ostringstream out;
    cli::views::print_readiness(out, {tenant});
    check_harmless(out.str());
    const auto json = cli::views::readiness_json({tenant}, {}, {});
    check_harmless(json);
    CHECK(nlohmann::json::parse(json).dump().find("task.complete") != std::string::npos);
  }
  auto tenant = readiness();
  tenant.unusable = base::Error{kHostile, kHostile};
  std::ostringstream out;
  cli::views::print_readiness(out, {tenant});
  check_harmless(out.str());
}

TEST_CASE("status draws why a policy or a tenant cannot be read") {
  driver::TenantRollout broken{.name = "contoso", .unusable = base::Error{kHostile, ""}};
  driver::TenantRollout partly{.name = "fabrikam"};
  partly.policies.push_back({.key = "a", .display_name = kHostile, .status = base::Error{kHostile, ""}});
  for (const auto& rollout : {broken, partly}) {
    std::ostringstream out;
    cli::views::print_status(out, {rollout}, {});
    check_harmless(out.str());
    check_harmless(cli::views::status_json({rollout}));
  }
}

TEST_CASE("a question draws the names in it") {
  source::MemoryFileSystem files;
  std::ostringstream out;
  std::ostringstream err;
  std::istringstream answer("no\n");
  driver::Env env{files,
                  out,
                  err,
                  "/",
                  [](std::string_view) { return std::optional<std::string>(); },
                  [] { return std::int64_t{0}; },
                  [] { return std::uint64_t{1}; }};
  env.in = &answer;
  env.in_is_terminal = true;
  CHECK_FALSE(cli::online::confirm(kHostile, "", env).ok());
  check_harmless(err.str());
}
