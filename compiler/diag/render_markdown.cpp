#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <map>
#include <span>

#include "base/text.hpp"
#include "diag/finding.hpp"
#include "diag/markup.hpp"
#include "diag/render.hpp"
#include "diag/visible.hpp"

namespace pinwright::diag {
namespace {

/// What may follow the rows: a summary by kind, at the most so long.
constexpr std::size_t kRestSize = 2000;
constexpr std::size_t kKindsShown = 20;

/// What Markdown reads as a sign is written as an entity, and what a forge makes a link of itself (a mention, a number
/// of an issue, an address) is cut by an empty comment.
auto inert(std::string_view text) -> std::string {
  constexpr std::string_view kSigns = "&<>`*_[]|~\\$\"";
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (kSigns.find(c) != std::string_view::npos) {
      out += fmt::format("&#{};", static_cast<unsigned>(c));
    } else {
      out += c;
    }
    const bool links = c == '@' || c == '#' || c == '!' || text.substr(i).starts_with("://") ||
                       (c == 'w' && base::starts_with_folded(text.substr(i), "w."));
    if (links) out += "<!-- -->";
  }
  return out;
}

auto markdown_of(std::string_view message) -> std::string {
  std::string out;
  for (const auto& piece : pieces_of(message)) {
    out += piece.is_code ? fmt::format("<code>{}</code>", inert(piece.text)) : inert(piece.text);
  }
  return out;
}

auto row_of(const Finding& finding) -> std::string {
  const auto& diagnostic = *finding.diagnostic;
  const auto& code = info(diagnostic.code);
  auto lines = explanation_of(diagnostic);
  if (const auto tenants = tenants_of(diagnostic); !tenants.empty()) lines.push_back(tenants);
  std::string text;
  for (const auto& each : lines) {
    for (const auto line : base::split(each, '\n')) text += (text.empty() ? "" : "<br>") + markdown_of(line);
  }
  return fmt::format("| {} | <code>{}</code> | [{}]({}): {} |\n", name(diagnostic.severity),
                     inert(shown(finding.place)), code.slug, help_uri(diagnostic.code), text);
}

/// "12 unknown-node, 3 wrong-type": what did not fit.
auto kinds_of(std::span<const Finding> findings) -> std::string {
  std::map<Code, std::size_t> counts;
  for (const auto& finding : findings) ++counts[finding.diagnostic->code];
  std::vector<std::string> kinds;
  for (const auto& [code, count] : counts) kinds.push_back(fmt::format("{} {}", count, info(code).slug));
  return base::listed(kinds, kKindsShown);
}

}  // namespace

auto render_markdown(std::ostream& out, const Report& report) -> void {
  Places places(report.sources);
  const auto findings = worst_first(report, places);
  const auto head = fmt::format("### pinwright: {}\n", sentence_of(report.summary));
  const std::string_view table = "\n| | where | what |\n|---|---|---|\n";
  const auto room = report.max_bytes - std::min(report.max_bytes, head.size() + table.size());
  std::string rows;
  std::size_t count = 0;
  for (const auto& finding : findings) {
    const auto row = row_of(finding);
    const bool is_last = count + 1 == findings.size();
    if (rows.size() + row.size() + (is_last ? 0 : kRestSize) > room) break;
    rows += row;
    ++count;
  }
  out << head << (rows.empty() ? "" : table) << rows;
  if (count == findings.size()) return;
  fmt::print(out, "\n**{} of {} are shown**, the worst ones: this text may hold {} bytes. The others: {}.\n", count,
             base::counted(findings.size(), "finding"), report.max_bytes, kinds_of(std::span(findings).subspan(count)));
}

}  // namespace pinwright::diag
