#include "base/byte_finder.hpp"

#include <catch2/catch.hpp>
#include <string>

using pinwright::base::ByteFinder;

namespace {

constexpr ByteFinder<2> kFinder(0x20, {'"', 0xEF});

}  // namespace

TEST_CASE("ByteFinder finds the first byte of a kind at every place of texts of every length") {
  for (std::size_t size = 0; size <= 100; ++size) {
    const std::string text(size, 'a');
    CHECK(kFinder.find(text, 0) == size);
    for (std::size_t place = 0; place < size; ++place) {
      for (const char wanted : {'"', '\xEF', '\0', '\x1F'}) {
        auto marked = text;
        marked[place] = wanted;
        marked.back() = place + 1 == size ? wanted : '"';
        CAPTURE(size, place, static_cast<int>(wanted));
        REQUIRE(kFinder.find(marked, 0) == place);
        REQUIRE(kFinder.find(marked, place) == place);
        REQUIRE(kFinder.find(marked, place + 1) == (place + 1 == size ? size : size - 1));
      }
    }
  }
}

TEST_CASE("ByteFinder passes over every other byte") {
  for (int byte = 0x20; byte <= 0xFF; ++byte) {
    if (byte == '"' || byte == 0xEF) continue;
    CAPTURE(byte);
    CHECK(kFinder.find(std::string(70, static_cast<char>(byte)), 0) == 70);
  }
}
