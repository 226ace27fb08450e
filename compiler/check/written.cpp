#include "check/written.hpp"

#include <utility>

namespace pinwright::check {

auto is_written(const lower::Origin& origin, std::size_t begin, std::size_t end) -> bool {
  if (origin.pieces.empty()) return true;
  const auto* piece = lower::piece_with(origin, begin, end);
  return piece != nullptr && !piece->from_placeholder;
}

auto add_edit(diag::Diagnostic& diagnostic, const source::SourceMap& sources, const TextPart& part, std::string title,
              std::string text) -> void {
  if (!is_written(part.filled, part.begin, part.end)) return;
  const auto span = lower::place(sources, part.filled, part.begin, part.end);
  // In a block scalar a line break is also the end of the YAML line.
  if (sources.text(span).find('\n') != std::string_view::npos) return;
  diagnostic.fixes.push_back({std::move(title), {{span, std::move(text)}}});
}

}  // namespace pinwright::check
