#include "driver/left_tenants.hpp"

#include <catch2/catch.hpp>
#include <sstream>

#include "plan/journal/write.hpp"
#include "source/memory_file_system.hpp"

namespace {

using namespace pinwright;
using namespace pinwright::driver;

const std::string kContoso = "3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63";
const std::string kFabrikam = "9d1e0c5b-2a7f-4c36-8e4d-6b3f0a9c1d27";

/// A workspace with the tenant contoso, and journals of earlier runs.
struct Place {
  source::MemoryFileSystem files;
  std::ostringstream out, err;
  std::string key = "a key";
  std::size_t runs = 0;
  Env env{files,
          out,
          err,
          "/w",
          [this](std::string_view name) { return name == "PINWRIGHT_JOURNAL_KEY" ? std::optional(key) : std::nullopt; },
          [] { return std::int64_t{0}; },
          [] { return std::uint64_t{0}; }};

  Place() {
    files.put("/w/pinwright.yaml", "pinwright: 1\nworkspace: test-4f2a91\ntenants:\n  contoso: {tenantId: " + kContoso +
                                       ", primaryDomain: contoso.com}\n");
  }

  /// A run that writes to objects `ids` of one tenant.
  auto run(const std::string& tenant_id, plan::Write write, const std::vector<std::string>& ids,
           plan::WriteOutcome outcome = plan::WriteOutcome::Done) -> void {
    const auto path = "/w/.pinwright/journal/20260601T00" + std::to_string(1000 + runs++) + "Z-1.jsonl";
    const auto journal =
        plan::make_file_journal(files, path, "test-4f2a91", key, [] { return std::int64_t{1780272000}; });
    for (const auto& id : ids) {
      plan::Intent intent{tenant_id == kContoso ? "contoso" : "fabrikam",
                          tenant_id,
                          object::Kind::Policy,
                          "p",
                          id,
                          write,
                          std::nullopt};
      const auto number = journal->begin(intent);
      REQUIRE(number.ok());
      plan::Entry entry;
      entry.outcome = outcome;
      entry.id = id;
      REQUIRE(journal->end(number.value(), entry).ok());
    }
  }

  auto left() -> std::vector<LeftTenant> { return left_tenants(env, *driver::load(env, "/w", 1)); }
};

}  // namespace

TEST_CASE("a tenant that was written to and is in the files no more is told") {
  Place place;
  CHECK(place.left().empty());
  place.run(kContoso, plan::Write::Create, {"1", "2"});
  CHECK(place.left().empty());
  place.run(kFabrikam, plan::Write::Create, {"3", "4"});
  place.run(kFabrikam, plan::Write::Update, {"3"});
  const auto left = place.left();
  REQUIRE(left.size() == 1);
  CHECK(left[0].name == "fabrikam");
  CHECK(left[0].tenant_id == kFabrikam);
  CHECK(left[0].objects == 2);
}

TEST_CASE("what was deleted or given up is not left behind") {
  Place place;
  place.run(kFabrikam, plan::Write::Create, {"3", "4"});
  place.run(kFabrikam, plan::Write::Remove, {"3"});
  CHECK(place.left().at(0).objects == 1);
  place.run(kFabrikam, plan::Write::Describe, {"4"});
  CHECK(place.left().empty());
}

TEST_CASE("what was not done is not left behind") {
  Place place;
  place.run(kFabrikam, plan::Write::Create, {"3"}, plan::WriteOutcome::Failed);
  CHECK(place.left().empty());
  place.run(kFabrikam, plan::Write::Create, {"3"});
  place.run(kFabrikam, plan::Write::Remove, {"3"}, plan::WriteOutcome::Failed);
  CHECK(place.left().at(0).objects == 1);
}

TEST_CASE("a journal that another key has sealed, or that is none, tells nothing") {
  Place place;
  place.run(kFabrikam, plan::Write::Create, {"3"});
  place.files.put("/w/.pinwright/journal/20260601T000999Z-1.jsonl", "{\"tenantId\":\"x\"}");
  CHECK(place.left().size() == 1);
  place.key = "another";
  CHECK(place.left().empty());
}
