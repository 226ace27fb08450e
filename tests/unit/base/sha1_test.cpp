#include <catch2/catch.hpp>
#include <string>

#include "base/sha256.hpp"

using pinwright::base::hex;
using pinwright::base::sha1;

// NIST's examples of SHA-1, and one of a text that fills its block but for the length.
TEST_CASE("SHA-1 of the examples of FIPS 180") {
  CHECK(hex(sha1("")) == "da39a3ee5e6b4b0d3255bfef95601890afd80709");
  CHECK(hex(sha1("abc")) == "a9993e364706816aba3e25717850c26c9cd0d89d");
  CHECK(hex(sha1("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")) ==
        "84983e441c3bd26ebaae4aa1f95129e5e54670f1");
  CHECK(hex(sha1(std::string(1000000, 'a'))) == "34aa973cd4c4daa4f61eeb2bdbad27316534016f");
}
