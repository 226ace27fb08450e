#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "source/span.hpp"

namespace pinwright::source {

/// 1-based line and column; the column counts Unicode code points.
struct Position {
  std::size_t line = 1;
  std::size_t column = 1;
};

/// The texts that spans point into. Non-copyable: spans and views refer to it.
/// `add` is for one thread; `set_text` may be called from several threads for different files; reading is free.
class SourceMap {
 public:
  SourceMap() = default;
  SourceMap(const SourceMap&) = delete;
  auto operator=(const SourceMap&) -> SourceMap& = delete;
  SourceMap(SourceMap&&) = default;
  auto operator=(SourceMap&&) -> SourceMap& = default;

  /// `path` as shown to people: relative to where the command runs, `/` only.
  auto add(std::string path, std::string text = {}) -> FileId;
  auto set_text(FileId file, std::string text) -> void;
  /// Room for `size` files: nothing but speed depends on it.
  auto reserve(std::size_t size) -> void { files_.reserve(size); }

  [[nodiscard]] auto size() const -> std::size_t { return files_.size(); }
  [[nodiscard]] auto path(FileId file) const -> std::string_view;
  [[nodiscard]] auto text(FileId file) const -> std::string_view;
  [[nodiscard]] auto text(Span span) const -> std::string_view;
  /// Linear in the file: for drawing, not for inner loops.
  [[nodiscard]] auto position(FileId file, std::size_t offset) const -> Position;
  /// The line that holds `offset`, without its line break, and the offset where it begins.
  struct Line {
    std::string_view text;
    std::size_t begin = 0;
  };
  [[nodiscard]] auto line_at(FileId file, std::size_t offset) const -> Line;

 private:
  struct File {
    std::string path;
    std::string text;
  };
  std::vector<File> files_;
};

}  // namespace pinwright::source
