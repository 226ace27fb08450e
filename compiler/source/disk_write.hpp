#pragma once

#include <sys/types.h>

#include <string>
#include <string_view>

#include "base/result.hpp"

/// The writing half of the disk: what FileSystem's functions of like names promise.
namespace pinwright::source {

[[nodiscard]] auto write_new_file(std::string_view path, std::string_view bytes) -> base::Status;
[[nodiscard]] auto replace_file(std::string_view path, std::string_view bytes) -> base::Status;
[[nodiscard]] auto replace_file_privately(std::string_view path, std::string_view bytes) -> base::Status;
[[nodiscard]] auto make_private_file(std::string_view path, std::string_view bytes) -> base::Status;
[[nodiscard]] auto append_to_file(std::string_view path, std::string_view bytes) -> base::Status;
[[nodiscard]] auto append_to_file_durably(std::string_view path, std::string_view bytes) -> base::Status;

/// Modes of folders that are made; the umask takes its part.
inline constexpr mode_t kUsualFolderMode = 0777;
inline constexpr mode_t kPrivateFolderMode = 0700;
[[nodiscard]] auto make_disk_folders(std::string_view path, mode_t mode = kUsualFolderMode) -> base::Status;
[[nodiscard]] auto swap_disk_folder(std::string_view fresh, std::string_view target) -> base::Status;
[[nodiscard]] auto remove_disk_folder(std::string_view path) -> base::Status;

/// For file systems that cannot exchange: two renames, with a moment in which `target` is missing. What stood at
/// `target` ends at `fresh`, as an exchange leaves it. 0 or an errno.
[[nodiscard]] auto exchange_in_steps(const std::string& fresh, const std::string& target) -> int;

/// `path` with its symbolic links followed, when it is a link; else as it stands.
[[nodiscard]] auto behind_link(std::string_view path) -> base::Result<std::string>;
/// A name beside `path` that nothing else of this process uses; it begins with a dot, so that workspaces leave it out.
[[nodiscard]] auto temporary_beside(std::string_view path) -> std::string;
/// The folder that holds `path`.
[[nodiscard]] auto parent_of(std::string_view path) -> std::string_view;

}  // namespace pinwright::source
