#include "sandbox/store.hpp"

#include <catch2/catch.hpp>

#include "source/file_system.hpp"
#include "unit/source/scratch.hpp"

using namespace pinwright::sandbox;
using Catch::Contains;

namespace {

auto opened(const std::string& path) -> std::unique_ptr<Store> {
  auto store = Store::open(path);
  if (!store) FAIL(store.error().message);
  return std::move(store).value();
}

auto put(Store& store, const std::string& id, const std::string& body) -> void {
  Store::Transaction transaction(store);
  transaction.insert("t", Kind::Group, id, body);
  REQUIRE(transaction.commit());
}

auto bodies(Store& store, std::size_t writes_ago = 0) -> std::vector<std::string> {
  Store::Transaction transaction(store);
  std::vector<std::string> all;
  for (const auto& row : transaction.list("t", Kind::Group, writes_ago)) all.push_back(row.body);
  return all;
}

}  // namespace

TEST_CASE("what was committed is there when the store is opened again") {
  const Scratch scratch;
  {
    const auto store = opened(scratch / "s");
    CHECK(store->is_new());
    put(*store, "A", "1");
  }
  const auto store = opened(scratch / "s");
  CHECK_FALSE(store->is_new());
  CHECK(bodies(*store) == std::vector<std::string>{"1"});
}

TEST_CASE("a store that never saw a commit is new again") {
  const Scratch scratch;
  {
    const auto store = opened(scratch / "s");
    Store::Transaction transaction(*store);
    transaction.insert("t", Kind::Group, "a", "1");
  }
  const auto store = opened(scratch / "s");
  CHECK(store->is_new());
  CHECK(bodies(*store).empty());
}

TEST_CASE("what was not committed is undone") {
  const Scratch scratch;
  const auto store = opened(scratch / "s");
  put(*store, "a", "1");
  {
    Store::Transaction transaction(*store);
    transaction.replace("t", Kind::Group, "a", "2");
    transaction.insert("t", Kind::Group, "b", "3");
  }
  CHECK(bodies(*store) == std::vector<std::string>{"1"});
}

TEST_CASE("a store in use is refused") {
  const Scratch scratch;
  const auto store = opened(scratch / "s");
  put(*store, "a", "1");
  const auto second = Store::open(scratch / "s");
  REQUIRE_FALSE(second);
  CHECK_THAT(second.error().message, Contains("in use"));
}

TEST_CASE("a file that is no store is refused and left alone") {
  const Scratch scratch;
  const auto disk = pinwright::source::make_disk();
  REQUIRE(disk->write_new(scratch / "text", std::string(5000, 'x')));
  const auto store = Store::open(scratch / "text");
  REQUIRE_FALSE(store);
  CHECK_THAT(store.error().message, Contains("no SQLite file"));
  CHECK(disk->read(scratch / "text", 10000).value() == std::string(5000, 'x'));
}

TEST_CASE("another program's SQLite file is refused") {
  const Scratch scratch;
  {
    auto database = Database::open(scratch / "other");
    REQUIRE(database);
    REQUIRE(database.value().run("CREATE TABLE t(x)"));
  }
  const auto store = Store::open(scratch / "other");
  REQUIRE_FALSE(store);
  CHECK_THAT(store.error().message, Contains("not made by a sandbox of this version"));
}

TEST_CASE("a folder that is missing is an error") {
  const Scratch scratch;
  CHECK_FALSE(Store::open(scratch / "none/s"));
}

TEST_CASE("ids are found in any letter case, tenants keep apart") {
  const Scratch scratch;
  const auto store = opened(scratch / "s");
  put(*store, "AbC", "1");
  Store::Transaction transaction(*store);
  CHECK(transaction.find("t", Kind::Group, "aBc"));
  CHECK_FALSE(transaction.find("u", Kind::Group, "abc"));
  CHECK_FALSE(transaction.find("t", Kind::Policy, "abc"));
}

TEST_CASE("a list can be had as it was some writes ago") {
  const Scratch scratch;
  const auto store = opened(scratch / "s");
  put(*store, "a", "1");
  put(*store, "b", "2");
  {
    Store::Transaction transaction(*store);
    transaction.replace("t", Kind::Group, "a", "3");
    REQUIRE(transaction.commit());
  }
  {
    Store::Transaction transaction(*store);
    transaction.erase("t", Kind::Group, "b");
    REQUIRE(transaction.commit());
  }
  using List = std::vector<std::string>;
  CHECK(bodies(*store) == List{"3"});
  CHECK(bodies(*store, 1) == List{"3", "2"});
  CHECK(bodies(*store, 2) == List{"1", "2"});
  CHECK(bodies(*store, 3) == List{"1"});
  CHECK(bodies(*store, 4).empty());
  CHECK(bodies(*store, 99).empty());
}
