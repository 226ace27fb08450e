#include <fmt/format.h>

#include <string>
#include <vector>

#include "base/print.hpp"
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

/// Of each code so many findings are shown: whoever made more mistakes of a kind has made one.
constexpr std::size_t kMostOfAKind = 1000;

}  // namespace

auto render_text(std::ostream& out, const Report& report) -> void {
  TextView view(out, report);
  std::vector<std::size_t> counts(all_codes().size());
  for (const auto& diagnostic : report.diagnostics) {
    if (diagnostic.waived && !report.verbose) continue;
    if (++counts[static_cast<std::size_t>(diagnostic.code)] <= kMostOfAKind || report.verbose) view.write(diagnostic);
  }
  for (const auto& code : all_codes()) {
    const auto count = counts[static_cast<std::size_t>(code.code)];
    if (report.verbose || count <= kMostOfAKind) continue;
    base::print(out, "and {} more of {}: `--verbose` shows them\n", count - kMostOfAKind, code.slug);
  }
  if (!report.quiet) out << sentence_of(report.summary) << '\n';
}

}  // namespace pinwright::diag
