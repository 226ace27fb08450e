#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace pinwright::graph {

/// What stands in the place of a value that must not be seen.
constexpr std::string_view kRedacted = "[redacted]";

/// Takes out by structure what is secret: values of omaSettings and of the settings catalog, passcodes, tokens and
/// credentials, also in texts that are JSON themselves. `url` is where the body went to or came from: an answer of
/// getOmaSettingPlainTextValue is secret as a whole, and so are the ids of requests for approval. `secrets` are texts
/// that must not stand in any other text either.
auto redact(nlohmann::json& body, std::string_view url, const std::vector<std::string>& secrets = {}) -> void;

/// A URL without a query that holds what is secret.
[[nodiscard]] auto redacted_url(std::string_view url) -> std::string_view;

/// The texts of omaSettings, and of settings of the settings catalog, in a body that is sent, and what base64 among
/// them decodes to: what must not come back in a message of the service.
[[nodiscard]] auto secret_texts(const nlohmann::json& body) -> std::vector<std::string>;
/// `text` without any of them, in whatever spelling (base::HiddenTexts).
[[nodiscard]] auto without(const std::string& text, const std::vector<std::string>& secrets) -> std::string;

}  // namespace pinwright::graph
