#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "syntax/node.hpp"

namespace pinwright::syntax::testing {

/// A stream of decisions from random bytes; 0 when they are used up, so that less bytes make a simpler case.
class Choices {
 public:
  explicit Choices(const std::vector<std::uint8_t>& bytes) : bytes_(bytes) {}
  /// 0 to count - 1.
  auto next(std::size_t count) -> std::size_t { return used_ < bytes_.size() ? bytes_[used_++] % count : 0; }

 private:
  const std::vector<std::uint8_t>& bytes_;
  std::size_t used_ = 0;
};

[[nodiscard]] auto make_tree(Choices& choices) -> Node;
/// YAML of a tree, each node in a style that can hold it, with comments and blank lines between.
[[nodiscard]] auto print(const Node& tree, Choices& choices) -> std::string;

}  // namespace pinwright::syntax::testing
