#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "graph/token_source.hpp"
#include "graph/transport.hpp"

namespace pinwright::graph::auth {

/// The JSON object that a sign-in service or the Azure CLI answers: flat, and members that matter are texts or numbers.
/// What is anything else is not in it; a list counts as its first item.
class Answer {
 public:
  /// Nullopt when the text is no JSON object, or longer than 1 MiB.
  [[nodiscard]] static auto parse(std::string_view body) -> std::optional<Answer>;

  /// The member as text ("3599" of 3599 too); empty when there is none.
  [[nodiscard]] auto text(std::string_view key) const -> std::string;
  /// The member as a whole number, whether it is a number or a text.
  [[nodiscard]] auto number(std::string_view key) const -> std::optional<std::int64_t>;

 private:
  std::map<std::string, std::string, std::less<>> members_;
};

/// The token in the member `key`. Its end is `expires_on` (seconds since the epoch, or the date of App Service's old
/// protocol), else `expires_in` seconds after `asked_at`, else five minutes after: what every issuer grants at least.
/// An Error when there is none, or none that may stand in a header.
[[nodiscard]] auto read_token(std::string_view body, std::string_view key, std::int64_t asked_at)
    -> base::Result<AccessToken>;

/// Why a service refused, as a clause: in plain words and with what to do where the AADSTS code is a known one, else
/// the first line of what it says itself. `who` is "the sign-in service". `secrets` are taken out of it.
[[nodiscard]] auto refusal(const Response& response, std::string_view who, const std::vector<std::string>& secrets)
    -> base::Error;

}  // namespace pinwright::graph::auth
