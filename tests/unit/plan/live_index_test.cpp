#include "plan/live_index.hpp"

#include <catch2/catch.hpp>

#include "object/marker.hpp"
#include "plan/replacement.hpp"
#include "unit/plan/apply_support.hpp"

using namespace pinwright;
using namespace pinwright::plan::test;
using object::Kind;
using plan::LiveIndex;
using plan::Lives;

namespace {

auto marked(const std::string& name, const std::string& id, const std::string& key, const std::string& tenant_id,
            const std::string& replaces = {}) -> object::Live {
  auto object = policy(name, {});
  if (!key.empty()) {
    object::Marker marker;
    marker.workspace = kWorkspace;
    marker.key = key;
    marker.tenant = object::tenant_mark(tenant_id);
    marker.replaces = replaces;
    object.description = object::to_text(marker);
  }
  auto live = live_of(object);
  live.id = id;
  return live;
}

}  // namespace

TEST_CASE("live objects are found by id, marker and name as people compare names") {
  const std::vector<object::Live> lives{
      marked("Caf\u00e9", "1", "a", kTenantId), marked("Cafe\u0301 ", "2", "", kTenantId),
      marked("CAFe\u0301", "3", "a", "another tenant"), marked("Bar", "AB", "a", kTenantId)};
  const LiveIndex index(lives, kWorkspace, kTenantId);
  CHECK(index.find(Kind::Policy, "ab") == &lives[3]);
  CHECK(index.find(Kind::Group, "ab") == nullptr);
  CHECK(index.owned(Kind::Policy, "a") == Lives{&lives[0], &lives[3]});
  CHECK(index.owned(Kind::Filter, "a").empty());
  CHECK(index.named("caf\u00e9") == Lives{&lives[0], &lives[1], &lives[2]});
  CHECK(index.named("foo").empty());
  CHECK(index.is_owned(lives[0]));
  CHECK_FALSE(index.is_owned(lives[2]));
}

TEST_CASE("a policy and the one whose place it takes find each other") {
  auto first = marked("A", "1", "a", kTenantId);
  auto second = marked("A", "2", "a", kTenantId, "1");
  std::get<object::Policy>(second.object).target = object::Target::SettingsCatalog;
  const std::vector<object::Live> lives{first, second, marked("B", "3", "b", kTenantId)};
  const LiveIndex index(lives, kWorkspace, kTenantId);
  CHECK(index.counterpart_of(lives[0]) == &lives[1]);
  CHECK(index.counterpart_of(lives[1]) == &lives[0]);
  CHECK(index.counterpart_of(lives[2]) == nullptr);
}
