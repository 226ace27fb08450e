#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grammar/xml.hpp"

namespace pinwright::check {

/// What an element or one of its attributes holds, by whose name it is a secret (secret_names.hpp).
struct XmlSecret {
  const grammar::XmlElement* element = nullptr;
  std::string_view attribute;  ///< empty: the content of the element
  std::string_view value;
};

/// The secrets that stand in the elements as they are. Not those that are empty, `true`, `false` or a number of one or
/// two digits (`RememberPassword`), come from the environment (`{env.NAME}`), or stand beside
/// `<protected>true</protected>` (WLAN_profile schema). Pointers and views into `elements`.
[[nodiscard]] auto clear_secrets(const std::vector<grammar::XmlElement>& elements) -> std::vector<XmlSecret>;

/// Whether `text` is XML that holds such a secret; prefixes that nothing declares do not hide it.
[[nodiscard]] auto holds_clear_secret(std::string_view text) -> bool;

/// Whether a value that stands under the name of a secret can be one.
[[nodiscard]] auto can_be_secret(std::string_view value) -> bool;

}  // namespace pinwright::check
