#pragma once

#include <cstddef>
#include <ostream>
#include <span>
#include <string_view>

#include "diag/diagnostic.hpp"
#include "source/source_map.hpp"

namespace pinwright::diag {

struct Summary {
  std::size_t errors = 0, warnings = 0, notes = 0, waived = 0;
  std::size_t files = 0, tenants = 0, policies = 0;
};

/// Counts the findings; files, tenants and policies stay 0 for the caller to fill.
[[nodiscard]] auto summarise(std::span<const Diagnostic> diagnostics) -> Summary;

/// What a renderer gets: sorted findings, the texts they point into, and how to draw.
struct Report {
  std::span<const Diagnostic> diagnostics;
  const source::SourceMap& sources;
  Summary summary;
  bool color = false;
  bool quiet = false;    ///< text: no summary line
  bool verbose = false;  ///< text: waived findings and every tenant's name too
};

/// rustc- and actionlint-like text for people: place, message, gutter, caret at display width, labels, help, notes.
auto render_text(std::ostream& out, const Report& report) -> void;
/// schemas/diagnostics.schema.json.
auto render_json(std::ostream& out, const Report& report) -> void;

struct Renderer {
  std::string_view name;
  std::string_view summary;
  void (*render)(std::ostream&, const Report&);
};
/// A row for each value of `--output`.
[[nodiscard]] auto renderers() -> std::span<const Renderer>;

}  // namespace pinwright::diag
