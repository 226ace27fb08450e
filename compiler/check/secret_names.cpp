#include "check/secret_names.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace pinwright::check {

namespace {

// Names of nodes and elements in Microsoft's CSP reference and in the schemas of the profiles that CSPs take (WLAN,
// LAN, EAP, VPNv2 ProfileXML, provisioning), folded.
constexpr std::array<std::string_view, 15> kNames{
    "authsecret",  "bprt",      "challenge",    "keymaterial", "matchingid", "offboarding", "onboarding", "passphrase",
    "pfxcertblob", "preshared", "presharedkey", "privatekey",  "productkey", "psk",         "token"};
/// Behind a word: `APPassword`, `L2tpPsk`, `ClientSecret`, `SharedKey`, `AccessToken`.
constexpr std::array<std::string_view, 5> kEndings{"password", "passphrase", "psk", "secret", "sharedsecret"};

}  // namespace

auto names_a_secret(std::string_view name) -> bool {
  const auto text = base::folded(name);
  return std::find(kNames.begin(), kNames.end(), text) != kNames.end() ||
         std::any_of(kEndings.begin(), kEndings.end(), [&](std::string_view one) { return text.ends_with(one); });
}

}  // namespace pinwright::check
