#include "check/pattern.hpp"

#include <catch2/catch.hpp>

namespace {

using pinwright::check::Fit;
using pinwright::check::Pattern;

auto fits(std::string_view pattern, std::string_view text) -> Fit { return Pattern(pattern).fits(text); }
auto fits_whole(std::string_view pattern, std::string_view text) -> Fit { return Pattern(pattern).fits_whole(text); }

}  // namespace

TEST_CASE("a pattern without anchors may match anywhere") {
  CHECK(fits("[0-9]+", "port 80") == Fit::Yes);
  CHECK(fits("^[0-9]+$", "port 80") == Fit::No);
  CHECK(fits_whole("[0-9]+", "port 80") == Fit::No);
}

TEST_CASE("slashes round a pattern are no part of it") {
  CHECK(fits("/^https?:\\/\\//", "https://exam.contoso.com") == Fit::Yes);
}

TEST_CASE("patterns that ECMAScript refuses and RE2 takes are used") {
  CHECK(fits("{[0-9A-F]{4}\\}", "{12AB}") == Fit::Yes);
  CHECK(fits("{[0-9A-F]{4}\\}", "12AB") == Fit::No);
  CHECK(fits("^([^;]+(?i)(\\.msix)([;]|$)){1,3}$", "a.MSIX;b.msix") == Fit::Yes);
}

TEST_CASE("a pattern that cannot be compiled, or is empty, says nothing") {
  CHECK(fits("(?=look)ahead", "ahead") == Fit::Unknown);
  CHECK(fits("", "anything") == Fit::Unknown);
}
