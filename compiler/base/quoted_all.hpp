#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"

namespace pinwright::base {

/// Each text as quoted() makes it, for listed().
[[nodiscard]] inline auto quoted_all(const std::vector<std::string>& texts) -> std::vector<std::string> {
  std::vector<std::string> all;
  all.reserve(texts.size());
  for (const auto& text : texts) all.push_back(base::quoted(text));
  return all;
}

/// Each word between back-ticks as it is: for words that hold nothing to escape, such as the names and values of a list
/// of Microsoft's.
[[nodiscard]] inline auto ticked_all(const std::vector<std::string_view>& words) -> std::vector<std::string> {
  std::vector<std::string> all;
  all.reserve(words.size());
  for (const auto word : words) all.push_back(fmt::format("`{}`", word));
  return all;
}

/// listed() of such words, of which only those that are shown cost anything.
[[nodiscard]] inline auto listed_words(std::vector<std::string_view> words, std::size_t shown) -> std::string {
  const auto count = words.size();
  words.resize(std::min(count, shown));
  auto text = joined(ticked_all(words), ", ");
  if (count > shown) text += fmt::format(", … ({} more)", count - shown);
  return text;
}

}  // namespace pinwright::base
