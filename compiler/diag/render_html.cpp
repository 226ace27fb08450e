#include <fmt/format.h>

#include <unordered_map>

#include "base/base64.hpp"
#include "base/print.hpp"
#include "base/sha256.hpp"
#include "base/text.hpp"
#include "diag/excerpt.hpp"
#include "diag/finding.hpp"
#include "diag/html_parts.hpp"
#include "diag/markup.hpp"
#include "diag/render.hpp"
#include "diag/visible.hpp"

namespace pinwright::diag {
namespace {

/// The findings of one file, the worst first; "" holds those without.
struct Group {
  std::string_view file;
  std::vector<Finding> findings;
};

auto grouped(const std::vector<Finding>& findings) -> std::vector<Group> {
  std::vector<Group> groups;
  std::unordered_map<std::string_view, std::size_t> by_file;
  for (const auto& finding : findings) {
    const auto file = finding.place ? finding.place->file : std::string_view();
    const auto [at, is_new] = by_file.emplace(file, groups.size());
    if (is_new) groups.push_back({file, {}});
    groups[at->second].findings.push_back(finding);
  }
  return groups;
}

auto html_of(std::string_view message) -> std::string {
  std::string out;
  for (const auto& piece : pieces_of(message)) {
    out += piece.is_code ? fmt::format("<code>{}</code>", escaped(piece.text)) : escaped(piece.text);
  }
  return out;
}

auto hash_of(std::string_view text) -> std::string {
  return fmt::format("'sha256-{}'", base::base64_encode(base::sha256(text)));
}

/// One page: nothing is fetched, and nothing runs but the two parts that the policy names.
auto write_head(std::ostream& out, const Report& report) -> void {
  base::print(out,
              "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
              "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri 'none'; "
              "form-action 'none'; style-src {}; script-src {}\">\n"
              "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
              "<meta name=\"referrer\" content=\"no-referrer\">\n<title>pinwright: {}</title>\n<style>{}</style>\n"
              "</head>\n<body>\n<header><h1>pinwright</h1><p>{}</p></header>\n",
              hash_of(html_style()), hash_of(html_script()),
              report.title.empty() ? findings_of(report.summary) : escaped(report.title), html_style(),
              escaped(headline_of(report)));
}

auto write_filters(std::ostream& out, const Summary& summary) -> void {
  out << "<nav>\n";
  const auto box = [&](Severity severity, std::size_t count) {
    if (count == 0) return;
    base::print(out, "<label><input type=\"checkbox\" id=\"show-{0}\" checked> {1}</label>\n", name(severity),
                base::counted(count, name(severity)));
  };
  box(Severity::Error, summary.errors);
  box(Severity::Warning, summary.warnings);
  box(Severity::Note, summary.notes);
  out << "<input type=\"search\" id=\"search\" placeholder=\"search\" aria-label=\"search the findings\" "
         "hidden>\n</nav>\n";
}

auto write_excerpt(std::ostream& out, const Finding& finding, Places& places) -> void {
  if (!finding.place) return;
  const auto excerpt = excerpt_of(finding.diagnostic->span, places);
  base::print(out, "<pre><span class=\"number\">{} | </span>{}<mark>{}</mark>{}</pre>\n", finding.place->begin.line,
              escaped(excerpt.before), escaped(excerpt.marked), escaped(excerpt.after));
}

auto write_tenants(std::ostream& out, const Diagnostic& diagnostic) -> void {
  const auto short_form = tenants_of(diagnostic);
  if (short_form.empty()) return;
  const auto full = visible(base::joined(diagnostic.tenants, ", "));
  if (short_form.ends_with(full)) {
    base::print(out, "<p class=\"more\">{}</p>\n", escaped(short_form));
  } else {
    base::print(out, "<details class=\"more\"><summary>{}</summary><p>{}</p></details>\n", escaped(short_form),
                escaped(full));
  }
}

auto write(std::ostream& out, const Finding& finding, Places& places) -> void {
  const auto& diagnostic = *finding.diagnostic;
  const auto& code = info(diagnostic.code);
  const auto lines = explanation_of(diagnostic);
  base::print(out,
              "<article class=\"{0}\">\n<p><span class=\"kind\">{0}</span> <a href=\"{1}\">{2}</a> "
              "<span class=\"place\">{3}</span></p>\n<p class=\"message\">{4}</p>\n",
              name(diagnostic.severity), help_uri(diagnostic.code), code.slug, escaped(shown(finding.place)),
              html_of(lines.front()));
  write_excerpt(out, finding, places);
  for (std::size_t i = 1; i < lines.size(); ++i) {
    for (const auto line : base::split(lines[i], '\n')) base::print(out, "<p>{}</p>\n", html_of(line));
  }
  write_tenants(out, diagnostic);
  out << "</article>\n";
}

auto write_grid(std::ostream& out, const Grid& grid) -> void {
  base::print(out, "<div class=\"grid\"><table>\n<thead><tr><th scope=\"col\">{}</th>", escaped(visible(grid.corner)));
  for (const auto& column : grid.columns) base::print(out, "<th scope=\"col\">{}</th>", escaped(visible(column)));
  out << "</tr></thead>\n<tbody>\n";
  for (const auto& row : grid.rows) {
    base::print(out, "<tr><th scope=\"row\">{}</th>", escaped(visible(row.name)));
    for (const auto& cell : row.cells) base::print(out, "<td>{}</td>", escaped(visible(cell)));
    out << "</tr>\n";
  }
  out << "</tbody></table></div>\n";
  if (!grid.remark.empty()) base::print(out, "<p>{}</p>\n", escaped(visible(grid.remark)));
}

}  // namespace

auto render_html(std::ostream& out, const Report& report) -> void {
  Places places(report.sources);
  write_head(out, report);
  const auto groups = grouped(worst_first(report, places));
  if (!groups.empty()) write_filters(out, report.summary);
  out << "<main>\n";
  if (report.grid != nullptr) write_grid(out, *report.grid);
  if (!report.text.empty()) base::print(out, "<pre class=\"run\">{}</pre>\n", escaped(report.text));
  for (const auto& group : groups) {
    base::print(out, "<details class=\"file\" open>\n<summary>{} ({})</summary>\n",
                group.file.empty() ? "workspace" : escaped(visible(group.file)),
                base::counted(group.findings.size(), "finding"));
    for (const auto& finding : group.findings) write(out, finding, places);
    out << "</details>\n";
  }
  out << "</main>\n";
  if (!groups.empty()) base::print(out, "<script>{}</script>\n", html_script());
  out << "</body>\n</html>\n";
}

}  // namespace pinwright::diag
