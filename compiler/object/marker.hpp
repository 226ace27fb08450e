#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pinwright::object {

/// The line that says whose an object is and what was last written to it:
///   [pinwright:1 WORKSPACE/KEY t=T s=S a=A o=O]      with ` p` before the bracket when protected
/// T: 8 hex digits of SHA-256(tenant ID in lower case). S, A, O: digest() of the settings, the assignments, the rest;
/// `-` where a section is not managed.
struct Marker {
  std::string workspace;
  std::string key;
  std::string tenant;
  std::optional<std::string> settings, assignments, rest;
  bool is_protected = false;

  auto operator==(const Marker&) const -> bool = default;
};

[[nodiscard]] auto to_text(const Marker& marker) -> std::string;
/// T of a tenant ID.
[[nodiscard]] auto tenant_mark(std::string_view tenant_id) -> std::string;

/// A description taken apart: the last line that is a marker, and the text without it.
struct Description {
  std::string text;
  std::optional<Marker> marker;
};
[[nodiscard]] auto split_description(std::string_view description) -> Description;
/// The text, a line break where there is a text, and the marker.
[[nodiscard]] auto join_description(std::string_view text, const Marker& marker) -> std::string;

}  // namespace pinwright::object
