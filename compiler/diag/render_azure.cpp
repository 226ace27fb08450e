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

constexpr std::size_t kMostOfASeverity = 1000;

/// microsoft/azure-pipelines-task-lib, node/taskcommand.ts; the agent reads %AZP25 as a per cent sign.
auto escaped(std::string_view text, std::string_view special) -> std::string {
  std::string out;
  for (const char c : text) {
    if (c == '%') {
      out += "%AZP25";
    } else if (special.find(c) != std::string_view::npos) {
      out += fmt::format("%{:02X}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  return out;
}
auto escape_data(std::string_view text) -> std::string { return escaped(text, "\r\n"); }
auto escape_property(std::string_view text) -> std::string { return escaped(text, "\r\n];"); }

auto place_properties(const Place& place) -> std::string {
  return fmt::format("sourcepath={};linenumber={};columnnumber={};", escape_property(visible(place.file)),
                     place.begin.line, place.begin.column);
}

auto write(std::ostream& out, const Finding& finding) -> void {
  const auto& diagnostic = *finding.diagnostic;
  const auto& code = info(diagnostic.code);
  auto lines = explanation_of(diagnostic);
  if (const auto tenants = tenants_of(diagnostic); !tenants.empty()) lines.push_back(tenants);
  const auto type = levels(diagnostic.severity).azure;
  if (type.empty()) {
    // No issue of a lower level than a warning exists, and a note must not count as one.
    const auto place = finding.place ? shown(finding.place) + ": " : std::string();
    base::print(out, "{} {} {}: {}{}\n", name(diagnostic.severity), code.id, code.slug, place, lines.front());
    return;
  }
  base::print(out, "##vso[task.logissue type={};{}code={};]{}: {}\n", type,
              finding.place ? place_properties(*finding.place) : std::string(), code.id, code.slug,
              escape_data(base::joined(lines, "\n")));
}

}  // namespace

auto render_azure(std::ostream& out, const Report& report) -> void {
  out << report.text;
  Places places(report.sources);
  std::array<std::size_t, 3> counts{};
  for (const auto& finding : worst_first(report, places)) {
    if (++counts[static_cast<std::size_t>(finding.diagnostic->severity)] <= kMostOfASeverity) write(out, finding);
  }
  for (const auto severity : {Severity::Error, Severity::Warning, Severity::Note}) {
    const auto count = counts[static_cast<std::size_t>(severity)];
    if (count <= kMostOfASeverity) continue;
    base::print(out, "and {} more\n", base::counted(count - kMostOfASeverity, name(severity)));
  }
  out << headline_of(report) << '\n';
}

}  // namespace pinwright::diag
