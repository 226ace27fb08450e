#include "driver/declared_secrets.hpp"

#include <catch2/catch.hpp>
#include <sstream>

#include "source/memory_file_system.hpp"

using namespace pinwright;

TEST_CASE("the name of a variable is filled for each tenant before its value is looked up") {
  source::MemoryFileSystem files;
  files.put("/w/pinwright.yaml", R"(pinwright: 1
workspace: test-4f2a91
tenants:
  contoso: {tenantId: 3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63}
  fabrikam: {tenantId: 9d1e0c5b-2a7f-4c36-8e4d-6b3f0a9c1d27}
policies:
  wifi:
    displayName: A
    settings: [{omaUri: ./Device/Vendor/MSFT/A/B, dataType: string, valueFrom: {env: "PSK_{tenant.name}"}}]
)");
  std::ostringstream out, err;
  const base::Variables variable = [](std::string_view name) -> std::optional<std::string> {
    if (name == "PSK_contoso") return "first-canary";
    return name == "PSK_fabrikam" ? std::optional<std::string>("second-canary") : std::nullopt;
  };
  driver::Env env{files, out, err, "/w", variable, [] { return std::int64_t{0}; }, [] { return std::uint64_t{0}; }};
  const auto loaded = driver::load(env, "/w", 1);
  CHECK(driver::declared_secrets(*loaded, variable).hidden_in("a first-canary b second-canary") ==
        "a [redacted] b [redacted]");
}
