#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <span>

#include "base/print.hpp"
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

/// A sign of change goes to the front, where a block of the language `diff` gives it its colour.
auto diff_line(std::string_view line) -> std::string {
  const auto at = line.find_first_not_of(' ');
  if (at == std::string_view::npos || line.substr(at + 1).substr(0, 1) != " ") return std::string(line);
  constexpr std::string_view kSigns = "+-~";
  if (kSigns.find(line[at]) == std::string_view::npos) return std::string(line);
  const char sign = line[at] == '~' ? '!' : line[at];
  return fmt::format("{}{}{}", sign, line.substr(0, at), line.substr(at + 1));
}

/// Longer than any run of back-ticks in the text, so that nothing in it ends the block.
auto fence_for(std::string_view text) -> std::string {
  std::size_t longest = 2;
  std::size_t run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return std::string(longest + 1, '`');
}

auto block_of(std::string_view text) -> std::string {
  if (text.empty()) return {};
  const auto fence = fence_for(text);
  std::string block = fmt::format("\n{}diff\n", fence);
  for (const auto line : base::split(text, '\n')) block += diff_line(line) + '\n';
  while (block.ends_with("\n\n")) block.pop_back();
  return block + fence + '\n';
}

/// What a run says beside its findings, with half of the room at the most, so that findings have theirs.
auto run_of(const Report& report) -> std::string {
  const auto room = report.max_bytes / 2;
  auto block = block_of(report.text);
  if (block.size() <= room) return block;
  constexpr std::string_view kShortened = "\n**Shortened**: the whole is longer than this text may be.\n";
  block = block_of(report.brief);
  return block.size() <= room ? block + std::string(kShortened) : std::string(kShortened);
}

}  // namespace

auto render_markdown(std::ostream& out, const Report& report) -> void {
  Places places(report.sources);
  const auto findings = worst_first(report, places);
  const auto head = fmt::format("### pinwright: {}\n{}", inert(headline_of(report)), run_of(report));
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
  base::print(out, "\n**{} of {} are shown**, the worst ones: this text may hold {} bytes. The others: {}.\n", count,
              base::counted(findings.size(), "finding"), report.max_bytes,
              kinds_of(std::span(findings).subspan(count)));
}

}  // namespace pinwright::diag
