#include <fmt/format.h>

#include <string>
#include <vector>

#include "base/text.hpp"
#include "diag/render.hpp"
#include "diag/snippet.hpp"
#include "diag/visible.hpp"

namespace pinwright::diag {
namespace {

constexpr std::size_t kTenantsShown = 3;

/// Draws one finding after another.
class TextView {
 public:
  TextView(std::ostream& out, const Report& report)
      : out_(out), places_(report.sources), paint_(report.color), verbose_(report.verbose) {}

  auto write(const Diagnostic& diagnostic) -> void {
    write_head(diagnostic);
    write_snippet(out_, diagnostic, places_, paint_);
    indent_ = std::string(gutter_width(diagnostic, places_) + 1, ' ');
    if (!diagnostic.span.known() && !diagnostic.path.empty()) write_remark("at", diagnostic.path);
    if (!diagnostic.help.empty()) write_remark("help", diagnostic.help);
    for (const auto& note : diagnostic.notes) write_remark("note", note);
    for (const auto& label : diagnostic.labels) {
      if (!label.span.known() && !label.text.empty()) write_remark("note", label.text);
    }
    for (const auto& fix : diagnostic.fixes) write_remark("fix", fix.title);
    write_tenants(diagnostic.tenants);
    out_ << '\n';
  }

 private:
  auto write_head(const Diagnostic& diagnostic) -> void {
    const auto& code = info(diagnostic.code);
    const auto kind = fmt::format("{}[{}]", name(diagnostic.severity), code.id);
    const auto rest =
        fmt::format(" {}{}: {}", code.slug, diagnostic.waived ? " (waived)" : "", visible(diagnostic.message));
    out_ << paint_(style_of(diagnostic.severity), kind) << paint_(Style::Bold, rest) << '\n';
  }

  /// Further lines of a text stand below its first.
  auto write_remark(std::string_view word, std::string_view text) -> void {
    out_ << indent_ << paint_(Style::Frame, "=") << ' ' << paint_(Style::Bold, std::string(word) + ':');
    const auto hanging = std::string(indent_.size() + word.size() + 3, ' ');
    std::string_view before;
    for (const auto line : base::split(text, '\n')) {
      out_ << before << ' ' << visible(line) << '\n';
      before = hanging;
    }
  }

  auto write_tenants(const std::vector<std::string>& tenants) -> void {
    if (tenants.empty()) return;
    const auto shown = verbose_ ? tenants.size() : kTenantsShown;
    write_remark("in " + base::counted(tenants.size(), "tenant"), base::listed(tenants, shown));
  }

  std::ostream& out_;
  Places places_;
  Paint paint_;
  bool verbose_;
  std::string indent_;
};

auto findings_of(const Summary& summary) -> std::string {
  std::vector<std::string> parts;
  if (summary.errors > 0) parts.push_back(base::counted(summary.errors, "error"));
  if (summary.warnings > 0) parts.push_back(base::counted(summary.warnings, "warning"));
  if (summary.notes > 0) parts.push_back(base::counted(summary.notes, "note"));
  if (parts.empty()) parts.emplace_back("no findings");
  if (summary.waived > 0) parts.push_back(fmt::format("{} waived", summary.waived));
  return base::joined(parts, ", ");
}

auto write_summary(std::ostream& out, const Summary& summary) -> void {
  out << findings_of(summary) << " in " << base::counted(summary.files, "file");
  if (summary.tenants + summary.policies > 0) {
    out << fmt::format(" ({}, {})", base::counted(summary.tenants, "tenant"),
                       base::counted(summary.policies, "policy"));
  }
  out << '\n';
}

}  // namespace

auto render_text(std::ostream& out, const Report& report) -> void {
  TextView view(out, report);
  for (const auto& diagnostic : report.diagnostics) {
    if (!diagnostic.waived || report.verbose) view.write(diagnostic);
  }
  if (!report.quiet) write_summary(out, report.summary);
}

}  // namespace pinwright::diag
