#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sstream>

#include "driver/online_sources.hpp"
#include "driver/online_trace.hpp"
#include "driver/seed.hpp"
#include "driver/utc.hpp"
#include "source/memory_file_system.hpp"

namespace {

using namespace pinwright;
using namespace pinwright::driver;

/// A workspace in memory, loaded.
class Place {
 public:
  auto load() -> std::unique_ptr<Loaded> {
    Env env{files_,          out_, err_, "/w", [](std::string_view) { return std::nullopt; }, [] { return 0; },
            [] { return 0; }};
    return driver::load(env, "/w", 1);
  }
  auto put(const std::string& path, const std::string& text) -> void { files_.put("/w/" + path, text); }

 private:
  source::MemoryFileSystem files_;
  std::ostringstream out_, err_;
};

constexpr auto kRoot = R"(pinwright: 1
workspace: test-4f2a91
tenants:
  contoso: {tenantId: 3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63, primaryDomain: contoso.com, groups: {pilot: {displayName: CTS Pilot}, kiosks: none}}
  fabrikam: {tenantId: 9d1e0c5b-2a7f-4c36-8e4d-6b3f0a9c1d27}
groups:
  pilot: {displayName: SG Pilot, members: devices}
  kiosks: {displayName: SG Kiosks}
  made: {displayName: Made, create: true, membershipRule: (device.deviceOwnership -eq "Company")}
filters:
  corporate: {displayName: Corporate}
policies:
  hello:
    displayName: Hello
    settings: [{omaUri: ./Device/Vendor/MSFT/Policy/Config/Camera/AllowCamera, valueFrom: {file: value.txt}, dataType: string}]
    assignments: {include: [{group: pilot, filter: corporate}, made], exclude: [kiosks]}
    scopeTags: [Default, EMEA]
)";

auto names_in(const nlohmann::json& list) -> std::vector<std::string> {
  std::vector<std::string> names;
  for (const auto& one : list) names.push_back(one.at("displayName"));
  return names;
}

}  // namespace

TEST_CASE("a moment is told in UTC") {
  // date -u -d @1780272000
  CHECK(compact_utc(1'780'272'000) == "20260601T000000Z");
  CHECK(compact("2026-06-01T00:00:00Z") == "20260601T000000Z");
  // date -u -d @951782399: the last second before a leap day
  CHECK(compact_utc(951'782'399) == "20000228T235959Z");
}

TEST_CASE("the hashes of the sources are of bytes, of YAML and of value files, in order of path") {
  Place place;
  place.put("pinwright.yaml", kRoot);
  place.put("value.txt", "abc");
  const auto hashes = hash_sources(*place.load());
  REQUIRE(hashes.size() == 2);
  CHECK(hashes[0].path == "pinwright.yaml");
  CHECK(hashes[1].path == "value.txt");
  // FIPS 180-4, "abc"
  CHECK(hashes[1].sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("a source that was changed, added or removed is told") {
  const std::vector<plan::SourceHash> then{{"a", "1"}, {"b", "2"}, {"c", "3"}};
  CHECK(changed_sources(then, then).empty());
  CHECK(changed_sources(then, {{"a", "1"}, {"b", "9"}, {"d", "4"}}) == std::vector<std::string>{"b", "c", "d"});
}

TEST_CASE(
    "a seed holds what each tenant's policies look up, by the tenant's own names, and nothing that the files make") {
  Place place;
  place.put("pinwright.yaml", kRoot);
  place.put("value.txt", "abc");
  const auto seed = nlohmann::json::parse(make_seed(*place.load()));
  REQUIRE(seed.at("tenants").size() == 2);
  const auto& contoso = seed["tenants"][0];
  CHECK(contoso.at("tenantId") == "3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63");
  CHECK(contoso.at("verifiedDomains") == nlohmann::json{"contoso.com"});
  CHECK(names_in(contoso.at("groups")) == std::vector<std::string>{"CTS Pilot"});
  CHECK(names_in(seed["tenants"][1].at("groups")) == std::vector<std::string>{"SG Kiosks", "SG Pilot"});
  CHECK(names_in(contoso.at("assignmentFilters")) == std::vector<std::string>{"Corporate"});
  CHECK(names_in(contoso.at("roleScopeTags")) == std::vector<std::string>{"EMEA"});
  CHECK(contoso.at("servicePrincipals").size() == 2);
}

TEST_CASE("a seed is the same in every run") {
  Place place;
  place.put("pinwright.yaml", kRoot);
  place.put("value.txt", "abc");
  CHECK(make_seed(*place.load()) == make_seed(*place.load()));
}

TEST_CASE("a trace goes on at the end of its file") {
  source::MemoryFileSystem files;
  files.put("/w/trace", "before\n");
  const auto trace = Trace::open(files, "/w/trace");
  REQUIRE(trace.ok());
  CHECK(trace.value()->write("{}").empty());
  CHECK(files.files().at("/w/trace") == "before\n{}\n");
  files.refuse_writes("/w/trace", "no space left on device");
  CHECK_THAT(trace.value()->write("{}"),
             Catch::Contains("the trace is not whole") && Catch::Contains("no space left on device"));
  CHECK(trace.value()->write("{}").empty());
}

TEST_CASE("a trace that cannot be written is told before anything is sent") {
  source::MemoryFileSystem files;
  CHECK_FALSE(Trace::open(files, "/missing/trace").ok());
}
