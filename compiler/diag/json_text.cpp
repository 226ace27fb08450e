#include "diag/json_text.hpp"

#include <fmt/format.h>

#include "base/json.hpp"
#include "base/utf8.hpp"

namespace pinwright::diag {
namespace {

constexpr char32_t kDelete = 0x7F;

auto append_escaped(std::string& out, char32_t code_point) -> void {
  const auto unit = [&](unsigned value) { out += fmt::format("\\u{:04x}", value); };
  const auto value = static_cast<unsigned>(code_point);
  if (value <= 0xFFFF) return unit(value);
  unit(0xD800U + ((value - 0x10000U) >> 10U));
  unit(0xDC00U + ((value - 0x10000U) & 0x3FFU));
}

/// Outside ASCII every character of JSON stands in a string, and so does `#`.
auto escaped(const std::string& text) -> std::string {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto point = base::code_point_at(text, at);
    const bool beyond_ascii = point.value >= kDelete;
    const bool hides = beyond_ascii && (base::is_control(point.value) || base::is_invisible(point.value));
    const bool opens_command = point.value == '#' && out.ends_with('#');  // ##vso[, ##[
    if (hides || opens_command) {
      append_escaped(out, point.value);
    } else {
      out.append(text, at, point.size);
    }
    at += point.size;
  }
  return out;
}

}  // namespace

auto json_text(const nlohmann::ordered_json& json, int indent) -> std::string {
  return escaped(json.dump(indent, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
}

}  // namespace pinwright::diag
