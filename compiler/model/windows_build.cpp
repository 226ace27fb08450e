#include "model/windows_build.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace pinwright::model {

auto full_windows_build(std::string_view text) -> std::string {
  constexpr std::size_t kDigits = 5;
  const auto is_number = [](std::string_view part) {
    return !part.empty() && std::all_of(part.begin(), part.end(), base::is_digit);
  };
  const auto build = text.substr(0, text.find('.'));
  if (build.size() != kDigits || !is_number(build)) return {};
  if (text.size() > kDigits && !is_number(text.substr(kDigits + 1))) return {};
  return "10.0." + std::string(text);
}

}  // namespace pinwright::model
