#include "driver/analyse.hpp"

#include <atomic>
#include <catch2/catch.hpp>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "source/memory_file_system.hpp"

using namespace pinwright;
using namespace pinwright::driver;

namespace {

auto workspace_of(std::size_t tenants) -> std::string {
  std::string text = "pinwright: 1\nworkspace: test-4f2a91\ntenants:\n";
  for (std::size_t i = 0; i < tenants; ++i) {
    const auto digits = std::to_string(100'000 + i);
    text += "  t" + digits + ": {tenantId: 3f2b9a54-6c1d-4e8a-9b7e-2d5c8f" + digits + "}\n";
  }
  return text;
}

}  // namespace

TEST_CASE("tenants are told of in order and in batches, once all before them have been analysed") {
  const auto tenants = GENERATE(as<std::size_t>{}, 0, 1, 63, 64, 65, 200);
  const auto jobs = GENERATE(1U, 2U, 8U);
  CAPTURE(tenants, jobs);
  source::MemoryFileSystem files;
  files.put("/w/pinwright.yaml", workspace_of(tenants));
  std::ostringstream out;
  std::ostringstream err;
  Env env{files, out, err, "/w", [](std::string_view) { return std::nullopt; }, [] { return 0; }, [] { return 0; }};
  const auto loaded = load(env, "/w", jobs);

  std::vector<std::atomic<int>> analysed(tenants);
  std::vector<std::pair<std::size_t, std::size_t>> batches;
  AnalyseOptions options;
  options.jobs = jobs;
  options.per_tenant = [&](std::size_t index, lower::Deployment&&, const diag::Sink&) { ++analysed.at(index); };
  options.batch_done = [&](std::size_t first, std::size_t last) {
    batches.emplace_back(first, last);
    for (std::size_t i = first; i < last; ++i) CHECK(analysed.at(i) == 1);
  };
  CHECK(analyse(env, *loaded, options).size() == tenants);

  std::size_t told = 0;
  for (const auto& [first, last] : batches) {
    CHECK(first == told);
    CHECK(last > first);
    told = last;
  }
  CHECK(told == tenants);
}
