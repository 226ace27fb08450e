#pragma once

#include <string>
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

}  // namespace pinwright::base
