#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "diag/render.hpp"

using namespace pinwright;
using namespace pinwright::diag;
using nlohmann::json;

namespace {

auto rendered(const std::vector<Diagnostic>& findings, const source::SourceMap& sources) -> std::string {
  std::ostringstream out;
  render_json(out, Report{findings, sources, summarise(findings)});
  return out.str();
}

auto full_finding(source::FileId file) -> Diagnostic {
  auto finding = make(Code::UnknownNode, {file, 6, 7}, "message", "help");
  finding.notes = {"note"};
  finding.path = "policies.a";
  finding.tenants = {"contoso"};
  finding.labels = {{{file, 0, 3}, "label"}};
  finding.fixes = {{"title", {{{file, 6, 6}, "new"}}}};
  return finding;
}

auto keys_of(const json& object) -> std::set<std::string> {
  std::set<std::string> keys;
  for (const auto& [key, value] : object.items()) keys.insert(key);
  return keys;
}

auto required_by(const json& schema) -> std::set<std::string> {
  const auto keys = schema.at("required").get<std::set<std::string>>();
  CHECK(keys == keys_of(schema.at("properties")));
  CHECK(schema.at("additionalProperties") == false);
  return keys;
}

}  // namespace

TEST_CASE("a finding is written with every key, columns in code points and offsets in bytes") {
  source::SourceMap sources;
  const auto file = sources.add("a.yaml", "é日 x\n");
  CHECK(
      rendered({full_finding(file)}, sources) ==
      R"({"formatVersion":"1.0","summary":{"errors":1,"warnings":0,"notes":0,"waived":0,"files":0,"tenants":0,"policies":0},"diagnostics":[
{"code":"PW0501","slug":"unknown-node","severity":"error","message":"message","help":"help","notes":["note"],"file":"a.yaml","range":{"start":{"line":1,"column":4,"offset":6},"end":{"line":1,"column":5,"offset":7}},"path":"policies.a","tenants":["contoso"],"waived":false,"labels":[{"file":"a.yaml","range":{"start":{"line":1,"column":1,"offset":0},"end":{"line":1,"column":2,"offset":3}},"text":"label"}],"fixes":[{"title":"title","edits":[{"file":"a.yaml","range":{"start":{"line":1,"column":4,"offset":6},"end":{"line":1,"column":4,"offset":6}},"newText":"new"}]}]}
]}
)");
}

TEST_CASE("no findings are an empty list") {
  const auto report = json::parse(rendered({}, source::SourceMap()));
  CHECK(report.at("diagnostics") == json::array());
}

TEST_CASE("a finding without a place has no file and a null range, and its lists are lists") {
  const auto report = json::parse(rendered({make(Code::TenantMismatch, {}, "m")}, source::SourceMap()));
  const auto& finding = report.at("diagnostics").at(0);
  CHECK(finding.at("file") == "");
  CHECK(finding.at("range").is_null());
  for (const auto* list : {"notes", "tenants", "labels", "fixes"}) CHECK(finding.at(list) == json::array());
}

TEST_CASE("bytes that are not UTF-8 are replaced in JSON") {
  const auto report = json::parse(rendered({make(Code::InvalidUtf8, {}, "\xFF in `\xE2\x82`")}, source::SourceMap()));
  CHECK(report.at("diagnostics").at(0).at("message").get<std::string>().find("\uFFFD") == 0);
}

TEST_CASE("the published schema names exactly the keys that are written") {
  source::SourceMap sources;
  const auto report = json::parse(rendered({full_finding(sources.add("a.yaml", "é日 x\n"))}, sources));
  std::ifstream file(PINWRIGHT_SOURCE_DIR "/schemas/diagnostics.schema.json");
  const auto schema = json::parse(file);
  const auto& parts = schema.at("$defs");
  const auto& finding = report.at("diagnostics").at(0);
  CHECK(keys_of(report) == required_by(schema));
  CHECK(keys_of(report.at("summary")) == required_by(parts.at("summary")));
  CHECK(keys_of(finding) == required_by(parts.at("diagnostic")));
  CHECK(keys_of(finding.at("range")) == required_by(parts.at("range")));
  CHECK(keys_of(finding.at("range").at("start")) == required_by(parts.at("position")));
  CHECK(keys_of(finding.at("labels").at(0)) == required_by(parts.at("label")));
  CHECK(keys_of(finding.at("fixes").at(0)) == required_by(parts.at("fix")));
  CHECK(keys_of(finding.at("fixes").at(0).at("edits").at(0)) == required_by(parts.at("edit")));
}

TEST_CASE("there is a renderer for each value of --output") {
  std::vector<std::string_view> names;
  for (const auto& row : kRenderers) names.push_back(row.name);
  CHECK(names == std::vector<std::string_view>{"text", "json", "sarif", "junit", "github", "gitlab", "azure",
                                               "markdown", "html"});
}
