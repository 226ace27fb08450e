#include "check/hidden_secrets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <variant>
#include <vector>

#include "base/json_parse.hpp"
#include "base/text.hpp"
#include "check/secret_names.hpp"
#include "check/xml_secrets.hpp"
#include "grammar/xml.hpp"

namespace pinwright::check {

namespace {

// parse_json bounds the depth.
auto has_secret_member(const nlohmann::json& json) -> bool {
  if (!json.is_structured()) return false;
  for (const auto& [name, value] : json.items()) {
    const bool is_secret = json.is_object() && value.is_string() && names_a_secret(name) &&
                           !value.get_ref<const std::string&>().empty() &&
                           can_be_secret(value.get_ref<const std::string&>());
    if (is_secret || has_secret_member(value)) return true;
  }
  return false;
}

auto is_json_with_secret(std::string_view text) -> bool {
  const auto body = base::trimmed(text);
  if (!body.starts_with('{') && !body.starts_with('[')) return false;
  const auto json = base::parse_json(body);
  return json.ok() && has_secret_member(json.value());
}

auto is_encoded_xml_with_secret(std::string_view text) -> bool {
  if (!base::trimmed(text).starts_with("&lt;")) return false;
  // An element's text is read with its references.
  const auto parsed = grammar::parse_xml(fmt::format("<text>{}</text>", text));
  const auto* elements = std::get_if<std::vector<grammar::XmlElement>>(&parsed);
  return elements != nullptr && holds_clear_secret(elements->front().text);
}

}  // namespace

/// RFC 3986: `scheme://user:password@host`. What comes from the environment is no clear text.
auto holds_url_password(std::string_view text) -> bool {
  constexpr std::string_view kStart = "://";
  for (auto at = text.find(kStart); at != std::string_view::npos; at = text.find(kStart, at + 1)) {
    if (at == 0 || !base::is_alnum(text[at - 1])) continue;
    const auto rest = text.substr(at + kStart.size());
    const auto authority = rest.substr(0, rest.find_first_of("/?#\"'<>;, \t\r\n"));
    const auto user = authority.substr(0, std::min(authority.rfind('@'), authority.size()));
    const auto colon = user.find(':');
    if (user.size() == authority.size() || colon == std::string_view::npos) continue;
    const auto password = user.substr(colon + 1);
    if (!password.empty() && password.find('{') == std::string_view::npos) return true;
  }
  return false;
}

auto clear_secret_in_text(std::string_view text) -> std::string_view {
  if (base::trimmed(text).starts_with('<')) return {};
  if (is_json_with_secret(text)) return "JSON";
  if (is_encoded_xml_with_secret(text)) return "encoded XML";
  return holds_url_password(text) ? "a URL" : std::string_view();
}

auto holds_any_clear_secret(std::string_view text) -> bool {
  return holds_clear_secret(text) || !clear_secret_in_text(text).empty() || holds_url_password(text);
}

}  // namespace pinwright::check
