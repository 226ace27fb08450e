#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "check/context.hpp"
#include "check/uri_edit.hpp"

/// "Did you mean" for OMA-URIs.
namespace pinwright::check {

struct UriSuggestion {
  std::string uri;  ///< as it would be filled in
  /// For messages, the same in every tenant: the one segment that differs, or the whole with `{tenantId}`.
  std::string shown;
  /// Near in spelling everywhere, or segments of a known kind added or left out: the one right repair.
  bool clear = false;
};

/// What the catalogue knows that is near to a path it does not know; nullopt when nothing is.
[[nodiscard]] auto suggested_uri(const SettingContext& context) -> std::optional<UriSuggestion>;

/// The suggestion that `uri` would be. The root stays as it is written where both spellings name the device's tree.
[[nodiscard]] auto as_suggestion(const SettingContext& context, std::string uri) -> UriSuggestion;

/// Offers to write it, where it is clear.
auto add_suggestion(diag::Diagnostic& finding, const SettingContext& context, const UriSuggestion& suggestion) -> void;

/// The fewest whole segments that turn one OMA-URI into the other.
[[nodiscard]] auto edits_between(std::string_view from, std::string_view to) -> std::vector<UriEdit>;

}  // namespace pinwright::check
