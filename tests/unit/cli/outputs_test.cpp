// Files of outputs, on the real disk: who may read them.

#include <catch2/catch.hpp>
#include <filesystem>
#include <sstream>

#include "cli/command.hpp"
#include "cli/online/commands.hpp"
#include "fake/fake_tenant.hpp"
#include "graph/connect.hpp"
#include "unit/source/scratch.hpp"

using namespace pinwright;

namespace {

constexpr auto kOthers = std::filesystem::perms::group_all | std::filesystem::perms::others_all;

/// A workspace on the disk with a tenant in memory.
class Place {
 public:
  explicit Place(const std::string& policies)
      : tenant_(fake::FakeTenant::from_json(R"({"tenantId": "3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63"})")) {
    put("pinwright.yaml",
        "pinwright: 1\nworkspace: a-4f2a91\ntenants: {contoso: {tenantId: 3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63}}\n" +
            policies);
  }

  /// Others may read it.
  auto put(const std::string& name, const std::string& bytes) -> void {
    REQUIRE(disk_->replace(scratch_ / name, bytes).ok());
    std::filesystem::permissions(scratch_ / name, std::filesystem::perms{0644});
  }
  auto is_private(const std::string& name) -> bool {
    return (std::filesystem::status(scratch_ / name).permissions() & kOthers) == std::filesystem::perms::none;
  }
  auto run(const std::vector<std::string>& arguments) -> cli::ExitCode {
    std::ostringstream out;
    std::ostringstream err;
    driver::Env env{*disk_,
                    out,
                    err,
                    scratch_.root(),
                    [](std::string_view) { return std::nullopt; },
                    [] { return std::int64_t{1'780'272'000}; },
                    [] { return std::uint64_t{1}; }};
    env.sleep = [](std::chrono::milliseconds, const base::StopToken&) {};
    env.connect = [this](const auto&, const auto&) { return tenant_.value()->share(); };
    return cli::run(arguments, env, cli::online::run);
  }

 private:
  Scratch scratch_;
  std::unique_ptr<source::FileSystem> disk_ = source::make_disk();
  base::Result<std::unique_ptr<fake::FakeTenant>> tenant_;
};

constexpr auto kPolicy = R"(policies:
  a:
    displayName: A
    settings: [{omaUri: ./Device/Vendor/MSFT/Policy/Config/Defender/AllowArchiveScanning, value: 1}]
    assignments: {include: [allDevices]}
)";

}  // namespace

TEST_CASE("every format of a command that meets a tenant is written for its owner alone, whatever was there") {
  const std::string format = GENERATE("html", "markdown", "text", "json", "github", "azure");
  const bool is_there = GENERATE(true, false);
  const bool is_valid = GENERATE(true, false);
  Place place(is_valid ? kPolicy : std::string(kPolicy) + "  b: {}\n");
  if (is_there) place.put("report", "old");
  CHECK(place.run({"plan", "--output", format + "=report"}) ==
        (is_valid ? cli::ExitCode::Success : cli::ExitCode::Findings));
  CHECK(place.is_private("report"));
}

TEST_CASE("the findings of files may be read by all who could read the report before") {
  Place place(kPolicy);
  place.put("report", "old");
  CHECK(place.run({"validate", "--output", "html=report"}) == cli::ExitCode::Success);
  CHECK_FALSE(place.is_private("report"));
}
