
#include "base/json.hpp"
#include "diag/finding.hpp"
#include "diag/json_text.hpp"
#include "diag/levels.hpp"
#include "diag/render.hpp"
#include "diag/visible.hpp"

namespace pinwright::diag {
namespace {

using Json = nlohmann::ordered_json;

/// GitLab wants a file: a finding that has none is put to the workspace's own.
constexpr std::string_view kAnyFile = "pinwright.yaml";

auto json_of(source::Position position) -> Json { return {{"line", position.line}, {"column", position.column}}; }

auto location_of(const Finding& finding) -> Json {
  const auto place = finding.place.value_or(Place{kAnyFile, {}, {}});
  return {{"path", place.file}, {"positions", {{"begin", json_of(place.begin)}, {"end", json_of(place.end)}}}};
}

}  // namespace

auto render_gitlab(std::ostream& out, const Report& report) -> void {
  Places places(report.sources);
  Fingerprints fingerprints(report.sources, places);
  out << '[';
  std::string_view before = "\n";
  for (const auto& finding : worst_first(report, places)) {
    const auto& diagnostic = *finding.diagnostic;
    const Json issue{{"type", "issue"},
                     {"check_name", info(diagnostic.code).slug},
                     {"description", visible(diagnostic.message)},
                     {"severity", levels(diagnostic.severity).gitlab},
                     {"fingerprint", fingerprints.of(diagnostic)},
                     {"location", location_of(finding)}};
    out << before << json_text(issue);
    before = ",\n";
  }
  out << "\n]\n";
}

}  // namespace pinwright::diag
