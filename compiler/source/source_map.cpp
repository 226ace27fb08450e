#include "source/source_map.hpp"

#include <algorithm>
#include <cassert>

#include "base/utf8.hpp"

namespace pinwright::source {
namespace {

/// Where the line of `offset` begins; no editor shows a byte order mark, so the first line begins behind it.
auto line_begin(std::string_view text, std::size_t offset) -> std::size_t {
  const auto before = text.substr(0, offset).rfind('\n');
  if (before != std::string_view::npos) return before + 1;
  return text.starts_with(base::kByteOrderMark) ? base::kByteOrderMark.size() : 0;
}

}  // namespace

auto SourceMap::add(std::string path, std::string text) -> FileId {
  files_.push_back({std::move(path), std::move(text)});
  return {static_cast<std::uint32_t>(files_.size() - 1)};
}

auto SourceMap::set_text(FileId file, std::string text) -> void {
  assert(file.value < files_.size());
  files_[file.value].text = std::move(text);
}

auto SourceMap::path(FileId file) const -> std::string_view {
  assert(file.value < files_.size());
  return files_[file.value].path;
}

auto SourceMap::text(FileId file) const -> std::string_view {
  assert(file.value < files_.size());
  return files_[file.value].text;
}

auto SourceMap::text(Span span) const -> std::string_view {
  const auto whole = text(span.file);
  const auto begin = std::min<std::size_t>(span.begin, whole.size());
  const auto end = std::clamp<std::size_t>(span.end, begin, whole.size());
  return whole.substr(begin, end - begin);
}

auto SourceMap::position(FileId file, std::size_t offset) const -> Position {
  const auto whole = text(file);
  const auto until = std::min(offset, whole.size());
  const auto lines = std::count(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(until), '\n');
  Position position{static_cast<std::size_t>(lines) + 1, 1};
  for (auto at = line_begin(whole, until); at < until; ++position.column) {
    at += base::code_point_at(whole, at).size;
    if (at > until) break;  // inside a code point: its own column
  }
  return position;
}

auto SourceMap::line_at(FileId file, std::size_t offset) const -> Line {
  const auto whole = text(file);
  const auto inside = std::min(offset, whole.size());
  const auto begin = line_begin(whole, inside);
  auto line = whole.substr(begin, whole.find('\n', std::max(inside, begin)) - begin);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return {line, begin};
}

}  // namespace pinwright::source
