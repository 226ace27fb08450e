#include "fix/overlay.hpp"

#include <utility>

namespace pinwright::fix {
namespace {

auto refusal(std::string_view path) -> base::Error {
  return {std::string(path) + ": nothing is written while fixes are looked for", ""};
}

}  // namespace

auto Overlay::put(const std::string& path, std::string_view before, std::string after) -> void {
  // Of several edits the first was made of what the disk held.
  const auto [file, is_new] = files_.try_emplace(path);
  if (is_new) file->second.before = before;
  file->second.after = std::move(after);
}

auto Overlay::read(std::string_view path, std::size_t limit) -> base::Result<std::string> {
  const auto changed = files_.find(path);
  return changed == files_.end() ? below_.read(path, limit) : changed->second.after;
}

auto Overlay::read_head(std::string_view path, std::size_t size) -> base::Result<std::string> {
  const auto changed = files_.find(path);
  return changed == files_.end() ? below_.read_head(path, size) : changed->second.after.substr(0, size);
}

auto Overlay::read_private(std::string_view path, std::size_t limit) -> base::Result<std::string> {
  return below_.read_private(path, limit);
}

auto Overlay::list(std::string_view path) -> base::Result<std::vector<source::Entry>> { return below_.list(path); }
auto Overlay::kind(std::string_view path) -> source::FileKind { return below_.kind(path); }
auto Overlay::real_path(std::string_view path) -> base::Result<std::string> { return below_.real_path(path); }

auto Overlay::make_folders(std::string_view path) -> base::Status { return refusal(path); }
auto Overlay::write_new(std::string_view path, std::string_view) -> base::Status { return refusal(path); }
auto Overlay::replace(std::string_view path, std::string_view) -> base::Status { return refusal(path); }
auto Overlay::replace_privately(std::string_view path, std::string_view) -> base::Status { return refusal(path); }
auto Overlay::make_private(std::string_view path, std::string_view) -> base::Status { return refusal(path); }
auto Overlay::append(std::string_view path, std::string_view) -> base::Status { return refusal(path); }
auto Overlay::append_durably(std::string_view path, std::string_view) -> base::Status { return refusal(path); }
auto Overlay::swap_folder(std::string_view, std::string_view target) -> base::Status { return refusal(target); }
auto Overlay::remove_folder(std::string_view path) -> base::Status { return refusal(path); }

}  // namespace pinwright::fix
