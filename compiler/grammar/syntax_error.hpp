#pragma once

#include <cstddef>
#include <string>

namespace pinwright::grammar {

/// Where a grammar gave up: bytes [begin, end) of its input, never empty unless the input ended too early (then both
/// are its size). `message` states what was found, `expected` what would have been right; `expected` may be empty.
struct SyntaxError {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string message;
  std::string expected;
};

}  // namespace pinwright::grammar
