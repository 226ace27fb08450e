
#include "base/json.hpp"
#include "diag/diagnostic_json.hpp"
#include "diag/json_text.hpp"
#include "diag/line_index.hpp"
#include "diag/render.hpp"

namespace pinwright::diag {
namespace {

using Json = nlohmann::ordered_json;

auto json_of(const Summary& summary) -> Json {
  return {{"errors", summary.errors},    {"warnings", summary.warnings}, {"notes", summary.notes},
          {"waived", summary.waived},    {"files", summary.files},       {"tenants", summary.tenants},
          {"policies", summary.policies}};
}

}  // namespace

auto render_json(std::ostream& out, const Report& report) -> void {
  // One finding a line, and never the whole report in memory: it may hold a finding for each of many tenants.
  Places places(report.sources);
  out << R"({"formatVersion":"1.0","summary":)" << json_text(json_of(report.summary)) << R"(,"diagnostics":[)";
  std::string_view before = "\n";
  for (const auto& diagnostic : report.diagnostics) {
    out << before << json_text(to_json(diagnostic, places));
    before = ",\n";
  }
  out << (report.diagnostics.empty() ? "" : "\n") << "]}\n";
}

}  // namespace pinwright::diag
