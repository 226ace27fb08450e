#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "check/context.hpp"

namespace pinwright::check {

/// What somebody meant as a placeholder, and what is sent as it stands.
struct Unfilled {
  enum class Kind : std::uint8_t {
    Environment,  ///< `{env.NAME}`, which the language does not have
    File,         ///< `{vars.NAME}` and the like, defined here, in a file that is not named with `placeholders: true`
  } kind = Kind::File;
  std::size_t begin = 0, end = 0;  ///< bytes of the value's text
};

/// The first one in the value; nullopt: there is none. ADMX files, whose texts may speak of such words, are not asked.
[[nodiscard]] auto find_unfilled(const SettingContext& context) -> std::optional<Unfilled>;

}  // namespace pinwright::check
