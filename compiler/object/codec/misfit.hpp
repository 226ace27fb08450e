#pragma once

#include <cstdint>
#include <string>

namespace pinwright::object {

/// Why a policy of some target cannot carry a setting.
struct Misfit {
  enum class What : std::uint8_t {
    Node,    ///< whatever its value is
    Value,   ///< another value can be carried
    Broken,  ///< the value is wrong whatever the target is
  } what = What::Node;
  std::string reason;  ///< half a sentence: "the list of March 2025 has no definition of it"
  /// The setting is written all the same, as far as is known: the tenant may know more than this program.
  bool is_doubt = false;
};

}  // namespace pinwright::object
