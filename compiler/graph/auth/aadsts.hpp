#pragma once

#include <cstdint>
#include <string_view>

namespace pinwright::graph::auth {

/// An error of Microsoft Entra that an administrator can do something about.
struct KnownError {
  std::int64_t code = 0;      ///< the digits of AADSTS…
  std::string_view fact;      ///< a clause
  std::string_view help;      ///< what to do
  bool quotes_facts = false;  ///< the service's own sentence holds what has to be compared: a subject, a policy
};

/// The row of a code; nullptr when it is none of the known ones. Sources: entra, identity-platform
/// reference-error-codes and v2-oauth2-device-code; codes may change, so that everything works without a row too.
[[nodiscard]] auto find_known_error(std::int64_t code) -> const KnownError*;

}  // namespace pinwright::graph::auth
