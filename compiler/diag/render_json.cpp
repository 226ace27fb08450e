#include <nlohmann/json.hpp>

#include "diag/line_index.hpp"
#include "diag/render.hpp"

namespace pinwright::diag {
namespace {

using Json = nlohmann::ordered_json;

auto json_of(source::Position position, std::size_t offset) -> Json {
  return {{"line", position.line}, {"column", position.column}, {"offset", offset}};
}

/// `file` and `range` of a place: "" and null where there is none.
auto add_place(Json& json, source::Span span, Places& places) -> void {
  json["file"] = span.known() ? places.path(span.file) : "";
  json["range"] = nullptr;
  if (!span.known()) return;
  const auto& index = places.of(span.file);
  json["range"] = {{"start", json_of(index.position(span.begin), span.begin)},
                   {"end", json_of(index.position(span.end), span.end)}};
}

auto json_of(const Label& label, Places& places) -> Json {
  Json json;
  add_place(json, label.span, places);
  json["text"] = label.text;
  return json;
}

auto json_of(const Fix& fix, Places& places) -> Json {
  auto edits = Json::array();
  for (const auto& edit : fix.edits) {
    Json json;
    add_place(json, edit.span, places);
    json["newText"] = edit.new_text;
    edits.push_back(std::move(json));
  }
  return {{"title", fix.title}, {"edits", std::move(edits)}};
}

template <class T>
auto json_of(const std::vector<T>& list, Places& places) -> Json {
  auto out = Json::array();
  for (const auto& each : list) out.push_back(json_of(each, places));
  return out;
}

auto json_of(const Diagnostic& diagnostic, Places& places) -> Json {
  const auto& code = info(diagnostic.code);
  Json json;
  json["code"] = code.id;
  json["slug"] = code.slug;
  json["severity"] = name(diagnostic.severity);
  json["message"] = diagnostic.message;
  json["help"] = diagnostic.help;
  json["notes"] = diagnostic.notes;
  add_place(json, diagnostic.span, places);
  json["path"] = diagnostic.path;
  json["tenants"] = diagnostic.tenants;
  json["waived"] = diagnostic.waived;
  json["labels"] = json_of(diagnostic.labels, places);
  json["fixes"] = json_of(diagnostic.fixes, places);
  return json;
}

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
    out << before << text_of(json_of(diagnostic, places));
    before = ",\n";
  }
  out << (report.diagnostics.empty() ? "" : "\n") << "]}\n";
}

}  // namespace pinwright::diag
