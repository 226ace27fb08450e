#include "graph/redact.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/base64.hpp"
#include "base/hidden_texts.hpp"
#include "base/json_line.hpp"
#include "base/text.hpp"
#include "graph/json.hpp"

namespace pinwright::graph {

using nlohmann::json;

namespace {

constexpr std::size_t kDepth = 100;

/// Members that are secret wherever they stand, letters folded.
constexpr std::array<std::string_view, 14> kSecretKeys{
    "passcode",     "password",    "secret",        "client_secret", "secrettext",  "assertion", "client_assertion",
    "access_token", "accesstoken", "refresh_token", "id_token",      "device_code", "user_code", "oidctoken"};

auto is_secret_key(std::string_view key) -> bool {
  return std::find(kSecretKeys.begin(), kSecretKeys.end(), base::folded(key)) != kSecretKeys.end();
}

auto is_plain_text_call(std::string_view url) -> bool {
  return base::folded(url).find("getomasettingplaintextvalue") != std::string::npos;
}

/// With the id of a request for approval goes the write that it stands for.
auto is_approval_call(std::string_view url) -> bool {
  return base::folded(url).find("/operationapprovalrequests") != std::string::npos;
}

/// An OMA-URI setting, or a value of the settings catalog.
auto is_setting(const json& object) -> bool {
  const auto type = base::folded(text_at(object, "@odata.type"));
  return type.find("omasetting") != std::string::npos || type.ends_with("settingvalue");
}

class Redaction {
 public:
  explicit Redaction(const std::vector<std::string>& secrets) : secrets_(secrets) {}

  auto walk(json& value, std::size_t depth) -> void {
    if (depth > kDepth) {
      value = kRedacted;
    } else if (value.is_object()) {
      walk_object(value, depth);
    } else if (value.is_array()) {
      for (auto& element : value) walk(element, depth + 1);
    } else if (value.is_string()) {
      walk_text(value, depth);
    }
  }

 private:
  auto walk_object(json& object, std::size_t depth) -> void {
    if (is_setting(object)) hide_value(object);
    for (auto& [key, value] : object.items()) {
      if (is_secret_key(key)) {
        value = kRedacted;
        continue;
      }
      if (base::equal_folded(key, "omaSettings") && value.is_array()) {
        for (auto& setting : value) hide_value(setting);
      }
      walk(value, depth + 1);
    }
  }

  /// Error messages of Intune are JSON in a text.
  auto walk_text(json& text, std::size_t depth) -> void {
    const auto trimmed = base::trimmed(text.get_ref<const std::string&>());
    const bool looks_nested = trimmed.starts_with('{') || trimmed.starts_with('[');
    if (auto inner = looks_nested ? parse_json(trimmed) : std::nullopt) {
      walk(*inner, depth + 1);
      text = base::json_line(*inner);
    } else {
      text = without(text.get<std::string>(), secrets_);
    }
  }

  static auto hide_value(json& setting) -> void {
    if (!setting.is_object()) return;
    for (auto& [key, value] : setting.items()) {
      if (base::equal_folded(key, "value")) value = kRedacted;
    }
  }

  const std::vector<std::string>& secrets_;
};

auto collect(const nlohmann::json& setting, std::vector<std::string>& out) -> void {
  if (!setting.is_object()) return;
  const auto value = setting.find("value");
  if (value == setting.end() || !value->is_string()) return;
  out.push_back(value->get<std::string>());
  if (auto decoded = base::base64_decode(out.back())) out.push_back(*std::move(decoded));
}

/// The texts of a policy of the settings catalog, however deep.
auto collect_below(const nlohmann::json& value, std::size_t depth, std::vector<std::string>& out) -> void {
  if (!value.is_structured() || depth > kDepth) return;
  if (is_setting(value)) collect(value, out);
  for (const auto& child : value) collect_below(child, depth + 1, out);
}

auto hide_ids(json& value, std::size_t depth = 0) -> void {
  if (!value.is_structured()) return;
  if (depth > kDepth) return void(value = kRedacted);
  for (auto& [key, child] : value.items()) {
    if (base::equal_folded(key, "id") || base::equal_folded(key, "requestId")) {
      child = kRedacted;
    } else {
      hide_ids(child, depth + 1);
    }
  }
}

}  // namespace

auto redacted_url(std::string_view url) -> std::string_view {
  return is_approval_call(url) ? url.substr(0, url.find('?')) : url;
}

auto redact(json& body, std::string_view url, const std::vector<std::string>& secrets) -> void {
  if (is_plain_text_call(url) && body.contains("value")) body["value"] = kRedacted;
  if (is_approval_call(url)) hide_ids(body);
  Redaction(secrets).walk(body, 0);
}

auto secret_texts(const nlohmann::json& body) -> std::vector<std::string> {
  std::vector<std::string> out;
  for (const auto& setting : member(body, "omaSettings")) collect(setting, out);
  collect_below(member(body, "settings"), 0, out);
  // The longest first: one may be a part of another.
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
  return out;
}

auto without(const std::string& text, const std::vector<std::string>& secrets) -> std::string {
  base::HiddenTexts hidden;
  for (const auto& secret : secrets) hidden.add(secret, kRedacted);
  return hidden.hidden_in(text);
}

}  // namespace pinwright::graph
