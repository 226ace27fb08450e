#include "diag/sarif_place.hpp"

#include <fmt/format.h>

#include "base/json.hpp"
#include "base/text.hpp"

namespace pinwright::diag {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kAnyFile = "pinwright.yaml";

/// RFC 3986: what a path may hold stays, every other byte is escaped.
auto uri_of(std::string_view path) -> std::string {
  constexpr std::string_view kPlain = "-._~/!$&'()*+,;=@";
  std::string uri = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    if (base::is_alnum(c) || kPlain.find(c) != std::string_view::npos) {
      uri += c;
    } else {
      uri += fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    }
  }
  return uri;
}

}  // namespace

auto sarif_region(const Place& place) -> Json {
  return {{"startLine", place.begin.line},
          {"startColumn", place.begin.column},
          {"endLine", place.end.line},
          {"endColumn", place.end.column}};
}

auto sarif_artifact(std::string_view path) -> Json { return {{"uri", uri_of(path)}}; }

auto sarif_location(const std::optional<Place>& place) -> Json {
  Json physical{{"artifactLocation", sarif_artifact(place ? place->file : kAnyFile)}};
  if (place) physical["region"] = sarif_region(*place);
  return {{"physicalLocation", std::move(physical)}};
}

}  // namespace pinwright::diag
