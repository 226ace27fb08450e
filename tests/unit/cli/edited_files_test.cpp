// Saved plans and journals as somebody might edit them: each field, one at a time, to other values of its type. An edit
// is refused with 4, or has no effect: what is drawn, which is what would be sent, is the same as without it.

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/online/commands.hpp"
#include "fake/fake_tenant.hpp"
#include "graph/connect.hpp"
#include "source/memory_file_system.hpp"

using namespace pinwright;
using Json = nlohmann::ordered_json;

namespace {

constexpr std::string_view kTenantId = "3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63";
constexpr std::string_view kJournalFolder = "/work/.pinwright/journal";

constexpr std::string_view kHead = R"(pinwright: 1
workspace: a-4f2a91
tenants: {contoso: {tenantId: 3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63}}
groups:
  pilots: {displayName: SG Pilots}
  made: {displayName: SG Made, create: true}
filters: {old: {displayName: Old, create: true, rule: '(device.model -eq "A")'}}
)";
constexpr std::string_view kBefore = R"(policies:
  changes:
    displayName: Changes
    settings:
      - {omaUri: ./Device/Vendor/MSFT/Policy/Config/Defender/ExcludedPaths, dataType: string, value: before}
      - {omaUri: ./Device/Vendor/MSFT/Policy/Config/Defender/PUAProtection, dataType: integer, value: 1}
      - {omaUri: ./Device/Vendor/MSFT/Policy/Config/Defender/ExcludedProcesses, dataType: string, valueFrom: {env: KEY}}
    assignments: {include: [pilots]}
  goes:
    displayName: Goes
    settings: [{omaUri: ./Device/Vendor/MSFT/Policy/Config/Defender/AllowArchiveScanning, value: 1}]
)";
constexpr std::string_view kAfter = R"(policies:
  changes:
    displayName: Changes
    settings:
      - {omaUri: ./Device/Vendor/MSFT/Policy/Config/Defender/ExcludedPaths, dataType: string, value: after}
      - {omaUri: ./Device/Vendor/MSFT/Policy/Config/Defender/PUAProtection, dataType: integer, value: 1}
      - {omaUri: ./Device/Vendor/MSFT/Policy/Config/Defender/ExcludedProcesses, dataType: string, valueFrom: {env: KEY}}
    assignments: {include: [made], exclude: [{group: pilots}]}
  comes:
    displayName: Comes
    protect: true
    scopeTags: [Default]
    settings: [{omaUri: ./Device/Vendor/MSFT/Policy/Config/Defender/AllowBehaviorMonitoring, value: 1}]
    assignments: {include: [{group: allDevices, filter: old}]}
  taken:
    displayName: By hand
    settings: [{omaUri: ./Device/Vendor/MSFT/Policy/Config/Defender/AllowCloudProtection, value: 1}]
)";

/// A workspace and its tenant, both in memory. Nobody is there to say yes.
class World {
 public:
  World() {
    const auto seed = fmt::format(
        R"({{"tenantId": "{}", "groups": [{{"displayName": "SG Pilots", "devices": 3}}], "deviceConfigurations": [
             {{"@odata.type": "#microsoft.graph.windows10CustomConfiguration", "displayName": "By hand",
               "omaSettings": []}}]}})",
        kTenantId);
    auto made = fake::FakeTenant::from_json(seed);
    REQUIRE(made.ok());
    tenant_ = std::move(made).value();
    write(kBefore);
  }

  auto write(std::string_view policies) -> void {
    files_.put("/work/pinwright.yaml", std::string(kHead) + std::string(policies));
  }
  auto put(const std::string& name, std::string bytes) -> void { files_.put("/work/" + name, std::move(bytes)); }
  [[nodiscard]] auto text(const std::string& name) const -> std::string { return files_.files().at("/work/" + name); }
  [[nodiscard]] auto last_journal() const -> std::string {
    std::string last;
    for (const auto& [path, bytes] : files_.files()) {
      if (path.starts_with(kJournalFolder)) last = bytes;
    }
    return last;
  }
  [[nodiscard]] auto writes() const -> std::size_t { return tenant_->writes().size(); }

  auto run(const std::vector<std::string>& arguments) -> int {
    std::ostringstream out;
    std::ostringstream err;
    const auto lookup = [this](std::string_view name) { return variable(name); };
    driver::Env env{files_, out, err, "/work", lookup, [this] { return ++now_; }, [] { return std::uint64_t{1}; }};
    env.sleep = [](std::chrono::milliseconds, const base::StopToken&) {};
    env.connect = [this](const auto&, const auto&) { return tenant_->share(); };
    const auto code = cli::run(arguments, env, cli::online::run);
    out_ = out.str();
    err_ = err.str();
    return static_cast<int>(code);
  }
  [[nodiscard]] auto out() const -> const std::string& { return out_; }
  [[nodiscard]] auto err() const -> const std::string& { return err_; }

  std::map<std::string, std::string, std::less<>> variables{{"KEY", "canary"},
                                                            {"PINWRIGHT_JOURNAL_KEY", "the key of this test"}};

 private:
  [[nodiscard]] auto variable(std::string_view name) const -> std::optional<std::string> {
    const auto found = variables.find(name);
    return found == variables.end() ? std::nullopt : std::optional(found->second);
  }

  source::MemoryFileSystem files_;
  std::unique_ptr<fake::FakeTenant> tenant_;
  std::int64_t now_ = 1'780'272'000;
  std::string out_, err_;
};

/// Other values of the same type: words that mean something elsewhere, too.
auto others(const Json& value) -> std::vector<Json> {
  if (value.is_boolean()) return {!value.get<bool>()};
  if (value.is_number()) return {value.get<std::int64_t>() + 1};
  if (value.is_null()) return {"x", std::string(64, '0'), Json::array()};
  if (value.is_array()) {
    std::vector<Json> all{Json::array({"x"})};
    if (value.empty()) return all;
    all.push_back(Json::array());
    all.push_back(value);
    all.back().push_back(value.front());
    return all;
  }
  std::vector<Json> all;
  for (const std::string word : {"",
                                 "x",
                                 "create",
                                 "update",
                                 "delete",
                                 "adopt",
                                 "forget",
                                 "remove",
                                 "assign",
                                 "done",
                                 "failed",
                                 "customPolicy",
                                 "group",
                                 "filter",
                                 "absent",
                                 "error",
                                 "warning",
                                 "note",
                                 "contoso",
                                 "changes",
                                 "goes",
                                 "comes",
                                 "v1.0",
                                 "beta",
                                 "0000000000000000000000000000000000000000000000000000000000000000",
                                 "9d1e0c5b-2a7f-4c36-8e4d-6b3f0a9c1d27"}) {
    if (value != word) all.emplace_back(word);
  }
  return all;
}

/// Calls `edit` with each document that differs from `json` in one field, and with its JSON pointer.
auto for_each_edit(const Json& json, const std::function<void(const std::string&, const Json&)>& edit) -> std::size_t {
  std::size_t count = 0;
  const auto flat = json.flatten();
  std::set<std::string> places;
  for (const auto& [place, leaf] : flat.items()) {
    // Arrays and objects on the way to a leaf are fields too.
    for (Json::json_pointer pointer(place); !pointer.empty(); pointer.pop_back()) places.insert(pointer.to_string());
  }
  for (const auto& place : places) {
    const Json::json_pointer pointer(place);
    const auto& value = json.at(pointer);
    if (value.is_object()) continue;
    for (const auto& other : others(value)) {
      auto changed = json;
      changed[pointer] = other;
      edit(place, changed);
      ++count;
    }
  }
  return count;
}

const std::vector<std::string> kApply{"apply", "saved.json", "--max-deletes", "9"};

}  // namespace

TEST_CASE("every field of a saved plan, edited to another value, is refused or has no effect") {
  World world;
  REQUIRE(world.run({"apply", "--yes"}) == 0);
  world.write(kAfter);
  INFO(world.err());
  REQUIRE(world.run({"plan", "--out", "saved.json", "--adopt", "taken"}) == 0);
  const auto saved = Json::parse(world.text("saved.json"));
  for (const auto* action : {"create", "update", "delete", "adopt"}) {
    INFO(action);
    REQUIRE_THAT(world.text("saved.json"), Catch::Contains(fmt::format("\"action\": \"{}\"", action)));
  }
  CHECK(world.run(kApply) == 1);
  REQUIRE_THAT(world.err(), Catch::Contains("nobody is there to say yes"));
  const auto drawn = world.out();
  const auto writes = world.writes();
  std::set<std::string> without_effect;
  const auto edits = for_each_edit(saved, [&](const std::string& place, const Json& changed) {
    world.put("saved.json", changed.dump());
    const auto code = world.run(kApply);
    const bool is_same = code == 1 && world.out() == drawn && base::split(world.err(), '\n').size() > 1 &&
                         world.err().find("nobody is there to say yes") != std::string::npos;
    if (is_same) without_effect.insert(place);
    if (code != 4 && !is_same) FAIL(place << " ended with " << code << "\n" << world.out() << world.err());
  });
  CHECK(world.writes() == writes);
  // `adopt` has none where the policies are there and are ours, or are not of the plan; `replaceAfter` where nothing
  // waits to be replaced.
  CHECK(without_effect.contains("/createdAt"));
  for (const auto& place : without_effect) {
    INFO(place);
    CHECK((place == "/createdAt" || place.starts_with("/options/adopt") || place == "/options/replaceAfter"));
  }
  fmt::print("{} edits of a saved plan: {} fields without effect, all others refused\n", edits, without_effect.size());
  world.put("saved.json", saved.dump());
  auto yes = kApply;
  yes.emplace_back("--yes");
  CHECK(world.run(yes) == 0);
}

TEST_CASE("every field of a journal, edited to another value, is refused") {
  World world;
  REQUIRE(world.run({"apply", "--yes"}) == 0);
  world.write(kAfter);
  REQUIRE(world.run({"apply", "--yes", "--adopt", "taken", "--max-deletes", "9"}) == 0);
  const auto journal = world.last_journal();
  const auto writes = world.writes();
  world.put("journal.jsonl", journal);
  CHECK(world.run({"rollback", "journal.jsonl"}) == 1);
  REQUIRE_THAT(world.err(), Catch::Contains("nobody is there to say yes"));
  std::vector<std::string> lines;
  for (const auto line : base::split(journal, '\n')) lines.emplace_back(line);
  lines.pop_back();
  std::size_t edits = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    edits += for_each_edit(Json::parse(lines[i]), [&](const std::string& place, const Json& changed) {
      auto edited = lines;
      edited[i] = changed.dump();
      world.put("journal.jsonl", base::joined(edited, "\n") + "\n");
      const auto code = world.run({"rollback", "journal.jsonl", "--yes"});
      if (code != 4) FAIL("line " << i + 1 << ", " << place << " ended with " << code << "\n" << world.err());
    });
  }
  CHECK(world.writes() == writes);
  fmt::print("{} edits of a journal: all refused\n", edits);
}

TEST_CASE("a saved plan without changes says so, whatever the tenant holds by now") {
  World world;
  REQUIRE(world.run({"apply", "--yes"}) == 0);
  REQUIRE(world.run({"plan", "--out", "saved.json"}) == 0);
  world.write(kAfter);
  REQUIRE(world.run({"apply", "--yes", "--adopt", "taken", "--max-deletes", "9"}) == 0);
  world.write(kBefore);
  const auto writes = world.writes();
  CHECK(world.run({"apply", "saved.json", "--yes"}) == 0);
  CHECK(world.out() == "this plan has no changes\n");
  CHECK(world.writes() == writes);
}

TEST_CASE("--max-deletes of a plan does not hold for its apply") {
  World world;
  REQUIRE(world.run({"apply", "--yes"}) == 0);
  world.write(kAfter);
  REQUIRE(world.run({"plan", "--out", "saved.json", "--adopt", "taken", "--max-deletes", "9"}) == 0);
  CHECK_THAT(world.text("saved.json"), !Catch::Contains("axDeletes"));
  world.variables["CI"] = "true";  // there, no delete is made without being asked for
  CHECK(world.run({"apply", "saved.json", "--yes"}) == 1);
  CHECK_THAT(world.err(), Catch::Contains("--max-deletes"));
}

TEST_CASE("a saved plan that waits for no time that an option could name is refused") {
  World world;
  REQUIRE(world.run({"plan", "--out", "saved.json"}) == 0);
  auto saved = Json::parse(world.text("saved.json"));
  for (const std::string seconds : {"9223372036854775807", "-1", "one"}) {
    saved["options"]["replaceAfter"] = seconds;
    world.put("saved.json", saved.dump());
    CHECK(world.run(kApply) == 4);
    CHECK_THAT(world.err(), Catch::Contains("where a number of seconds up to ten years belongs"));
  }
}
