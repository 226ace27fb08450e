#include "diag/line_index.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace pinwright::diag {
namespace {

constexpr std::size_t kBlock = 1024;
}  // namespace

LineIndex::LineIndex(std::string_view text) : text_(text) {
  begins_.push_back(text.starts_with(base::kByteOrderMark) ? 3 : 0);
  milestones_.push_back({});
  std::size_t code_points = 0;
  for (std::size_t at = 0; at < text.size(); ++code_points) {
    if (at >= milestones_.back().offset + kBlock) milestones_.push_back({at, code_points});
    const bool ends_line = text[at] == '\n';
    at += base::code_point_at(text, at).size;
    if (ends_line) begins_.push_back(static_cast<std::uint32_t>(at));
  }
}

auto LineIndex::position(std::size_t offset) const -> source::Position {
  const auto until = std::clamp<std::size_t>(offset, begins_.front(), text_.size());
  const auto behind = std::upper_bound(begins_.begin(), begins_.end(), until);
  const auto line = static_cast<std::size_t>(behind - begins_.begin());
  return {line, code_points_before(until) - code_points_before(begins_[line - 1]) + 1};
}

auto LineIndex::line(std::size_t number) const -> source::SourceMap::Line {
  const std::size_t begin = begins_[number - 1];
  const std::size_t end = number < begins_.size() ? begins_[number] - 1 : text_.size();
  auto line = text_.substr(begin, end - begin);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return {line, begin};
}

auto LineIndex::code_points_before(std::size_t offset) const -> std::size_t {
  const auto behind = std::upper_bound(milestones_.begin(), milestones_.end(), offset,
                                       [](std::size_t value, const Milestone& stone) { return value < stone.offset; });
  auto [at, code_points] = *std::prev(behind);
  while (at < offset) {
    at += base::code_point_at(text_, at).size;
    if (at <= offset) ++code_points;
  }
  return code_points;
}

auto Places::of(source::FileId file) -> const LineIndex& {
  const auto found = indexes_.find(file.value);
  if (found != indexes_.end()) return found->second;
  return indexes_.emplace(file.value, LineIndex(sources_.text(file))).first->second;
}

}  // namespace pinwright::diag
