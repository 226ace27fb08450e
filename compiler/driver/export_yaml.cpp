#include "driver/export_yaml.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "diag/sink.hpp"
#include "source/source_map.hpp"
#include "syntax/parse.hpp"

namespace pinwright::driver {

namespace {

using Json = nlohmann::json;

auto is_digits(std::string_view text) -> bool {
  return !text.empty() && std::all_of(text.begin(), text.end(), base::is_digit);
}

auto without_sign(std::string_view text) -> std::string_view {
  return text.starts_with('-') || text.starts_with('+') ? text.substr(1) : text;
}

/// `-12`; `012` is octal to some and `1_000` a number to others.
auto is_whole_number(std::string_view text) -> bool {
  const auto digits = without_sign(text);
  return is_digits(digits) && (digits.size() == 1 || !digits.starts_with('0'));
}

/// `1.5`, `1.0e-05`: with a point, and a sign in the exponent.
auto is_broken_number(std::string_view text) -> bool {
  const auto digits = without_sign(text);
  const auto point = digits.find('.');
  if (point == std::string_view::npos || !is_digits(digits.substr(0, point))) return false;
  const auto rest = digits.substr(point + 1);
  const auto exponent = rest.find_first_of("eE");
  if (!is_digits(rest.substr(0, exponent))) return false;
  if (exponent == std::string_view::npos) return true;
  const auto power = rest.substr(exponent + 1);
  return without_sign(power) != power && is_digits(without_sign(power));
}

auto plain(const std::string& text) -> Json {
  if (text.empty() || text == "null" || text == "~") return nullptr;
  if (text == "true" || text == "false") return text == "true";
  if (is_whole_number(text)) {
    if (const auto number = base::to_int(text)) return *number;
  } else if (is_broken_number(text)) {
    if (const auto number = base::to_double(text)) return *number;
  }
  return text;
}

// syntax::parse bounds the depth.
auto json_of(const syntax::Node& node) -> Json {
  switch (node.kind) {
    case syntax::Kind::Scalar:
      return node.style == syntax::Style::Plain ? plain(node.text) : Json(node.text);
    case syntax::Kind::Sequence: {
      Json list = Json::array();
      for (const auto& item : node.items) list.push_back(json_of(item));
      return list;
    }
    case syntax::Kind::Mapping:
      break;
  }
  Json object = Json::object();
  for (const auto& member : node.members) object[member.key.text] = json_of(member.value);
  return object;
}

auto error_of(const diag::Sink& sink, const source::SourceMap& sources, std::string_view shown) -> base::Error {
  const auto& first = sink.diagnostics().front();
  const auto place = sources.position(first.span.file, first.span.begin);
  return {fmt::format("`{}` is not YAML at line {}, column {}: {}", shown, place.line, place.column, first.message),
          first.help};
}

}  // namespace

auto json_of_yaml(std::string text, std::string_view shown) -> base::Result<Json> {
  constexpr syntax::Limits kLimits{.bytes = base::kExportBytes, .repeated = base::kExportBytes};
  source::SourceMap sources;
  diag::Sink sink;
  const auto file = sources.add(std::string(shown), std::move(text));
  const auto documents = syntax::parse(sources, file, kLimits, sink);
  if (!sink.empty()) return error_of(sink, sources, shown);
  if (documents.size() == 1) return json_of(documents.front());
  Json all = Json::array();
  for (const auto& document : documents) all.push_back(json_of(document));
  return all;
}

}  // namespace pinwright::driver
