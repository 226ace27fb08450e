#include "check/allowed_value.hpp"

#include <catch2/catch.hpp>
#include <string>

namespace {

using pinwright::check::is_value;
using pinwright::check::parse_range;
using Value = pinwright::object::SettingValue;

}  // namespace

TEST_CASE("integers are compared as numbers") {
  CHECK(is_value("16", Value(std::int32_t{16})));
  CHECK(is_value("0x10", Value(std::int32_t{16})));
  CHECK(is_value("0X1f", Value(std::int32_t{31})));
  CHECK(is_value("-1", Value(std::int32_t{-1})));
  CHECK_FALSE(is_value("true", Value(std::int32_t{1})));
}

TEST_CASE("booleans are true and false, in any letter case, and 1 and 0") {
  CHECK(is_value("True", Value(true)));
  CHECK(is_value("1", Value(true)));
  CHECK(is_value("false", Value(false)));
  CHECK_FALSE(is_value("0", Value(true)));
  CHECK_FALSE(is_value("2", Value(true)));
}

TEST_CASE("texts are compared byte for byte unless both are numbers or booleans") {
  CHECK(is_value("IN", Value(std::string("IN"))));
  CHECK_FALSE(is_value("IN", Value(std::string("in"))));
  CHECK(is_value("0x2", Value(std::string("2"))));
  CHECK(is_value("true", Value(std::string("True"))));
  CHECK(is_value("true", Value(std::string("1"))));
  CHECK_FALSE(is_value("1", Value(std::string("2"))));
}

TEST_CASE("ranges of changed values may begin below zero") {
  CHECK(parse_range("7-365")->low == 7);
  CHECK(parse_range("7-365")->high == 365);
  CHECK(parse_range("-1-5")->low == -1);
  CHECK_FALSE(parse_range("7"));
  CHECK_FALSE(parse_range(""));
  CHECK_FALSE(parse_range("a-b"));
}
