#include <algorithm>

#include "base/json.hpp"
#include "base/text.hpp"
#include "diag/finding.hpp"
#include "diag/json_text.hpp"
#include "diag/levels.hpp"
#include "diag/render.hpp"
#include "diag/sarif_place.hpp"
#include "diag/visible.hpp"

namespace pinwright::diag {
namespace {

using Json = nlohmann::ordered_json;

/// GitHub keeps 5,000 results of a run and refuses a file of more than 25,000.
constexpr std::size_t kMostResults = 5000;

/// Brackets would make a link of SARIF's own kind: [text](target), 3.11.6.
auto text_of(std::string_view text) -> Json {
  std::string out;
  for (const char c : visible_lines(text)) {
    if (c == '(' && out.ends_with(']')) out.insert(out.size() - 1, 1, '\\');
    out += c;
  }
  return {{"text", out}};
}

auto rule_of(Code code, const Report& report) -> Json {
  const auto& row = info(code);
  Json rule{{"id", row.id}, {"name", row.slug}, {"shortDescription", {{"text", row.title}}}};
  const auto page = report.page == nullptr ? std::string_view() : report.page(code);
  rule["help"] = {{"text", page.empty() ? row.title : page}};
  if (!page.empty()) rule["help"]["markdown"] = page;
  rule["helpUri"] = help_uri(code);
  rule["defaultConfiguration"] = {{"level", levels(row.severity).sarif}};
  rule["properties"] = {{"problem.severity", levels(row.severity).security}, {"tags", {"intune", "configuration"}}};
  return rule;
}

/// The codes that findings have, in the order of the registry; a result refers to its rule by its number here.
auto rules_of(const std::vector<Finding>& findings) -> std::vector<Code> {
  std::vector<Code> codes;
  for (const auto& finding : findings) codes.push_back(finding.diagnostic->code);
  std::sort(codes.begin(), codes.end());
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  return codes;
}

auto fix_of(const Fix& fix, Places& places) -> Json {
  auto changes = Json::array();
  for (const auto& edit : fix.edits) {
    Json replacement{{"deletedRegion", sarif_region(*place_of(edit.span, places))},
                     {"insertedContent", {{"text", edit.new_text}}}};
    changes.push_back({{"artifactLocation", sarif_artifact(places.path(edit.span.file))},
                       {"replacements", Json::array({std::move(replacement)})}});
  }
  return {{"description", text_of(fix.title)}, {"artifactChanges", std::move(changes)}};
}

auto related_of(const Diagnostic& diagnostic, Places& places) -> Json {
  auto related = Json::array();
  for (const auto& label : diagnostic.labels) {
    if (!label.span.known()) continue;
    auto location = sarif_location(place_of(label.span, places));
    location["id"] = related.size() + 1;
    if (!label.text.empty()) location["message"] = text_of(label.text);
    related.push_back(std::move(location));
  }
  return related;
}

/// Waived findings are results too, suppressed: the last ones.
auto all_findings(const Report& report, Places& places) -> std::vector<Finding> {
  auto findings = worst_first(report, places);
  for (const auto& diagnostic : report.diagnostics) {
    if (diagnostic.waived) findings.push_back({&diagnostic, place_of(diagnostic.span, places)});
  }
  return findings;
}

auto result_of(const Finding& finding, std::size_t rule, std::string fingerprint, Places& places) -> Json {
  const auto& diagnostic = *finding.diagnostic;
  Json result{{"ruleId", info(diagnostic.code).id},
              {"ruleIndex", rule},
              {"level", levels(diagnostic.severity).sarif},
              {"message", text_of(base::joined(explanation_of(diagnostic), "\n"))},
              {"locations", Json::array({sarif_location(finding.place)})},
              {"partialFingerprints", {{"pinwright/v1", std::move(fingerprint)}}}};
  if (auto related = related_of(diagnostic, places); !related.empty()) result["relatedLocations"] = std::move(related);
  auto fixes = Json::array();
  for (const auto& fix : diagnostic.fixes) {
    if (!fix.edits.empty()) fixes.push_back(fix_of(fix, places));
  }
  if (!fixes.empty()) result["fixes"] = std::move(fixes);
  if (diagnostic.waived) result["suppressions"] = Json::array({{{"kind", "external"}}});
  result["properties"] = {{"slug", info(diagnostic.code).slug}, {"path", diagnostic.path}};
  result["properties"]["tenants"] = diagnostic.tenants;
  return result;
}

auto invocation_of(std::size_t left_out) -> Json {
  Json invocation{{"executionSuccessful", true}};
  if (left_out == 0) return invocation;
  const auto text = base::counted(left_out, "finding") + " are left out: a run holds 5000 results, the worst ones";
  invocation["toolExecutionNotifications"] = Json::array({{{"level", "warning"}, {"message", {{"text", text}}}}});
  return invocation;
}

auto driver_of(const std::vector<Code>& codes, const Report& report) -> Json {
  auto rules = Json::array();
  for (const auto code : codes) rules.push_back(rule_of(code, report));
  Json driver{{"name", "pinwright"}, {"informationUri", "https://github.com/pinwright/pinwright"}};
  if (!report.version.empty()) driver["semanticVersion"] = report.version;
  driver["rules"] = std::move(rules);
  return driver;
}

}  // namespace

auto render_sarif(std::ostream& out, const Report& report) -> void {
  Places places(report.sources);
  Fingerprints fingerprints(report.sources, places);
  auto findings = all_findings(report, places);
  const auto total = findings.size();
  findings.resize(std::min(total, kMostResults));
  const auto codes = rules_of(findings);
  auto results = Json::array();
  for (const auto& finding : findings) {
    const auto rule = std::lower_bound(codes.begin(), codes.end(), finding.diagnostic->code) - codes.begin();
    results.push_back(result_of(finding, static_cast<std::size_t>(rule), fingerprints.of(*finding.diagnostic), places));
  }
  const Json run{{"tool", {{"driver", driver_of(codes, report)}}},
                 {"columnKind", "unicodeCodePoints"},
                 {"invocations", Json::array({invocation_of(total - findings.size())})},
                 {"results", std::move(results)},
                 {"properties", {{"summary", sentence_of(report.summary)}}}};
  const Json log{
      {"$schema", "https://json.schemastore.org/sarif-2.1.0.json"}, {"version", "2.1.0"}, {"runs", Json::array({run})}};
  out << json_text(log, 1) << '\n';
}

}  // namespace pinwright::diag
