#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "object/live.hpp"

namespace pinwright::object {

/// The line that says whose an object is and what was last written to it:
///   [pinwright:1 WORKSPACE/KEY t=T s=S a=A o=O]      with ` p` before the bracket when protected
/// T: 8 hex digits of SHA-256(tenant ID in lower case). S, A, O: digest() of the settings, the assignments, the rest;
/// `-` where a section is not managed. Behind them may stand, in any order, ` e=E r=R x=X` and whatever a later program
/// adds in the form ` key=value`, which is passed over.
struct Marker {
  /// The number behind `pinwright:`. Of a form that is newer than kMarkerForm only workspace, key, tenant and
  /// protection are read: such an object is ours, and nothing is known about what was written.
  int form = 1;
  std::string workspace;
  std::string key;
  std::string tenant;
  std::optional<std::string> settings, assignments, rest;
  bool is_protected = false;
  /// E: which settings were secret when this was written: 8 hex digits (secrets_mark()), `-` for none; absent in
  /// markers of programs that did not write it.
  std::optional<std::string> secrets;
  /// R: the run whose POST made the object, 8 hex digits. The next PATCH that is needed anyway takes it out, so it is
  /// no part of equality. Empty: none.
  std::string run;
  /// X: the id of the object that this one replaces. Empty: none.
  std::string replaces;

  /// The same but for `run`.
  auto operator==(const Marker& other) const -> bool;
};

inline constexpr int kMarkerForm = 1;
/// The longest line, without the names of workspace and policy: every part is there, each at its longest.
inline constexpr std::string_view kLongestMarker =
    "[pinwright:1 / t=00000000 s=0000000000000000 a=0000000000000000 o=0000000000000000 e=00000000 r=00000000"
    " x=00000000-0000-0000-0000-000000000000 p]";

/// Characters of a policy's description that the files may say, where no name is long. Intune takes kIntuneDescription
/// (Microsoft Graph, deviceConfiguration); the rest is the marker's.
inline constexpr std::size_t kMostDescription = 1'300;
inline constexpr std::size_t kIntuneDescription = 1'500;
/// The same for these names: fewer than kMostDescription where the marker needs the room for them.
[[nodiscard]] auto longest_description(std::string_view workspace, std::string_view key) -> std::size_t;

[[nodiscard]] auto to_text(const Marker& marker) -> std::string;
/// T of a tenant ID.
[[nodiscard]] auto tenant_mark(std::string_view tenant_id) -> std::string;
/// It was written in this tenant. One of another was copied along, and says nothing about this one.
[[nodiscard]] auto is_of_tenant(const Marker& marker, std::string_view tenant_id) -> bool;
/// It was written in this tenant, and by this workspace.
[[nodiscard]] auto belongs_to(const Marker& marker, std::string_view workspace, std::string_view tenant_id) -> bool;

/// A description taken apart: the last line that is a marker, and the text without it. A marker is read past what
/// services and people do to a line: blanks at its ends, line breaks of Windows, brackets as HTML character references.
struct Description {
  std::string text;
  std::optional<Marker> marker;
  /// The last line that begins as a marker does and is none, when there is no marker: somebody edited it.
  std::optional<std::string> damaged;
};
[[nodiscard]] auto split_description(std::string_view description) -> Description;
/// Description::damaged, or else what looks like a marker behind something else on its line, as where a tool joined the
/// lines. nullopt: there is a marker, or nothing that looks like one.
[[nodiscard]] auto damaged_marker_in(std::string_view description) -> std::optional<std::string>;
/// The text and the marker, each on lines of its own. The marker comes last, but first in a group's description: a
/// directory can be asked for what a description starts with, and for nothing further inside.
[[nodiscard]] auto join_description(Kind kind, std::string_view text, const Marker& marker) -> std::string;
/// What the description of every group begins with that `workspace` wrote.
[[nodiscard]] auto group_marker_start(std::string_view workspace) -> std::string;

}  // namespace pinwright::object
