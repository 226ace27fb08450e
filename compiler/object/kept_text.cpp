#include "object/kept_text.hpp"

#include "base/compose.hpp"
#include "base/text.hpp"

namespace pinwright::object {

namespace {

auto without_trailing_space(std::string_view line) -> std::string_view {
  while (!line.empty() && base::is_space(line.back())) line.remove_suffix(1);
  return line;
}

}  // namespace

auto kept_text(std::string_view text) -> std::string {
  std::string lines;
  for (const auto line : base::split(base::trimmed(text), '\n')) {
    if (!lines.empty()) lines += '\n';
    lines += without_trailing_space(line);
  }
  return base::composed(lines);
}

auto is_same_name(std::string_view a, std::string_view b) -> bool {
  return base::equal_folded(a, b) || base::equal_folded(kept_text(a), kept_text(b));
}

}  // namespace pinwright::object
