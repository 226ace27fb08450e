#include "check/pattern.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "csp/catalog.hpp"

namespace {

namespace csp = pinwright::csp;
using pinwright::check::Fit;
using pinwright::check::Pattern;

auto fits(std::string_view pattern, std::string_view text) -> Fit { return Pattern(pattern).fits(text); }
auto fits_whole(std::string_view pattern, std::string_view text) -> Fit { return Pattern(pattern).fits_whole(text); }

auto state(std::string_view pattern) -> Pattern::State { return Pattern(pattern).state(); }

/// Every node of the built-in catalogue that has a pattern.
auto nodes_with_pattern() -> std::vector<csp::Node> {
  static const auto kCatalog = csp::Catalog::built_in();
  std::vector<csp::Node> found;
  auto open = kCatalog.roots();
  while (!open.empty()) {
    const auto node = open.back();
    open.pop_back();
    if (node.allowed() == csp::Allowed::RegEx) found.push_back(node);
    const auto children = node.children();
    open.insert(open.end(), children.begin(), children.end());
  }
  return found;
}

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

TEST_CASE("why a pattern says nothing is known") {
  CHECK(state("^[0-9]+$") == Pattern::State::Usable);
  CHECK(state("") == Pattern::State::Empty);
  CHECK(state("(?=look)ahead") == Pattern::State::Unsupported);
  CHECK(state("(a)\\1") == Pattern::State::Unsupported);
  CHECK(state("[0-9") == Pattern::State::Unsupported);
  CHECK(state("^[0-9]{1,2000}$") == Pattern::State::TooLarge);
  CHECK(state("^((([a-z]{1,100}){1,100}){1,100})$") == Pattern::State::TooLarge);
  std::string long_one;
  for (int i = 0; i < 50; ++i) long_one += "\\p{L}{1000}";
  CHECK(state(long_one) == Pattern::State::TooLarge);  // no single repetition is, and the whole of them
}

TEST_CASE("every pattern of the built-in catalogue can be used") {
  const auto nodes = nodes_with_pattern();
  // schemas/csp has that many rows with `"allowed":"RegEx"` at least; a walk that finds none would prove nothing.
  REQUIRE(nodes.size() >= 16);
  for (const auto& node : nodes) {
    INFO(node.uri() << " has " << node.pattern() << "; a row of `patterns` in schemas/csp-overlay.json replaces it");
    // Where Microsoft's file has a sentence, the catalogue has none (docs/csp-catalogue.md).
    const auto expected = node.pattern().empty() ? Pattern::State::Empty : Pattern::State::Usable;
    CHECK(state(node.pattern()) == expected);
  }
}
