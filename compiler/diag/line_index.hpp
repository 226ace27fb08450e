#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "source/source_map.hpp"

namespace pinwright::diag {

/// Where the lines of one text begin: one pass to build, then a position costs a search, however long its line is.
/// The answers are those of SourceMap::position and SourceMap::line_at.
class LineIndex {
 public:
  explicit LineIndex(std::string_view text);

  [[nodiscard]] auto position(std::size_t offset) const -> source::Position;
  /// By number, from 1.
  [[nodiscard]] auto line(std::size_t number) const -> source::SourceMap::Line;

 private:
  /// Code points before `offset`; one in every block of the text, so that counting never walks further than a block.
  struct Milestone {
    std::size_t offset = 0;
    std::size_t code_points = 0;
  };
  [[nodiscard]] auto code_points_before(std::size_t offset) const -> std::size_t;

  std::string_view text_;
  std::vector<std::uint32_t> begins_;
  std::vector<Milestone> milestones_;
};

/// The line indexes of the files that findings point into, each made when it is first asked for.
class Places {
 public:
  explicit Places(const source::SourceMap& sources) : sources_(sources) {}

  [[nodiscard]] auto of(source::FileId file) -> const LineIndex&;
  [[nodiscard]] auto path(source::FileId file) const -> std::string_view { return sources_.path(file); }

 private:
  const source::SourceMap& sources_;
  std::unordered_map<std::uint32_t, LineIndex> indexes_;
};

}  // namespace pinwright::diag
