#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace pinwright::syntax {

/// What is known when the parser gives up: its own words and place, and how far the tree had come.
struct Failure {
  std::string_view text;
  std::string_view message;
  std::size_t at = 0;
  std::size_t read_up_to = 0;
  std::optional<std::size_t> open_bracket;
  std::optional<std::size_t> last_node;  ///< where it begins
};

/// The same in words for the writer of the file; offsets into Failure::text. `label_at` is a second place.
struct Explanation {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string message;
  std::string help;
  std::optional<std::size_t> label_at = std::nullopt;
  std::string label = {};
};

[[nodiscard]] auto explain(const Failure& failure) -> Explanation;

}  // namespace pinwright::syntax
