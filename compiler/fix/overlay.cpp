#include "fix/overlay.hpp"

#include <utility>

namespace pinwright::fix {

auto Overlay::put(const std::string& path, std::string_view before, std::string after) -> void {
  // Of several edits the first was made of what the disk held.
  const auto [file, is_new] = files_.try_emplace(path);
  if (is_new) file->second.before = before;
  file->second.after = std::move(after);
}

auto Overlay::read(std::string_view path, std::size_t limit) -> base::Result<std::string> {
  const auto changed = files_.find(path);
  return changed == files_.end() ? ReadOnly::read(path, limit) : changed->second.after;
}

auto Overlay::read_head(std::string_view path, std::size_t size) -> base::Result<std::string> {
  const auto changed = files_.find(path);
  return changed == files_.end() ? ReadOnly::read_head(path, size) : changed->second.after.substr(0, size);
}

}  // namespace pinwright::fix
