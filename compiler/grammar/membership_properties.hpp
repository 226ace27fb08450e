#pragma once

#include <optional>
#include <string>
#include <string_view>

/// What users and devices have for membership rules. Internal to grammar/.
namespace pinwright::grammar::membership {

enum class Spelling { Right, WrongCase, Unknown };

struct PropertyAnswer {
  Spelling spelling = Spelling::Unknown;
  std::string right;  ///< the spelling to use, or the nearest name; may be empty
};

/// `object` is "user" or "device", folded.
[[nodiscard]] auto find_property(std::string_view object, std::string_view name) -> PropertyAnswer;
/// "user" or "device" when one of them has the property in any letter case.
[[nodiscard]] auto object_with(std::string_view name) -> std::optional<std::string_view>;

}  // namespace pinwright::grammar::membership
