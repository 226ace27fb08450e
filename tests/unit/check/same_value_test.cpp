#include "check/same_value.hpp"

#include <catch2/catch.hpp>
#include <optional>
#include <string>
#include <utility>

namespace pinwright::check {

namespace {

auto setting(object::SettingValue value) -> lower::Setting {
  lower::Setting made;
  made.typed = std::move(value);
  return made;
}

auto text(const char* value) -> lower::Setting { return setting(std::string(value)); }

}  // namespace

TEST_CASE("values of one type are compared as such") {
  CHECK(same_value(setting(8), setting(8)) == true);
  CHECK(same_value(setting(8), setting(6)) == false);
  CHECK(same_value(setting(true), setting(false)) == false);
  CHECK(same_value(text("a"), text(" a\n")) == true);
  CHECK(same_value(text("a"), text("A")) == false);
}

TEST_CASE("a value that one policy writes as text is the same value") {
  CHECK(same_value(text("8"), setting(8)) == true);
  CHECK(same_value(text("true"), setting(true)) == true);
}

TEST_CASE("the spelling of XML does not count") {
  CHECK(same_value(text("<enabled/>"), text("<enabled />")) == true);
  CHECK(same_value(text("<enabled/>\n<data id=\"a\" value=\"1\"/>"),
                   text("<enabled/><data value='1' id='a'></data>")) == true);
  CHECK(same_value(text("<enabled/>"), text("<disabled/>")) == false);
  CHECK(same_value(text("<enabled/>"), text("<enabled/><data id=\"a\" value=\"1\"/>")) == false);
  CHECK(same_value(text("<enabled"), text("<enabled/>")) == false);
}

TEST_CASE("what is not known is not compared") {
  auto secret = text("{env.KEY}");
  secret.value.text.secrets = {"KEY"};
  CHECK(same_value(secret, secret) == std::nullopt);
  CHECK(same_value(lower::Setting{}, setting(8)) == std::nullopt);
}

TEST_CASE("a short value is shown, a text of an unknown node never") {
  CHECK(shown_value(setting(8)) == "`8`");
  CHECK(shown_value(text("hunter2")) == std::nullopt);
}

}  // namespace pinwright::check
