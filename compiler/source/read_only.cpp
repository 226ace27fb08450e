#include "source/read_only.hpp"

namespace pinwright::source {

auto ReadOnly::read(std::string_view path, std::size_t limit) -> base::Result<std::string> {
  return below_.read(path, limit);
}
auto ReadOnly::read_head(std::string_view path, std::size_t size) -> base::Result<std::string> {
  return below_.read_head(path, size);
}
auto ReadOnly::list(std::string_view path) -> base::Result<std::vector<Entry>> { return below_.list(path); }
auto ReadOnly::kind(std::string_view path) -> FileKind { return below_.kind(path); }
auto ReadOnly::real_path(std::string_view path) -> base::Result<std::string> { return below_.real_path(path); }
auto ReadOnly::read_private(std::string_view path, std::size_t limit) -> base::Result<std::string> {
  return below_.read_private(path, limit);
}

auto ReadOnly::make_folders(std::string_view path) -> base::Status { return refusal(path); }
auto ReadOnly::write_new(std::string_view path, std::string_view) -> base::Status { return refusal(path); }
auto ReadOnly::replace(std::string_view path, std::string_view) -> base::Status { return refusal(path); }
auto ReadOnly::replace_privately(std::string_view path, std::string_view) -> base::Status { return refusal(path); }
auto ReadOnly::make_private(std::string_view path, std::string_view) -> base::Status { return refusal(path); }
auto ReadOnly::append(std::string_view path, std::string_view) -> base::Status { return refusal(path); }
auto ReadOnly::append_durably(std::string_view path, std::string_view) -> base::Status { return refusal(path); }
auto ReadOnly::swap_folder(std::string_view, std::string_view target) -> base::Status { return refusal(target); }
auto ReadOnly::remove_folder(std::string_view path) -> base::Status { return refusal(path); }

auto ReadOnly::refusal(std::string_view path) const -> base::Error { return {std::string(path) + ": " + why_, ""}; }

}  // namespace pinwright::source
