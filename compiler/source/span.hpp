#pragma once

#include <compare>
#include <cstdint>

namespace pinwright::source {

/// A file of a SourceMap. Ids follow the order of paths, so comparing ids compares paths.
struct FileId {
  std::uint32_t value = 0xFFFFFFFF;
  auto operator<=>(const FileId&) const = default;
};

/// Bytes [begin, end) of one file. Lines and columns are computed only when drawn.
struct Span {
  FileId file;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] auto known() const -> bool { return file.value != 0xFFFFFFFF; }
  auto operator<=>(const Span&) const = default;
};

}  // namespace pinwright::source
