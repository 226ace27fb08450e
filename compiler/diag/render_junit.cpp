#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/print.hpp"
#include "base/text.hpp"
#include "diag/finding.hpp"
#include "diag/markup.hpp"
#include "diag/render.hpp"
#include "diag/visible.hpp"

namespace pinwright::diag {
namespace {

/// The findings of one file; "" holds those without.
using Suites = std::map<std::string_view, std::vector<Finding>>;

auto is_failure(const Finding& finding, const Report& report) -> bool {
  return finding.diagnostic->severity <= report.fail_on;
}

auto failures_in(const std::vector<Finding>& findings, const Report& report) -> std::size_t {
  return static_cast<std::size_t>(
      std::count_if(findings.begin(), findings.end(), [&](const auto& one) { return is_failure(one, report); }));
}

auto write_case(std::ostream& out, const Finding& finding, const Report& report) -> void {
  const auto& diagnostic = *finding.diagnostic;
  const auto& code = info(diagnostic.code);
  const auto where =
      finding.place ? fmt::format(" {}:{}", finding.place->begin.line, finding.place->begin.column) : std::string();
  base::print(out, R"(    <testcase name="{}{}" classname="{}")", code.slug, where,
              finding.place ? escaped(visible(finding.place->file)) : "workspace");
  if (finding.place) {
    base::print(out, R"( file="{}" line="{}")", escaped(visible(finding.place->file)), finding.place->begin.line);
  }
  auto lines = explanation_of(diagnostic);
  lines.front() = fmt::format("{}[{}] {}: {}", name(diagnostic.severity), code.id, code.slug, lines.front());
  if (const auto tenants = tenants_of(diagnostic); !tenants.empty()) lines.push_back(tenants);
  const auto text = escaped(base::joined(lines, "\n"));
  if (is_failure(finding, report)) {
    base::print(out, ">\n      <failure type=\"{}\" message=\"{}\">{}</failure>\n    </testcase>\n",
                name(diagnostic.severity), escaped(visible(diagnostic.message)), text);
  } else {
    base::print(out, ">\n      <system-out>{}</system-out>\n    </testcase>\n", text);
  }
}

}  // namespace

auto render_junit(std::ostream& out, const Report& report) -> void {
  Places places(report.sources);
  const auto findings = worst_first(report, places);
  Suites suites;
  for (const auto& finding : findings) suites[finding.place ? finding.place->file : ""].push_back(finding);
  // Readers of JUnit take a report without a test for a run that failed to start.
  const auto tests = std::max<std::size_t>(findings.size(), 1);
  base::print(
      out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"pinwright\" tests=\"{}\" failures=\"{}\">\n",
      tests, failures_in(findings, report));
  if (findings.empty()) {
    base::print(out,
                "  <testsuite name=\"workspace\" tests=\"1\" failures=\"0\">\n    <testcase name=\"no findings\" "
                "classname=\"workspace\"/>\n  </testsuite>\n");
  }
  for (const auto& [file, inside] : suites) {
    base::print(out, "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\">\n",
                file.empty() ? "workspace" : escaped(visible(file)), inside.size(), failures_in(inside, report));
    for (const auto& finding : inside) write_case(out, finding, report);
    out << "  </testsuite>\n";
  }
  out << "</testsuites>\n";
}

}  // namespace pinwright::diag
