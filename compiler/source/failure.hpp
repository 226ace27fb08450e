#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace pinwright::source {

/// "cannot read `a.yaml`: no such file": the one wording of the disk and of its stand-in.
[[nodiscard]] auto failure(std::string_view verb, std::string_view path, std::string_view reason) -> base::Error;
/// The same for an errno, with help where there is something to do.
[[nodiscard]] auto failure(std::string_view verb, std::string_view path, int error) -> base::Error;

/// The same where a name is made: what is missing then is the folder.
[[nodiscard]] auto failure_to_make(std::string_view verb, std::string_view path, int error) -> base::Error;
/// "there is no folder `a`", of `a/b`.
[[nodiscard]] auto no_folder_of(std::string_view path) -> std::string;

/// That a file is not read for its size: ErrorKind::TooLarge.
[[nodiscard]] auto too_large(std::string_view path, std::size_t limit) -> base::Error;

inline constexpr std::string_view kNoSuchFile = "no such file";
inline constexpr std::string_view kNoSuchFolder = "no such folder";
inline constexpr std::string_view kIsFolder = "it is a folder";
inline constexpr std::string_view kNotFolder = "it is not a folder";
inline constexpr std::string_view kNotRegular = "it is not a regular file";
inline constexpr std::string_view kNotPrivate = "others than its owner have rights to it";
inline constexpr std::string_view kExists = "it exists already";

}  // namespace pinwright::source
