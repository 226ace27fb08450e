// What a run takes of the world: variables, the bytes of its files, and the time.

#include <catch2/catch.hpp>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "base/sha256.hpp"
#include "cli/command.hpp"
#include "cli/online/commands.hpp"
#include "fake/fake_tenant.hpp"
#include "graph/connect.hpp"
#include "source/memory_file_system.hpp"
#include "support/forwarding_files.hpp"

using namespace pinwright;
using Strings = std::vector<std::string>;

namespace {

constexpr std::int64_t kNow = 1'780'272'000;
constexpr std::int64_t kHour = 3600;

constexpr std::string_view kHead = R"(pinwright: 1
workspace: a-4f2a91
tenants: {contoso: {tenantId: 3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63}}
policies:
  camera:
    displayName: Camera
)";
constexpr std::string_view kText = R"(    settings:
      - omaUri: ./Device/Vendor/MSFT/Policy/Config/Defender/ExcludedPaths
        dataType: string
        valueFrom: )";

/// The files in memory, and somebody who changes them as soon as they were read.
class ChangingFiles final : public support::ForwardingFiles {
 public:
  explicit ChangingFiles(source::MemoryFileSystem& files) : ForwardingFiles(files), files_(files) {}

  std::map<std::string, std::string, std::less<>> next;  ///< by path: what stands there after the first reading

  auto read(std::string_view path, std::size_t limit) -> base::Result<std::string> override {
    auto bytes = files_.read(path, limit);
    if (const auto found = next.find(path); found != next.end()) files_.put(path, found->second);
    return bytes;
  }

 private:
  source::MemoryFileSystem& files_;
};

struct World {
  source::MemoryFileSystem files;
  ChangingFiles disk{files};
  fake::FakeTenant tenant{"3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63"};
  std::int64_t clock = kNow;
  std::set<std::string> asked;  ///< names of variables
  std::ostringstream out, err;

  auto put(std::string_view policy) -> void {
    files.put("/w/pinwright.yaml", std::string(kHead) + std::string(policy));
  }
  auto run(int code, const Strings& arguments) -> void {
    out.str({});
    err.str({});
    const auto variable = [this](std::string_view name) -> std::optional<std::string> {
      asked.emplace(name);
      if (name == "PINWRIGHT_JOURNAL_KEY") return "the key of this test, of many bytes";
      return name == "KEY" || name == "OTHER" ? std::optional<std::string>("canary") : std::nullopt;
    };
    driver::Env env{disk, out, err, "/w", variable, [this] { return clock; }, [] { return std::uint64_t{1}; }};
    env.sleep = [](std::chrono::milliseconds, const base::StopToken&) {};
    env.connect = [this](const auto&, const auto&) { return tenant.share(); };
    const auto ended = static_cast<int>(cli::run(arguments, env, cli::online::run));
    INFO(out.str() << err.str());
    REQUIRE(ended == code);
  }
  [[nodiscard]] auto saved() const -> nlohmann::json {
    return nlohmann::json::parse(files.files().at("/w/saved.json"));
  }
  /// The value of the one setting in the tenant.
  [[nodiscard]] auto value() const -> std::string {
    const auto live = tenant.stored(object::Kind::Policy, tenant.ids(object::Kind::Policy).at(0));
    return std::get<std::string>(std::get<object::Policy>(live.object).settings.at(0).value);
  }
};

/// Names that are of pinwright itself, of its credentials or of the system, and not of the files.
auto is_of_program(const std::string& name) -> bool {
  static const std::set<std::string> kOthers{"CI",   "FORCE_COLOR", "HOME",           "NO_COLOR",
                                             "TERM", "COLUMNS",     "XDG_STATE_HOME", "PATH"};
  return name.starts_with("PINWRIGHT_") || name.starts_with("AZURE_") || kOthers.contains(name);
}

auto of_files(std::set<std::string> names) -> std::set<std::string> {
  std::erase_if(names, is_of_program);
  return names;
}

}  // namespace

TEST_CASE(
    "the apply of a saved plan reads the variables that the files declare and no others; validate and compile none") {
  World world;
  world.put(std::string(kText) + "{env: KEY}\n");
  world.run(0, {"validate"});
  world.run(0, {"compile", "--out", "compiled"});
  CHECK(of_files(world.asked).empty());
  world.run(0, {"plan", "--out", "saved.json"});
  world.asked.clear();
  world.run(0, {"apply", "saved.json", "--yes"});
  CHECK(of_files(world.asked) == std::set<std::string>{"KEY"});
  CHECK(world.value() == "canary");
}

TEST_CASE("the bytes that are hashed are those that a plan is made from, and those that an apply sends") {
  const std::string file_value = std::string(kText) + "{file: value.txt}\n";
  World world;
  world.put(file_value);
  const auto root = world.files.files().at("/w/pinwright.yaml");
  world.files.put("/w/value.txt", "first");
  const auto change_after_reading = [&] {
    world.disk.next = {{"/w/value.txt", "second"}, {"/w/pinwright.yaml", root + "# other bytes\n"}};
  };
  const auto put_back = [&] {
    world.disk.next.clear();
    world.files.put("/w/value.txt", "first");
    world.files.put("/w/pinwright.yaml", root);
  };
  change_after_reading();
  world.run(0, {"plan", "--out", "saved.json"});
  CHECK_THAT(world.out.str(), Catch::Contains("\"first\"") && !Catch::Contains("second"));
  REQUIRE(world.files.files().at("/w/value.txt") == "second");
  std::map<std::string, std::string> hashes;
  const auto saved = world.saved();
  for (const auto& one : saved.at("sources")) hashes.emplace(one.at("path"), one.at("sha256"));
  CHECK(hashes == std::map<std::string, std::string>{{"pinwright.yaml", base::hex(base::sha256(root))},
                                                     {"value.txt", base::hex(base::sha256("first"))}});
  world.run(4, {"apply", "saved.json", "--yes"});
  put_back();
  change_after_reading();
  world.run(0, {"apply", "saved.json", "--yes"});
  REQUIRE(world.files.files().at("/w/value.txt") == "second");
  CHECK(world.value() == "first");
}

TEST_CASE("the day of a replacement is told by the tenant's clock, and this machine's has no say in it") {
  constexpr std::string_view kSettings =
      "    settings: [{omaUri: ./Device/Vendor/MSFT/Policy/Config/Camera/AllowCamera, value: 0}]\n"
      "    assignments: {include: [allDevices]}\n";
  World world;
  auto served = kNow;
  world.tenant.knobs().clock = [&] { return served; };
  world.put(kSettings);
  world.run(0, {"apply", "--yes"});
  world.put("    target: settingsCatalog\n" + std::string(kSettings));
  world.run(0, {"apply", "--yes"});
  REQUIRE(world.tenant.ids(object::Kind::Policy).size() == 2);
  const Strings plan{"plan", "--detailed-exitcode"};
  for (const auto off : {-1000 * 24 * kHour, std::int64_t{0}, 1000 * 24 * kHour}) {
    CAPTURE(off);
    world.clock = kNow + off;
    served = kNow + 23 * kHour;
    world.run(0, plan);
    served = kNow + 25 * kHour;
    world.run(2, plan);
    CHECK_THAT(world.out.str(), Catch::Contains("1 to delete"));
  }
}
