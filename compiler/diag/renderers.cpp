#include <array>

#include "diag/render.hpp"

namespace pinwright::diag {
namespace {

constexpr std::array kRenderers{
    Renderer{"text", "for people: the line, the caret, what to do", render_text},
    Renderer{"json", "for programs: schemas/diagnostics.schema.json", render_json},
};

}  // namespace

auto renderers() -> std::span<const Renderer> { return kRenderers; }

auto summarise(std::span<const Diagnostic> diagnostics) -> Summary {
  Summary summary;
  for (const auto& diagnostic : diagnostics) {
    if (diagnostic.waived) {
      ++summary.waived;
      continue;
    }
    switch (diagnostic.severity) {
      case Severity::Error:
        ++summary.errors;
        break;
      case Severity::Warning:
        ++summary.warnings;
        break;
      case Severity::Note:
        ++summary.notes;
        break;
    }
  }
  return summary;
}

}  // namespace pinwright::diag
