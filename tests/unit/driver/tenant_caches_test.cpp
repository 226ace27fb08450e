#include "driver/tenant_caches.hpp"

#include <catch2/catch.hpp>
#include <sstream>

#include "source/memory_file_system.hpp"

namespace {

using namespace pinwright;
using namespace pinwright::driver;

const std::string kTenantId = "3F2B9A54-6C1D-4E8A-9B7E-2D5C8F1A0E63";
const std::string kFile = "/w/.pinwright/cache/3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63.json";
const std::string kKeyFile = "/w/.pinwright/cache/key";

struct Place {
  source::MemoryFileSystem files;
  std::ostringstream out, err;
  std::uint64_t dice = 0;
  Env env{files,
          out,
          err,
          "/w",
          [](std::string_view) { return std::nullopt; },
          [] { return std::int64_t{1'780'272'000}; },
          [this] { return ++dice; }};

  Place() { files.put("/w/pinwright.yaml", "pinwright: 1\n"); }
};

auto live() -> object::Live {
  object::Live one;
  one.id = "7f1c7ad2-8f0e-4f2e-9d42-3f3f6a1f6b10";
  one.last_modified = "2026-05-01T00:00:00Z";
  one.version = 3;
  return one;
}

/// A cache with one value, on the disk.
auto fill(Place& place) -> void {
  TenantCaches caches(place.env, "/w", {});
  const auto cache = caches.of(kTenantId);
  cache->take(live(), "reference", "value");
  caches.save(kTenantId, *cache);
  REQUIRE(caches.notes().empty());
}

}  // namespace

TEST_CASE("what one run remembers, the next knows") {
  Place place;
  fill(place);
  TenantCaches caches(place.env, "/w", {});
  const auto cache = caches.of(kTenantId);
  CHECK(cache->holds(live(), "reference", "value"));
  CHECK_FALSE(cache->holds(live(), "reference", "another"));
  CHECK(caches.time() == "2026-06-01T00:00:00Z");
  CHECK(caches.of("9d1e0c5b-2a7f-4c36-8e4d-6b3f0a9c1d27")->size() == 0);
}

TEST_CASE("what was read with other definitions holds no longer") {
  Place place;
  fill(place);
  TenantCaches caches(place.env, "/w", "others");
  const auto cache = caches.of(kTenantId);
  CHECK(cache->size() == 0);
  CHECK(caches.notes().empty());
  cache->take(live(), "reference", "value");
  caches.save(kTenantId, *cache);
  CHECK(TenantCaches(place.env, "/w", "others").of(kTenantId)->size() == 1);
  CHECK(TenantCaches(place.env, "/w", {}).of(kTenantId)->size() == 0);
}

TEST_CASE("where nothing is remembered, nothing is written") {
  Place place;
  const auto before = place.files.files();
  TenantCaches caches(place.env, "/w", {});
  caches.save(kTenantId, *caches.of(kTenantId));
  CHECK(place.files.files() == before);
}

TEST_CASE("a cache that is garbage is thrown away, with a word") {
  Place place;
  fill(place);
  REQUIRE(place.files.replace_privately(kFile, "{\"formatVersion\": 9}").ok());
  TenantCaches caches(place.env, "/w", {});
  const auto cache = caches.of(kTenantId);
  CHECK(cache->size() == 0);
  REQUIRE(caches.notes().size() == 1);
  CHECK(caches.notes()[0].ends_with("is no cache of this version of pinwright: it is made anew"));
  cache->take(live(), "reference", "value");
  caches.save(kTenantId, *cache);
  CHECK(TenantCaches(place.env, "/w", {}).of(kTenantId)->size() == 1);
}

TEST_CASE("without its key a cache is worth nothing") {
  Place place;
  fill(place);
  REQUIRE(place.files.replace_privately(kKeyFile, "another\n").ok());
  CHECK_FALSE(TenantCaches(place.env, "/w", {}).of(kTenantId)->holds(live(), "reference", "value"));
  REQUIRE(place.files.replace_privately(kKeyFile, "\n").ok());
  TenantCaches caches(place.env, "/w", {});
  CHECK_FALSE(caches.is_usable());
  CHECK(caches.notes().size() == 1);
}

TEST_CASE("a disk that takes nothing is told, and does no harm") {
  Place place;
  place.files.refuse_writes(kFile, "no space left on device");
  TenantCaches caches(place.env, "/w", {});
  const auto cache = caches.of(kTenantId);
  cache->take(live(), "reference", "value");
  caches.save(kTenantId, *cache);
  REQUIRE(caches.notes().size() == 1);
  CHECK(caches.notes()[0].find("no space left on device") != std::string::npos);
}
