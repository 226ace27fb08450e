#include "driver/added_folder.hpp"

#include <utility>

#include "driver/paths.hpp"

namespace pinwright::driver {

AddedFolder::AddedFolder(source::FileSystem& below, std::string root, std::string_view folder,
                         const std::vector<emit::File>& files)
    : ReadOnly(below, "nothing is written while the files are checked"),
      root_(std::move(root)),
      name_(folder),
      folder_(join(root_, folder)) {
  for (const auto& file : files) added_.put(join(folder_, file.path), file.bytes);
}

auto AddedFolder::read(std::string_view path, std::size_t limit) -> base::Result<std::string> {
  return is_added(path) ? added_.read(path, limit) : ReadOnly::read(path, limit);
}

auto AddedFolder::read_head(std::string_view path, std::size_t size) -> base::Result<std::string> {
  return is_added(path) ? added_.read_head(path, size) : ReadOnly::read_head(path, size);
}

auto AddedFolder::list(std::string_view path) -> base::Result<std::vector<source::Entry>> {
  if (is_added(path)) return added_.list(path);
  auto entries = ReadOnly::list(path);
  if (entries.ok() && path == root_) entries.value().push_back({name_, source::FileKind::Folder, false});
  return entries;
}

auto AddedFolder::kind(std::string_view path) -> source::FileKind {
  return is_added(path) ? added_.kind(path) : ReadOnly::kind(path);
}

auto AddedFolder::real_path(std::string_view path) -> base::Result<std::string> {
  if (!is_added(path)) return ReadOnly::real_path(path);
  auto real = added_.real_path(path);
  if (!real.ok()) return real;
  auto root = ReadOnly::real_path(root_);
  if (!root.ok()) return root;
  return root.value() + real.value().substr(root_.size());
}

auto AddedFolder::is_added(std::string_view path) const -> bool { return is_within(folder_, path); }

}  // namespace pinwright::driver
