#include "diag/diagnostic_json.hpp"

#include <utility>
#include <vector>

#include "base/json.hpp"
#include "diag/finding.hpp"

namespace pinwright::diag {

using Json = nlohmann::ordered_json;

namespace {

auto json_of(source::Position position, std::size_t offset) -> Json {
  return {{"line", position.line}, {"column", position.column}, {"offset", offset}};
}

/// `file` and `range` of a place: "" and null where there is none.
auto add_place(Json& json, source::Span span, Places& places) -> void {
  const auto place = place_of(span, places);
  json["file"] = place ? place->file : "";
  json["range"] = nullptr;
  if (!place) return;
  json["range"] = {{"start", json_of(place->begin, span.begin)}, {"end", json_of(place->end, span.end)}};
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

}  // namespace

auto to_json(const Diagnostic& diagnostic, Places& places) -> Json {
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

}  // namespace pinwright::diag
