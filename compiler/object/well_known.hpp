#pragma once

#include <string_view>

/// Names and ids of Microsoft that more than one folder has to know, each with its source.
namespace pinwright::object {

/// The node that lists the domains which the PIN reset page at the lock screen may open.
/// Source: windows-itpro-docs, hello-for-business/pin-reset; Policy CSP, area Authentication.
inline constexpr std::string_view kWebSignInUri =
    "./Device/Vendor/MSFT/Policy/Config/Authentication/ConfigureWebSignInAllowedUrls";
/// grammar::canonical_oma_uri of it; a test compares the two.
inline constexpr std::string_view kWebSignInCanonical =
    "./device/vendor/msft/policy/config/authentication/configurewebsigninallowedurls";
/// What Azure Government needs in that list for its PIN reset page to open. Source: known issue on the same page.
inline constexpr std::string_view kGovernmentSignInDomain = "login.microsoftonline.us";
/// Where people and programs sign in to the global cloud. Source: Microsoft Graph, national cloud deployments.
inline constexpr std::string_view kGlobalSignInHost = "https://login.microsoftonline.com";

/// The platform of the assignment filters that policies for Windows can use (Graph: devicePlatformType).
inline constexpr std::string_view kWindowsPlatform = "windows10AndLater";

/// Microsoft's PIN reset service: two applications that an administrator consents to, once a tenant.
/// Source: windows-itpro-docs, hello-for-business/pin-reset.
inline constexpr std::string_view kPinResetService = "b8456c59-1230-44c7-a4a2-99b085333e84";
inline constexpr std::string_view kPinResetClient = "9115dd05-fad5-4f9c-acc7-305d08b1b04e";
/// Source: Microsoft Entra, "Verify first-party Microsoft applications in sign-in reports".
inline constexpr std::string_view kIntuneApplication = "0000000a-0000-0000-c000-000000000000";
inline constexpr std::string_view kGraphApplication = "00000003-0000-0000-c000-000000000000";

}  // namespace pinwright::object
