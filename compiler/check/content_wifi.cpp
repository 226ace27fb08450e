#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "check/content.hpp"
#include "check/oddity.hpp"

namespace pinwright::check::content {

namespace {

constexpr auto kCode = diag::Code::ValueContent;

/// `6F6666696365` of an SSID is `office`; nullopt: it is not hexadecimal.
auto from_hex(std::string_view hex) -> std::optional<std::string> {
  if (hex.size() % 2 != 0) return std::nullopt;
  std::string out;
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    const int high = base::hex_value(hex[i]), low = base::hex_value(hex[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    out += static_cast<char>(high * 16 + low);
  }
  return out;
}

auto in_hex(std::string_view text) -> std::string {
  std::string out;
  for (const char c : text) out += fmt::format("{:02X}", static_cast<unsigned char>(c));
  return out;
}

auto ssids_of(const grammar::XmlElement& profile) -> std::vector<const grammar::XmlElement*> {
  std::vector<const grammar::XmlElement*> out;
  for (const auto& config : profile.children) {
    if (config.local_name() != "SSIDConfig") continue;
    for (const auto& ssid : config.children) {
      if (ssid.local_name() == "SSID") out.push_back(&ssid);
    }
  }
  return out;
}

auto names_of_network(const grammar::XmlElement& profile) -> std::vector<std::string> {
  std::vector<std::string> names;
  const auto add = [&](std::string name) {
    if (!name.empty()) names.push_back(std::move(name));
  };
  add(std::string(text_in(profile.child("name"))));
  for (const auto* ssid : ssids_of(profile)) {
    add(std::string(text_in(ssid->child("name"))));
    add(from_hex(text_in(ssid->child("hex"))).value_or(""));
  }
  return names;
}

auto is_ascii(std::string_view text) -> bool {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

constexpr std::size_t kLongestSsid = 32;

/// WLAN_profile schema, SSID: `hex` has 1 to 32 bytes; where it is there, Windows takes it and ignores `name`. A name
/// that is not ASCII may have been written in another encoding.
auto ssid_finding(const SettingContext& context, const XmlValue& value, const grammar::XmlElement& ssid)
    -> std::optional<diag::Diagnostic> {
  const auto* hex = ssid.child("hex");
  const auto name = text_in(ssid.child("name"));
  const auto digits = text_in(hex);
  if (!is_known(digits) || (!name.empty() && !is_known(name))) return std::nullopt;
  const auto spelt = from_hex(digits);
  if (!spelt || spelt->size() > kLongestSsid)
    return element_finding(context, kCode, value, *hex,
                           spelt ? "the SSID in `<hex>` is longer than 32 bytes"
                                 : fmt::format("{} is not the hexadecimal form of an SSID", base::quoted(digits)),
                           "write two hexadecimal digits for each byte of the SSID, or leave `<hex>` out");
  if (name.empty() || base::trimmed(*spelt) == name || !is_ascii(name) || !is_ascii(*spelt)) return std::nullopt;
  return element_finding(
      context, kCode, value, *hex,
      fmt::format("`<hex>` spells the SSID {}, and `<name>` is {}", base::quoted(*spelt), base::quoted(name)),
      fmt::format("Windows takes `<hex>` and ignores `<name>`: for {} write `{}`, or leave `<hex>` out",
                  base::quoted(name), in_hex(name)));
}

auto is_hex(std::string_view text) -> bool {
  return std::all_of(text.begin(), text.end(), [](char c) { return base::hex_value(c) >= 0; });
}

auto is_printable(std::string_view text) -> bool {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 32 && c <= 126; });
}

constexpr std::size_t kKeyDigits = 64;  // 256 bits

/// WLAN_profile schema, keyMaterial. Empty: nothing is wrong, or the pair of authentication and encryption has no rule.
auto clear_key_problem(std::string_view authentication, std::string_view encryption, std::string_view type,
                       std::string_view key) -> std::string_view {
  const auto size = key.size();
  if (encryption == "WEP") {
    const bool fits = size == 5 || size == 13 || ((size == 10 || size == 26) && is_hex(key));
    return fits ? std::string_view() : "a WEP key has 5 or 13 characters, or 10 or 26 hexadecimal digits";
  }
  if (authentication != "WPAPSK" && authentication != "WPA2PSK") return {};
  const bool is_key = size == kKeyDigits && is_hex(key);
  if (type == "networkKey") return is_key ? std::string_view() : "a network key has 64 hexadecimal digits";
  const bool is_phrase = size >= 8 && size < kKeyDigits && is_printable(key);
  if (type != "passPhrase" || is_phrase) return {};
  return is_key ? std::string_view("64 hexadecimal digits are a network key, and no pass phrase")
                : "a pass phrase has 8 to 63 ASCII characters";
}

/// CryptProtectData's bytes begin so: version 1 and the GUID of its provider. They can be read on the computer alone
/// that wrote them.
constexpr std::string_view kProtectedFront = "01000000D08C9DDF0115D1118C7A00C04FC297EB";

auto protected_key_problem(std::string_view key) -> std::string_view {
  if (!is_hex(key)) return "the key is in clear, and `<protected>` says that it is encrypted";
  return base::starts_with_folded(key, kProtectedFront)
             ? std::string_view(
                   "the key is encrypted for the computer that exported the profile, and no other reads it")
             : std::string_view();
}

auto key_help(std::string_view key) -> std::string {
  if (key.size() == kKeyDigits && is_hex(key)) return "write `<keyType>networkKey</keyType>`";
  return is_printable(key) ? fmt::format("this one has {}", base::counted(key.size(), "character"))
                           : std::string("this one has letters that are not ASCII");
}

/// `MSM/security/sharedKey`. The key stands in no message.
auto key_finding(const SettingContext& context, const XmlValue& value) -> std::optional<diag::Diagnostic> {
  const auto* msm = value.root()->child("MSM");
  const auto* security = msm == nullptr ? nullptr : msm->child("security");
  const auto* shared = security == nullptr ? nullptr : security->child("sharedKey");
  const auto* pair = security == nullptr ? nullptr : security->child("authEncryption");
  if (shared == nullptr || pair == nullptr) return std::nullopt;
  const auto* material = shared->child("keyMaterial");
  const auto key = text_in(material);
  if (!is_known(key) || is_mask(key)) return std::nullopt;
  if (base::equal_folded(text_in(shared->child("protected")), "true")) {
    const auto problem = protected_key_problem(key);
    if (problem.empty()) return std::nullopt;
    return element_finding(
        context, kCode, value, *material, std::string(problem),
        "write `<protected>false</protected>`, and for the key `{vars.NAME}`, a variable that is `{env: NAME}`");
  }
  const auto problem = clear_key_problem(text_in(pair->child("authentication")), text_in(pair->child("encryption")),
                                         text_in(shared->child("keyType")), key);
  if (problem.empty()) return std::nullopt;
  return element_finding(context, kCode, value, *material, std::string(problem), key_help(key));
}

auto network_finding(const SettingContext& context, const XmlValue& value) -> std::optional<diag::Diagnostic> {
  const auto wanted = name_in_uri(context);
  const auto names = names_of_network(*value.root());
  const bool is_same = std::find(names.begin(), names.end(), wanted) != names.end();
  if (names.empty() || is_same || !is_known(wanted) || !std::all_of(names.begin(), names.end(), is_known))
    return std::nullopt;
  return element_finding(context, kCode, value, *value.root(),
                         fmt::format("the OMA-URI names the network {}, and the profile is of {}", base::quoted(wanted),
                                     base::quoted(names.back())),
                         "write the SSID into the OMA-URI, letter by letter, with `%20` for a blank");
}

}  // namespace

auto wifi_profile(const SettingContext& context, const XmlValue& value) -> Findings {
  Findings out;
  const auto add = [&](std::optional<diag::Diagnostic> found) {
    if (found) out.push_back(*std::move(found));
  };
  add(network_finding(context, value));
  for (const auto* ssid : ssids_of(*value.root())) add(ssid_finding(context, value, *ssid));
  add(key_finding(context, value));
  return out;
}

}  // namespace pinwright::check::content
