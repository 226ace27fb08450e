#include <fmt/format.h>

#include <array>

#include "base/print.hpp"
#include "base/text.hpp"
#include "diag/finding.hpp"
#include "diag/levels.hpp"
#include "diag/render.hpp"
#include "diag/visible.hpp"

namespace pinwright::diag {
namespace {

/// GitHub shows no more of each level for a step.
constexpr std::size_t kMostOfALevel = 10;

/// actions/toolkit, packages/core/src/command.ts: escapeData and escapeProperty.
auto escaped(std::string_view text, std::string_view special) -> std::string {
  std::string out;
  for (const char c : text) {
    if (special.find(c) == std::string_view::npos) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned>(c));
    }
  }
  return out;
}
auto escape_data(std::string_view text) -> std::string { return escaped(text, "%\r\n"); }
auto escape_property(std::string_view text) -> std::string { return escaped(text, "%\r\n:,"); }

/// Columns mean something to GitHub only within one line.
auto place_properties(const Place& place) -> std::string {
  auto text = fmt::format("file={},line={},endLine={},", escape_property(visible(place.file)), place.begin.line,
                          place.end.line);
  if (place.begin.line == place.end.line) {
    text += fmt::format("col={},endColumn={},", place.begin.column, place.end.column);
  }
  return text;
}

auto write(std::ostream& out, const Finding& finding) -> void {
  const auto& diagnostic = *finding.diagnostic;
  auto lines = explanation_of(diagnostic);
  if (const auto tenants = tenants_of(diagnostic); !tenants.empty()) lines.push_back(tenants);
  base::print(out, "::{} {}title={}::{}\n", levels(diagnostic.severity).github,
              finding.place ? place_properties(*finding.place) : std::string(),
              escape_property(fmt::format("{} {}", info(diagnostic.code).id, info(diagnostic.code).slug)),
              escape_data(base::joined(lines, "\n")));
}

}  // namespace

auto render_github(std::ostream& out, const Report& report) -> void {
  out << report.text;
  Places places(report.sources);
  std::array<std::size_t, 3> counts{};
  for (const auto& finding : worst_first(report, places)) {
    if (++counts[static_cast<std::size_t>(finding.diagnostic->severity)] <= kMostOfALevel) write(out, finding);
  }
  std::vector<std::string> hidden;
  for (const auto severity : {Severity::Error, Severity::Warning, Severity::Note}) {
    const auto count = counts[static_cast<std::size_t>(severity)];
    if (count > kMostOfALevel) hidden.push_back(base::counted(count - kMostOfALevel, name(severity)));
  }
  if (!hidden.empty()) {
    base::print(out, "{} more are hidden: GitHub shows {} annotations of a level\n", base::joined(hidden, ", "),
                kMostOfALevel);
  }
  out << headline_of(report) << '\n';
}

}  // namespace pinwright::diag
