#include "check/secret_names.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "csp/settings_catalog.hpp"

namespace pinwright::check {

namespace {

// Names of nodes and elements in Microsoft's CSP reference and in the schemas of the profiles that CSPs take (WLAN,
// LAN, EAP, VPNv2 ProfileXML, provisioning), folded.
constexpr std::array<std::string_view, 15> kNames{
    "authsecret",  "bprt",      "challenge",    "keymaterial", "matchingid", "offboarding", "onboarding", "passphrase",
    "pfxcertblob", "preshared", "presharedkey", "privatekey",  "productkey", "psk",         "token"};
/// Behind a word: `APPassword`, `L2tpPsk`, `ClientSecret`, `SharedKey`, `AccessToken`.
constexpr std::array<std::string_view, 6> kEndings{"password", "passphrase", "psk", "secret", "sharedsecret", "apikey"};

auto takes_any_text(const csp::Node& node) -> bool {
  const bool is_text = node.format() == csp::Format::Chr || node.format() == csp::Format::Xml ||
                       node.format() == csp::Format::B64 || node.format() == csp::Format::Bin;
  return is_text && !node.is_admx_backed() && node.allowed() != csp::Allowed::Enum;
}

}  // namespace

auto names_a_secret(std::string_view name) -> bool {
  const auto text = base::folded(name);
  return std::find(kNames.begin(), kNames.end(), text) != kNames.end() ||
         std::any_of(kEndings.begin(), kEndings.end(), [&](std::string_view one) { return text.ends_with(one); });
}

auto has_secret_definition(const csp::Catalog& catalog, const csp::Node& node) -> bool {
  const auto definition = catalog.definition_of(node);
  return definition && definition->is_secret;
}

auto holds_secret(const csp::Catalog& catalog, const csp::Node& node, std::string_view name) -> bool {
  return node.is_secret() || has_secret_definition(catalog, node) || (takes_any_text(node) && names_a_secret(name));
}

}  // namespace pinwright::check
