#include "source/memory_file_system.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "source/failure.hpp"

namespace pinwright::source {
namespace {

/// `/a/b` of `/a/./c/../b/`.
auto clean(std::string_view path) -> std::string {
  std::vector<std::string> parts;
  for (const auto part : base::split(path, '/')) {
    if (part.empty() || part == ".") continue;
    if (part != "..") {
      parts.emplace_back(part);
    } else if (!parts.empty()) {
      parts.pop_back();
    }
  }
  return '/' + base::joined(parts, "/");
}

auto folder_of(const std::string& path) -> std::string {
  const auto slash = path.rfind('/');
  return slash == 0 ? "/" : path.substr(0, slash);
}

auto is_at_or_below(std::string_view path, std::string_view folder) -> bool {
  if (folder == "/") return true;
  return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

/// The name that `path` has as a direct child of `folder`, or nothing.
auto child_name(std::string_view path, std::string_view folder) -> std::string_view {
  const auto begin = folder == "/" ? 1 : folder.size() + 1;
  if (path.size() <= begin || !is_at_or_below(path, folder)) return {};
  const auto name = path.substr(begin);
  return name.find('/') == std::string_view::npos ? name : std::string_view{};
}

}  // namespace

auto MemoryFileSystem::is_folder(const std::string& path) const -> bool {
  return path == "/" || folders_.contains(path);
}

auto MemoryFileSystem::obstacle(const std::string& path) const -> std::optional<std::string> {
  for (const auto& [folder, reason] : refused_) {
    if (is_at_or_below(path, folder)) return reason;
  }
  if (!is_folder(folder_of(path))) return no_folder_of(path);
  return std::nullopt;
}

auto MemoryFileSystem::put(std::string_view path, std::string bytes) -> void {
  const std::lock_guard lock(mutex_);
  const auto name = clean(path);
  for (auto folder = folder_of(name); folder != "/"; folder = folder_of(folder)) folders_.insert(folder);
  files_[name] = std::move(bytes);
}

auto MemoryFileSystem::refuse_writes(std::string_view path, std::string reason) -> void {
  const std::lock_guard lock(mutex_);
  refused_[clean(path)] = std::move(reason);
}

auto MemoryFileSystem::read(std::string_view path, std::size_t limit) -> base::Result<std::string> {
  const std::lock_guard lock(mutex_);
  const auto name = clean(path);
  const auto found = files_.find(name);
  if (found == files_.end()) return failure("read", path, is_folder(name) ? kIsFolder : kNoSuchFile);
  if (found->second.size() > limit) return too_large(path, limit);
  return found->second;
}

auto MemoryFileSystem::read_head(std::string_view path, std::size_t size) -> base::Result<std::string> {
  const std::lock_guard lock(mutex_);
  const auto whole = read(path, static_cast<std::size_t>(-1));
  if (!whole) return whole.error();
  return whole.value().substr(0, size);
}

auto MemoryFileSystem::list(std::string_view path) -> base::Result<std::vector<Entry>> {
  const std::lock_guard lock(mutex_);
  const auto name = clean(path);
  if (!is_folder(name)) return failure("list", path, files_.contains(name) ? kNotFolder : kNoSuchFolder);
  std::vector<Entry> entries;
  for (const auto& [file, bytes] : files_) {
    const auto child = child_name(file, name);
    if (!child.empty()) entries.push_back({std::string(child), FileKind::Regular});
  }
  for (const auto& folder : folders_) {
    const auto child = child_name(folder, name);
    if (!child.empty()) entries.push_back({std::string(child), FileKind::Folder});
  }
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.name < b.name; });
  return entries;
}

auto MemoryFileSystem::kind(std::string_view path) -> FileKind {
  const std::lock_guard lock(mutex_);
  const auto name = clean(path);
  if (files_.contains(name)) return FileKind::Regular;
  return is_folder(name) ? FileKind::Folder : FileKind::Missing;
}

auto MemoryFileSystem::real_path(std::string_view path) -> base::Result<std::string> {
  const std::lock_guard lock(mutex_);
  if (kind(path) == FileKind::Missing) return failure("find", path, kNoSuchFile);
  return clean(path);
}

auto MemoryFileSystem::make_folders(std::string_view path) -> base::Status {
  const std::lock_guard lock(mutex_);
  const auto name = clean(path);
  if (is_folder(name)) return base::Done{};
  for (const auto& [folder, reason] : refused_) {
    if (is_at_or_below(name, folder)) return failure("make", path, reason);
  }
  for (auto folder = name; folder != "/"; folder = folder_of(folder)) {
    if (files_.contains(folder)) return failure("make", path, kExists);
  }
  for (auto folder = name; folder != "/"; folder = folder_of(folder)) folders_.insert(folder);
  return base::Done{};
}

auto MemoryFileSystem::write_new(std::string_view path, std::string_view bytes) -> base::Status {
  const std::lock_guard lock(mutex_);
  if (kind(path) != FileKind::Missing) return failure("write", path, kExists);
  return replace(path, bytes);
}

auto MemoryFileSystem::replace(std::string_view path, std::string_view bytes) -> base::Status {
  const std::lock_guard lock(mutex_);
  const auto name = clean(path);
  if (is_folder(name)) return failure("write", path, kIsFolder);
  if (const auto reason = obstacle(name)) return failure("write", path, *reason);
  files_[name] = bytes;
  return base::Done{};
}

auto MemoryFileSystem::replace_privately(std::string_view path, std::string_view bytes) -> base::Status {
  return replace(path, bytes);
}

auto MemoryFileSystem::read_private(std::string_view path, std::size_t limit) -> base::Result<std::string> {
  return read(path, limit);
}

auto MemoryFileSystem::make_private(std::string_view path, std::string_view bytes) -> base::Status {
  const std::lock_guard lock(mutex_);
  if (auto made = make_folders(folder_of(clean(path))); !made.ok()) return made;
  return write_new(path, bytes);
}

auto MemoryFileSystem::append(std::string_view path, std::string_view bytes) -> base::Status {
  const std::lock_guard lock(mutex_);
  if (kind(path) == FileKind::Missing) return failure("append to", path, kNoSuchFile);
  return append_durably(path, bytes);
}

auto MemoryFileSystem::append_durably(std::string_view path, std::string_view bytes) -> base::Status {
  const std::lock_guard lock(mutex_);
  const auto name = clean(path);
  if (is_folder(name)) return failure("append to", path, kIsFolder);
  if (const auto reason = obstacle(name)) return failure("append to", path, *reason);
  files_[name] += bytes;
  return base::Done{};
}

auto MemoryFileSystem::swap_folder(std::string_view fresh, std::string_view target) -> base::Status {
  const std::lock_guard lock(mutex_);
  const auto from = clean(fresh);
  const auto into = clean(target);
  if (!folders_.contains(from)) return failure("move", fresh, kNotFolder);
  if (files_.contains(into)) return failure("replace", target, kNotFolder);
  if (const auto reason = obstacle(into)) return failure("replace", target, *reason);
  if (is_at_or_below(from, into) || is_at_or_below(into, from)) return failure("replace", target, "invalid argument");

  forget_below(into);
  auto files = files_;
  for (const auto& [file, bytes] : files) {
    if (is_at_or_below(file, from)) files_[into + file.substr(from.size())] = bytes;
  }
  const auto folders = folders_;
  for (const auto& folder : folders) {
    if (is_at_or_below(folder, from)) folders_.insert(into + folder.substr(from.size()));
  }
  forget_below(from);
  return base::Done{};
}

auto MemoryFileSystem::remove_folder(std::string_view path) -> base::Status {
  const std::lock_guard lock(mutex_);
  const auto name = clean(path);
  if (files_.contains(name)) return failure("remove", path, kNotFolder);
  for (const auto& [folder, reason] : refused_) {
    if (is_at_or_below(name, folder)) return failure("remove", path, reason);
  }
  forget_below(name);
  return base::Done{};
}

auto MemoryFileSystem::forget_below(const std::string& path) -> void {
  std::erase_if(files_, [&](const auto& file) { return is_at_or_below(file.first, path); });
  std::erase_if(folders_, [&](const auto& folder) { return is_at_or_below(folder, path); });
}

}  // namespace pinwright::source
