#pragma once

#include <string_view>

#include "sandbox/message.hpp"

namespace pinwright::sandbox {

// The shapes in which the services behind Microsoft Graph say no.

/// `{"error":{"code","message","innerError":{…}}}`, as the directory and the gateway write it.
[[nodiscard]] auto graph_error(int status, std::string_view code, std::string_view message) -> Reply;
/// The same, but the message is a JSON document of its own, as Intune writes it.
[[nodiscard]] auto intune_error(int status, std::string_view code, std::string_view message) -> Reply;
/// Intune's answer to a token without the right: encoded once more.
[[nodiscard]] auto intune_forbidden(std::string_view message) -> Reply;
/// The token endpoint's: `error`, and the number of the AADSTS message.
[[nodiscard]] auto sign_in_error(int status, std::string_view error, int number, std::string_view message) -> Reply;

}  // namespace pinwright::sandbox
