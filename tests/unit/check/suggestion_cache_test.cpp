#include "check/suggestion_cache.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "base/parallel.hpp"

using pinwright::check::SuggestionCache;

TEST_CASE("what was searched for is not searched for again, an answer of nothing included") {
  const SuggestionCache cache;
  int searches = 0;
  const auto ask = [&](const std::string& question, const std::string& answer) {
    return cache.get(question, [&] {
      ++searches;
      return answer;
    });
  };
  for (int round = 0; round < 3; ++round) {
    CHECK(ask("a", "near") == "near");
    CHECK(ask("b", "") == "");
  }
  CHECK(searches == 2);
}

TEST_CASE("questions of more tenants than are remembered are answered all the same") {
  const SuggestionCache cache;
  for (int i = 0; i < 60'000; ++i) {
    const auto text = std::to_string(i);
    REQUIRE(cache.get(text, [&] { return text; }) == text);
  }
}

TEST_CASE("any number of threads may ask") {
  const SuggestionCache cache;
  std::vector<std::string> answers(1000);
  pinwright::base::parallel_for(answers.size(), 8, [&](std::size_t i) {
    const auto text = std::to_string(i % 10);
    answers[i] = cache.get(text, [&] { return text; });
  });
  for (std::size_t i = 0; i < answers.size(); ++i) REQUIRE(answers[i] == std::to_string(i % 10));
}
