#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "object/policy.hpp"

/// What people may see of a setting's value. Who draws, saves or prints a value asks this and nothing else.
namespace pinwright::object {

/// Whether a value may be shown, and why not.
enum class Secrecy : std::uint8_t {
  Clear,
  Secret,  ///< from the environment, or of a node or XML element that holds secrets, or of a node that nobody knows
  MaybeSecret,  ///< an earlier apply may have taken it from the environment
  Unreadable,   ///< a mask: the credential, or the API, does not show what is behind it
  Hidden,       ///< the files are a stranger's, who is not to see what a tenant holds
};
/// "(secret)", "(may have been a secret)", "(not readable with this credential)", "(not shown)"; "" for Clear.
[[nodiscard]] auto words(Secrecy secrecy) -> std::string_view;
/// The member that is `true` in JSON: "secret", "maybeSecret", "unreadable", "hidden"; "" for Clear.
[[nodiscard]] auto json_key(Secrecy secrecy) -> std::string_view;

/// What stands in the place of the secret parts of a text.
inline constexpr std::string_view kHiddenPart = "(secret)";

struct Shown {
  Secrecy secrecy = Secrecy::Clear;
  /// Of a Secret that is only a part of its text: the text, with kHiddenPart in the place of each such part.
  std::string text;
};

using ShowValue = std::function<Shown(const Setting&)>;
/// Without any knowledge of where a value comes from: what was behind a mask is a secret.
[[nodiscard]] auto show_cautiously(const Setting& setting) -> Shown;

/// Who decides for either side of a comparison.
struct ShowValues {
  ShowValue before = show_cautiously;
  ShowValue after = show_cautiously;
};

}  // namespace pinwright::object
