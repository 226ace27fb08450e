#include "diag/summary.hpp"

#include <fmt/format.h>

#include <vector>

#include "base/text.hpp"

namespace pinwright::diag {
namespace {

auto counter_of(Summary& summary, const Diagnostic& diagnostic) -> std::size_t& {
  if (diagnostic.waived) return summary.waived;
  switch (diagnostic.severity) {
    case Severity::Error:
      return summary.errors;
    case Severity::Warning:
      return summary.warnings;
    case Severity::Note:
      break;
  }
  return summary.notes;
}

}  // namespace

auto summarise(std::span<const Diagnostic> diagnostics) -> Summary {
  Summary summary;
  for (const auto& diagnostic : diagnostics) ++counter_of(summary, diagnostic);
  return summary;
}

auto findings_of(const Summary& summary) -> std::string {
  std::vector<std::string> parts;
  if (summary.errors > 0) parts.push_back(base::counted(summary.errors, "error"));
  if (summary.warnings > 0) parts.push_back(base::counted(summary.warnings, "warning"));
  if (summary.notes > 0) parts.push_back(base::counted(summary.notes, "note"));
  if (parts.empty()) parts.emplace_back("no findings");
  if (summary.waived > 0) parts.push_back(fmt::format("{} waived", summary.waived));
  return base::joined(parts, ", ");
}

auto sentence_of(const Summary& summary) -> std::string {
  auto sentence = fmt::format("{} in {}", findings_of(summary), base::counted(summary.files, "file"));
  if (summary.tenants + summary.policies > 0) {
    sentence +=
        fmt::format(" ({}, {})", base::counted(summary.tenants, "tenant"), base::counted(summary.policies, "policy"));
  }
  return sentence;
}

}  // namespace pinwright::diag
