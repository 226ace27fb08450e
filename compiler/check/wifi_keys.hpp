#pragma once

#include <string_view>
#include <vector>

#include "grammar/xml.hpp"

namespace pinwright::check {

/// The keyMaterial elements of WLAN profiles that hold a key as it is: not empty, and `protected` is absent or not
/// `true` (WLAN_profile schema). Pointers into `elements`.
[[nodiscard]] auto clear_wifi_keys(const std::vector<grammar::XmlElement>& elements)
    -> std::vector<const grammar::XmlElement*>;

/// Whether `text` is XML that holds such a key.
[[nodiscard]] auto holds_clear_wifi_key(std::string_view text) -> bool;

}  // namespace pinwright::check
