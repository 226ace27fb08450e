#include <catch2/catch.hpp>
#include <memory>
#include <sstream>
#include <stop_token>

#include "cli/command.hpp"
#include "cli/online/commands.hpp"
#include "fake/fake_tenant.hpp"
#include "graph/connect.hpp"
#include "source/memory_file_system.hpp"

using namespace pinwright;

namespace {

constexpr std::string_view kTenant = R"({"tenantId": "3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63", "managedDevices": [
  {"deviceName": "PHONE", "operatingSystem": "WindowsPhone", "osVersion": "10.0.15063.1", "skuFamily": "Mobile",
   "joinType": "azureADJoined"}]})";

/// A phone whose reset stays pending, and a run that waits for its result.
struct World {
  std::stop_source stop;
  std::vector<std::chrono::milliseconds> waits;
  std::size_t stop_at = 0;      ///< during this wait the run is to stop; 0: never
  std::int64_t clock_step = 0;  ///< by which the system's clock moves at each look
  std::ostringstream out, err;

  auto run(bool asks = false) -> cli::ExitCode {
    auto made = fake::FakeTenant::from_json(kTenant);
    auto& tenant = *made.value();
    const auto id = tenant.find("PHONE").value().front().id;
    tenant.set_reset(id, {"pending", {}, {}, {}, 0});
    source::MemoryFileSystem files;
    files.put("/work/pinwright.yaml",
              "pinwright: 1\nworkspace: a-4f2a91\ntenants:\n"
              "  contoso: {tenantId: 3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63}\n");
    std::int64_t now = 1'780'272'000;
    std::istringstream answers("yes\n");
    driver::Env env{files,
                    out,
                    err,
                    "/work",
                    [](std::string_view) { return std::nullopt; },
                    [&] { return now += clock_step; },
                    [] { return std::uint64_t{1}; }};
    env.in = &answers;
    env.in_is_terminal = true;
    env.stop = stop.get_token();
    env.sleep = [this](std::chrono::milliseconds time, const base::StopToken&) {
      waits.push_back(time);
      if (waits.size() == stop_at) stop.request_stop();
    };
    env.connect = [&](const auto&, const auto&) { return tenant.share(); };
    std::vector<std::string> arguments{"reset-passcode", "--tenant", "contoso",   "--device",
                                       "PHONE",          "--wait",   "--timeout", "20"};
    if (asks) {
      stop.request_stop();
    } else {
      arguments.emplace_back("--yes");
    }
    return cli::run(arguments, env, cli::online::run);
  }
};

}  // namespace

TEST_CASE("a wait for a new passcode that is interrupted says so, and not that the time is over") {
  World world;
  world.stop_at = 2;
  CHECK(world.run() == cli::ExitCode::Partial);  // the action was asked for
  CHECK(world.waits.size() == 2);
  CHECK_THAT(world.err.str(), Catch::Contains("interrupted"));
  CHECK_THAT(world.err.str(), !Catch::Contains("no result after"));
}

TEST_CASE("a wait for a new passcode ends after its time, whatever the system's clock does") {
  const auto step = GENERATE(std::int64_t{0}, std::int64_t{3600}, std::int64_t{-3600});
  World world;
  world.clock_step = step;
  CHECK(world.run() == cli::ExitCode::Partial);
  CHECK(world.waits == std::vector<std::chrono::milliseconds>(4, std::chrono::seconds(5)));
  CHECK_THAT(world.err.str(), Catch::Contains("no result after 20 seconds"));
}

TEST_CASE("a question that is interrupted is not taken for a no") {
  World world;
  CHECK(world.run(true) == cli::ExitCode::Interrupted);
  CHECK(world.waits.empty());
}
