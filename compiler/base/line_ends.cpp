#include "base/line_ends.hpp"

namespace pinwright::base {

auto with_line_feeds(std::string_view text) -> std::string {
  std::string made;
  made.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r' || i + 1 == text.size() || text[i + 1] != '\n') made += text[i];
  }
  return made;
}

}  // namespace pinwright::base
