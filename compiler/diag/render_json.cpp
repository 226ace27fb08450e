#include <nlohmann/json.hpp>

#include "diag/diagnostic_json.hpp"
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

/// Source texts may hold bytes that are not UTF-8, and JSON must not.
auto text_of(const Json& json) -> std::string { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace

auto render_json(std::ostream& out, const Report& report) -> void {
  // One finding a line, and never the whole report in memory: it may hold a finding for each of many tenants.
  Places places(report.sources);
  out << R"({"formatVersion":"1.0","summary":)" << text_of(json_of(report.summary)) << R"(,"diagnostics":[)";
  std::string_view before = "\n";
  for (const auto& diagnostic : report.diagnostics) {
    out << before << text_of(to_json(diagnostic, places));
    before = ",\n";
  }
  out << (report.diagnostics.empty() ? "" : "\n") << "]}\n";
}

}  // namespace pinwright::diag
