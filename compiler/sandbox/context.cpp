#include "sandbox/context.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace pinwright::sandbox {

auto dice_of(std::string_view id, std::uint64_t presentation) -> Dice {
  Dice dice(presentation);
  std::uint64_t seed = dice.next();
  for (const char c : id) seed = seed * 31 + static_cast<unsigned char>(c);
  return Dice(seed);
}

auto Variation::begin(std::string_view id) -> std::uint64_t {
  const std::lock_guard lock(mutex_);
  auto found = shown_.find(id);
  if (found == shown_.end()) found = shown_.emplace(id, 0).first;
  return ++found->second;
}

auto Variation::latest(std::string_view id) -> std::uint64_t {
  const std::lock_guard lock(mutex_);
  const auto found = shown_.find(id);
  return found == shown_.end() ? 0 : found->second;
}

auto Variation::next(std::string_view id) -> Dice { return dice_of(id, begin(id)); }

auto Identity::may(std::string_view permission) const -> bool {
  return std::any_of(permissions.begin(), permissions.end(),
                     [&](const std::string& held) { return base::equal_folded(held, permission); });
}

}  // namespace pinwright::sandbox
