#include "graph/auth/aadsts.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace pinwright::graph::auth {

namespace {

constexpr std::string_view kRightIds = "compare `tenantId`, `cloud` and `auth.clientId` with the Entra admin center";
constexpr std::string_view kRightCloud = "set `cloud` of the tenant: global, usGov, usGovDoD or china";
constexpr std::string_view kRegisterCertificate =
    "upload the certificate, without its key, to the app registration (Certificates & secrets), or name the right "
    "file";
constexpr std::string_view kFederate =
    "give the app registration a federated credential with exactly this issuer, subject and audience (Certificates & "
    "secrets, Federated credentials)";
constexpr std::string_view kConsent =
    "grant admin consent: Entra admin center, App registrations, the application, API permissions";
constexpr std::string_view kEnable =
    "enable it: Entra admin center, Enterprise applications, the application, Properties";
constexpr std::string_view kLookAtPolicy =
    "find the sign-in in the Entra admin center's sign-in logs; they name the Conditional Access policy";
constexpr std::string_view kNotByPerson =
    "sign in with `auth.method` secret, certificate, federated or managedIdentity instead";
constexpr std::string_view kSetClock = "set this machine's clock; a token from a file may have ended";

constexpr KnownError kRows[] = {
    {50020, "the account belongs to another tenant", "sign in with an account of this tenant, or invite it as a guest"},
    {50034, "the account is not in this tenant", "sign in with an account of this tenant, or invite it as a guest"},
    {50057, "the account is disabled", "sign in with another account"},
    {50076, "the account has to prove itself with a second factor", kNotByPerson},
    {50079, "the account has to register a second factor", kNotByPerson},
    {50105, "the account is not assigned to the application",
     "assign it: Entra admin center, Enterprise applications, the application, Users and groups"},
    {53000, "Conditional Access asks for a compliant device", kLookAtPolicy, true},
    {53003, "a Conditional Access policy blocks the sign-in", kLookAtPolicy, true},
    {65001, "nobody has consented to the application in this tenant", kConsent},
    {70001, "the application is disabled or not in this tenant", kEnable},
    {70019, "the code has expired", "run the command again and enter the new code in time"},
    {70021, "no federated credential of the application fits the token", kFederate, true},
    {90002, "the tenant is not in this cloud", kRightIds},
    {90038, "the tenant belongs to another cloud", kRightCloud, true},
    {90094, "the application needs the consent of an administrator", kConsent},
    {500011, "Microsoft Graph of this cloud is not in the tenant", kRightCloud},
    {530032, "a security policy of the tenant blocks the sign-in", kLookAtPolicy, true},
    {530035, "the security defaults of the tenant block the sign-in", kNotByPerson},
    {650056, "the application has no consented permission for Microsoft Graph", kConsent},
    {700011, "the application is not in this tenant", kRightIds},
    {700016, "the application is not in this tenant", kRightIds},
    {700024, "the signed statement is outside the time for which it is good", kSetClock},
    {700025, "the application is a public client, which has neither secret nor certificate",
     "register the application without public client flows, or use `auth.method: deviceCode`"},
    {700027, "the certificate is not the application's, or does not fit its key", kRegisterCertificate},
    {700030, "the certificate's subject is not the one that the application trusts", kRegisterCertificate},
    {700211, "no federated credential of the application fits the token's issuer", kFederate, true},
    {700212, "no federated credential of the application fits the token's audience", kFederate, true},
    {700213, "no federated credential of the application fits the token's subject", kFederate, true},
    {900023, "the tenant ID is no tenant", kRightIds},
    {900382, "the application belongs to another cloud", kRightCloud},
    {900432, "the application belongs to another cloud", kRightCloud},
    {7000112, "the application is disabled", kEnable},
    {7000215, "the client secret is wrong",
     "copy the secret's value, not its ID, from the app registration (Certificates & secrets) into the variable"},
    {7000218, "the application may not sign in without a secret or certificate",
     "allow public client flows: App registrations, the application, Authentication; or use another `auth.method`"},
    {7000222, "the client secret has expired",
     "make a new one in the app registration (Certificates & secrets), or sign in without secrets: `federated`"},
    {7002131, "no federated credential of the application fits the token", kFederate, true},
};

constexpr auto is_less(const KnownError& row, std::int64_t code) -> bool { return row.code < code; }
static_assert(std::is_sorted(std::begin(kRows), std::end(kRows),
                             [](const KnownError& a, const KnownError& b) { return a.code < b.code; }));

}  // namespace

auto find_known_error(std::int64_t code) -> const KnownError* {
  const auto* found = std::lower_bound(std::begin(kRows), std::end(kRows), code, is_less);
  return found != std::end(kRows) && found->code == code ? found : nullptr;
}

}  // namespace pinwright::graph::auth
