#include "base/nearest.hpp"

#include <catch2/catch.hpp>

using namespace pinwright::base;
using Words = std::vector<std::string_view>;

TEST_CASE("a slip of the fingers finds its word") {
  const Words words{"EnablePinRecovery", "UseBiometrics", "ExcludeSecurityDevices"};
  CHECK(nearest("EnablePinRecovry", words) == "EnablePinRecovery");    // left out
  CHECK(nearest("EnablePinRecoverry", words) == "EnablePinRecovery");  // doubled
  CHECK(nearest("EnablePinRecovrey", words) == "EnablePinRecovery");   // swapped
  CHECK(nearest("EnablePimRecovery", words) == "EnablePinRecovery");   // wrong
}

TEST_CASE("nothing is near when more than a third differs") {
  CHECK_FALSE(nearest("colour", Words{"policy", "tenant"}));
  CHECK(nearest("abcd", Words{"abcx"}) == "abcx");
  CHECK_FALSE(nearest("abcd", Words{"abxy"}));
  CHECK_FALSE(nearest("on", Words{"no"}));
}

TEST_CASE("nothing is near beyond four edits however long the word is") {
  const std::string_view word = "abcdefghijklmnopqrstuvwxyz";
  CHECK(nearest(word, Words{"0000efghijklmnopqrstuvwxyz"}));
  CHECK_FALSE(nearest(word, Words{"00000fghijklmnopqrstuvwxyz"}));
  CHECK_FALSE(nearest(word, Words{"fghijklmnopqrstuvwxyz"}));
}

TEST_CASE("a difference in case or dashes alone beats every edit") {
  CHECK(nearest("DISPLAY-NAME", Words{"displayNome", "displayName"}) == "displayName");
  CHECK(nearest("scope_tags", Words{"scopeTag", "scopeTags"}) == "scopeTags");
}

TEST_CASE("of two equally near words the earlier one is meant") {
  CHECK(nearest("groupx", Words{"groupa", "groupb"}) == "groupa");
  CHECK(nearest("groupx", Words{"groupb", "groupa"}) == "groupb");
}

TEST_CASE("a nearer word later in the list wins") {
  CHECK(nearest("settings", Words{"sottongs", "setings"}) == "setings");
}

TEST_CASE("the singular of a word is near it") {
  CHECK(nearest("policy", Words{"tenants", "policies"}) == "policies");
  CHECK_FALSE(nearest("poly", Words{"policies"}));
}

TEST_CASE("a swap counts once, also next to another edit") {
  CHECK(nearest("tenatn", Words{"tenant"}) == "tenant");
  CHECK(nearest("etnatn", Words{"tenant"}) == "tenant");
}

TEST_CASE("empty words and empty lists have no neighbour") {
  CHECK_FALSE(nearest("", Words{"a"}));
  CHECK_FALSE(nearest("a", Words{""}));
  CHECK_FALSE(nearest("a", Words{}));
}

TEST_CASE("a bounded search looks at so many names and no more") {
  BoundedNearest search;
  std::vector<std::string_view> names(BoundedNearest::kMostCompared / 2, "x");
  names.back() = "EnablePinRecovery";
  CHECK(search("EnablePinRecovry", names) == "EnablePinRecovery");
  CHECK(search("EnablePinRecovry", std::span(names).last(1)) == "EnablePinRecovery");
  CHECK_FALSE(search("EnablePinRecovry", names));
  CHECK(search("EnablePinRecovry", std::span(names).last(names.size() - 1)) == "EnablePinRecovery");
  CHECK_FALSE(search("EnablePinRecovry", std::span(names).last(1)));
}
