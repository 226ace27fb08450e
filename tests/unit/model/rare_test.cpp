#include "model/rare.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <utility>

namespace pinwright::model {

TEST_CASE("what is rare is copied as a value, moved as a pointer, and costs one while it is absent") {
  STATIC_REQUIRE(sizeof(Rare<std::string>) == sizeof(void*));
  Rare<std::string> first = std::string("a");
  Rare<std::string> copy = first;
  *first = "b";
  CHECK(*copy == "a");
  copy = first;
  CHECK(copy->size() == 1);
  CHECK(*copy == "b");
  const auto* const place = &*first;
  const Rare<std::string> moved = std::move(first);
  CHECK(&*moved == place);
  CHECK(moved.as_optional() == std::optional<std::string>("b"));
}

TEST_CASE("what is rare may be absent") {
  Rare<std::string> absent;
  CHECK(!absent);
  CHECK(!absent.has_value());
  CHECK(absent.as_optional() == std::nullopt);
  const Rare<std::string> copy = absent;
  CHECK(!copy);
  Rare<std::string> filled = std::string("a");
  filled = absent;
  CHECK(!filled);
}

}  // namespace pinwright::model
