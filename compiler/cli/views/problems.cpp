#include "cli/views/problems.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>
#include <string_view>
#include <tuple>

#include "base/print.hpp"
#include "diag/paint.hpp"
#include "diag/render.hpp"
#include "diag/visible.hpp"

namespace pinwright::cli::views {

namespace {

using diag::Diagnostic;

auto is_same(const Diagnostic& a, const Diagnostic& b) -> bool {
  return a.code == b.code && a.span == b.span && a.path == b.path && a.message == b.message && a.help == b.help;
}

auto draw_unusable(std::ostream& out, const plan::TenantPlan& tenant, const diag::Paint& paint) -> void {
  const auto what =
      fmt::format("tenant {} cannot be used: {}", tenant.name, diag::visible_lines(tenant.unusable->message));
  base::print(out, "{} {}\n", paint(diag::Style::Error, "error:"), paint(diag::Style::Bold, what));
  if (!tenant.unusable->help.empty()) base::print(out, " = help: {}\n", diag::visible(tenant.unusable->help));
  out << '\n';
}

}  // namespace

auto findings_of(const std::vector<plan::TenantPlan>& tenants) -> std::vector<Diagnostic> {
  std::vector<Diagnostic> findings;
  for (const auto& tenant : tenants) {
    for (const auto& finding : tenant.diagnostics) {
      const auto known = std::find_if(findings.begin(), findings.end(),
                                      [&](const Diagnostic& other) { return is_same(other, finding); });
      auto& one = known == findings.end() ? findings.emplace_back(finding) : *known;
      if (known == findings.end()) one.tenants.clear();
      if (one.tenants.empty() || one.tenants.back() != tenant.name) one.tenants.push_back(tenant.name);
    }
  }
  std::stable_sort(findings.begin(), findings.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.severity, a.span, a.code) < std::tie(b.severity, b.span, b.code);
  });
  return findings;
}

auto draw_problems(std::ostream& out, const std::vector<plan::TenantPlan>& tenants, const source::SourceMap& sources,
                   const ProblemOptions& options) -> void {
  const diag::Paint paint(options.color);
  const auto findings = options.findings ? findings_of(tenants) : std::vector<Diagnostic>();
  const bool any_unusable =
      std::any_of(tenants.begin(), tenants.end(), [](const auto& tenant) { return tenant.unusable.has_value(); });
  if (!any_unusable && findings.empty()) return;
  std::ostringstream text;
  for (const auto& tenant : tenants) {
    if (tenant.unusable) draw_unusable(text, tenant, paint);
  }
  diag::render_text(text, {findings, sources, {}, options.color, true, options.verbose});
  // Each problem ends with an empty line, and what follows begins with one.
  const auto drawn = text.str();
  out << '\n' << std::string_view(drawn).substr(0, drawn.find_last_not_of('\n') + 1) << '\n';
}

}  // namespace pinwright::cli::views
