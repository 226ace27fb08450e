#include "diag/finding.hpp"

#include <fmt/format.h>

#include "base/sha256.hpp"
#include "base/text.hpp"
#include "diag/visible.hpp"

namespace pinwright::diag {
namespace {

constexpr std::size_t kTenantsShown = 3;
constexpr std::string_view kPages = "https://github.com/pinwright/pinwright/blob/main/docs/diagnostics/";
constexpr std::size_t kFingerprintSize = 32;
constexpr std::size_t kTextSize = 1000;  // of each text in a fingerprint

}  // namespace

auto place_of(source::Span span, Places& places) -> std::optional<Place> {
  if (!span.known()) return std::nullopt;
  const auto& index = places.of(span.file);
  return Place{places.path(span.file), index.position(span.begin), index.position(span.end)};
}

auto worst_first(const Report& report, Places& places) -> std::vector<Finding> {
  std::vector<Finding> findings;
  findings.reserve(report.diagnostics.size());
  for (const auto severity : {Severity::Error, Severity::Warning, Severity::Note}) {
    for (const auto& diagnostic : report.diagnostics) {
      if (diagnostic.waived || diagnostic.severity != severity) continue;
      findings.push_back({&diagnostic, place_of(diagnostic.span, places)});
    }
  }
  return findings;
}

auto shown(const std::optional<Place>& place) -> std::string {
  if (!place) return {};
  return fmt::format("{}:{}:{}", visible(place->file), place->begin.line, place->begin.column);
}

auto explanation_of(const Diagnostic& diagnostic) -> std::vector<std::string> {
  std::vector<std::string> lines{visible(diagnostic.message)};
  const auto add = [&](std::string_view word, std::string_view text) {
    if (!text.empty()) lines.push_back(fmt::format("{}: {}", word, visible_lines(text)));
  };
  if (!diagnostic.span.known()) add("at", diagnostic.path);
  add("help", diagnostic.help);
  for (const auto& note : diagnostic.notes) add("note", note);
  for (const auto& label : diagnostic.labels) {
    if (!label.span.known()) add("note", label.text);
  }
  return lines;
}

auto tenants_of(const Diagnostic& diagnostic) -> std::string {
  if (diagnostic.tenants.empty()) return {};
  return fmt::format("in {}: {}", base::counted(diagnostic.tenants.size(), "tenant"),
                     visible(base::listed(diagnostic.tenants, kTenantsShown)));
}

auto help_uri(Code code) -> std::string { return fmt::format("{}{}.md", kPages, info(code).slug); }

auto Fingerprints::of(const Diagnostic& diagnostic) -> std::string {
  auto what = std::string(info(diagnostic.code).slug);
  const auto add = [&](std::string_view text) { what.append(1, '\0').append(text); };
  if (diagnostic.span.known()) {
    const auto& index = places_.of(diagnostic.span.file);
    add(places_.path(diagnostic.span.file));
    add(sources_.text(diagnostic.span).substr(0, kTextSize));
    add(base::trimmed(index.line(index.position(diagnostic.span.begin).line).text).substr(0, kTextSize));
  } else {
    add(diagnostic.path);
    add(diagnostic.message);
  }
  auto digest = base::hex(base::sha256(what)).substr(0, kFingerprintSize);
  const auto before = seen_[digest]++;
  if (before == 0) return digest;
  return base::hex(base::sha256(fmt::format("{} {}", digest, before))).substr(0, kFingerprintSize);
}

}  // namespace pinwright::diag
