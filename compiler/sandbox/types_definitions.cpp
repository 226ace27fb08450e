#include "sandbox/types_definitions.hpp"

namespace pinwright::sandbox {

namespace {

using enum Edm;
using enum Access;

constexpr std::string_view kDeviceManagementConfigurationSettingAccessTypes =
    "none|add|copy|delete|get|replace|execute";
constexpr std::string_view kDeviceManagementConfigurationSettingRiskLevel = "low|medium|high";
constexpr std::string_view kDeviceManagementConfigurationSettingUsage =
    "none|configuration|compliance|reusableSetting|unknownFutureValue";
constexpr std::string_view kDeviceManagementConfigurationControlType =
    "default|dropdown|smallTextBox|largeTextBox|toggle|multiheaderGrid|contextPane|unknownFutureValue";
constexpr std::string_view kDeviceManagementConfigurationSettingVisibility =
    "none|settingsCatalog|template|unknownFutureValue";
constexpr std::string_view kDeviceManagementConfigurationDeviceMode = "none|kiosk";
constexpr std::string_view kDeviceManagementConfigurationPlatforms =
    "none|android|iOS|macOS|windows10X|windows10|linux|unknownFutureValue|androidEnterprise|aosp|visionOS|tvOS";
constexpr std::string_view kDeviceManagementConfigurationTechnologies =
    "none|mdm|windows10XManagement|configManager|intuneManagementExtension|thirdParty|documentGateway|"
    "appleRemoteManagement|microsoftSense|exchangeOnline|mobileApplicationManagement|linuxMdm|enrollment|"
    "endpointPrivilegeManagement|unknownFutureValue|windowsOsRecovery|android";
constexpr std::string_view kDeviceManagementConfigurationAzureAdTrustType = "none|azureAdJoined|addWorkAccount|mdmOnly";
constexpr std::string_view kDeviceManagementConfigurationWindowsSkus =
    "unknown|windowsHome|windowsProfessional|windowsEnterprise|windowsEducation|windowsMobile|windowsMobileEnterprise|"
    "windowsTeamSurface|iot|iotEnterprise|holoLens|holoLensEnterprise|holographicForBusiness|windowsMultiSession|"
    "surfaceHub|windowsCloudN|windows11SE|iotEnterpriseSEval|windowsCPC";
constexpr std::string_view kDeviceManagementConfigurationStringFormat =
    "none|email|guid|ip|base64|url|version|xml|date|time|binary|regEx|json|dateTime|surfaceHub|bashScript|"
    "unknownFutureValue";

constexpr Property kDeviceManagementConfigurationSettingDefinition[] = {
    {"id", String, ServerSet},
    {"accessTypes", Flags, Written, false, Api::V1, kDeviceManagementConfigurationSettingAccessTypes},
    {"applicability", Complex, Written, true, Api::V1, "deviceManagementConfigurationSettingApplicability"},
    {"baseUri", String, Written, true},
    {"categoryId", String, Written, true},
    {"description", String, Written, true},
    {"displayName", String, Written, true},
    {"helpText", String, Written, true},
    {"infoUrls", StringList, Written, true},
    {"keywords", StringList, Written, true},
    {"name", String, Written, true},
    {"occurrence", Complex, Written, true, Api::V1, "deviceManagementConfigurationSettingOccurrence"},
    {"offsetUri", String, Written, true},
    {"referredSettingInformationList", ComplexList, Written, true, Api::V1,
     "deviceManagementConfigurationReferredSettingInformation"},
    {"riskLevel", Flags, Written, false, Api::V1, kDeviceManagementConfigurationSettingRiskLevel},
    {"rootDefinitionId", String, Written, true},
    {"settingUsage", Flags, Written, false, Api::V1, kDeviceManagementConfigurationSettingUsage},
    {"uxBehavior", Enumeration, Written, false, Api::V1, kDeviceManagementConfigurationControlType},
    {"version", String, Written, true},
    {"visibility", Flags, Written, false, Api::V1, kDeviceManagementConfigurationSettingVisibility},
};
constexpr Property kDeviceManagementConfigurationChoiceSettingDefinition[] = {
    {"defaultOptionId", String, Written, true},
    {"options", ComplexList, Written, true, Api::V1, "deviceManagementConfigurationOptionDefinition"},
};
constexpr Property kDeviceManagementConfigurationChoiceSettingCollectionDefinition[] = {
    {"maximumCount", Int32},
    {"minimumCount", Int32},
};
constexpr Property kDeviceManagementConfigurationRedirectSettingDefinition[] = {
    {"deepLink", String, Written, true},
    {"redirectMessage", String, Written, true},
    {"redirectReason", String, Written, true},
};
constexpr Property kDeviceManagementConfigurationSettingGroupDefinition[] = {
    {"childIds", StringList, Written, true},
    {"dependedOnBy", ComplexList, Written, true, Api::V1, "deviceManagementConfigurationSettingDependedOnBy"},
    {"dependentOn", ComplexList, Written, true, Api::V1, "deviceManagementConfigurationDependentOn"},
};
constexpr Property kDeviceManagementConfigurationSettingGroupCollectionDefinition[] = {
    {"maximumCount", Int32},
    {"minimumCount", Int32},
};
constexpr Property kDeviceManagementConfigurationSimpleSettingDefinition[] = {
    {"defaultValue", Complex, Written, true, Api::V1, "deviceManagementConfigurationSettingValue"},
    {"dependedOnBy", ComplexList, Written, true, Api::V1, "deviceManagementConfigurationSettingDependedOnBy"},
    {"dependentOn", ComplexList, Written, true, Api::V1, "deviceManagementConfigurationDependentOn"},
    {"valueDefinition", Complex, Written, true, Api::V1, "deviceManagementConfigurationSettingValueDefinition"},
};
constexpr Property kDeviceManagementConfigurationSimpleSettingCollectionDefinition[] = {
    {"maximumCount", Int32},
    {"minimumCount", Int32},
};
constexpr Property kDeviceManagementConfigurationOptionDefinition[] = {
    {"dependedOnBy", ComplexList, Written, true, Api::V1, "deviceManagementConfigurationSettingDependedOnBy"},
    {"dependentOn", ComplexList, Written, true, Api::V1, "deviceManagementConfigurationDependentOn"},
    {"description", String, Written, true},
    {"displayName", String, Written, true},
    {"helpText", String, Written, true},
    {"itemId", String, Written, true},
    {"name", String, Written, true},
    {"optionValue", Complex, Written, true, Api::V1, "deviceManagementConfigurationSettingValue"},
};
constexpr Property kDeviceManagementConfigurationSettingDependedOnBy[] = {
    {"dependedOnBy", String, Written, true},
    {"required", Boolean, Written, true},
};
constexpr Property kDeviceManagementConfigurationDependentOn[] = {
    {"dependentOn", String, Written, true},
    {"parentSettingId", String, Written, true},
};
constexpr Property kDeviceManagementConfigurationSettingOccurrence[] = {
    {"maxDeviceOccurrence", Int32, Written, true},
    {"minDeviceOccurrence", Int32, Written, true},
};
constexpr Property kDeviceManagementConfigurationReferredSettingInformation[] = {
    {"settingDefinitionId", String, Written, true},
};
constexpr Property kDeviceManagementConfigurationSettingApplicability[] = {
    {"description", String, Written, true},
    {"deviceMode", Enumeration, Written, false, Api::V1, kDeviceManagementConfigurationDeviceMode},
    {"platform", Flags, Written, false, Api::V1, kDeviceManagementConfigurationPlatforms},
    {"technologies", Flags, Written, false, Api::V1, kDeviceManagementConfigurationTechnologies},
};
constexpr Property kDeviceManagementConfigurationWindowsSettingApplicability[] = {
    {"configurationServiceProviderVersion", String, Written, true},
    {"maximumSupportedVersion", String, Written, true},
    {"minimumSupportedVersion", String, Written, true},
    {"requiredAzureAdTrustType", Enumeration, Written, false, Api::V1, kDeviceManagementConfigurationAzureAdTrustType},
    {"requiresAzureAd", Boolean},
    {"windowsSkus", EnumerationList, Written, true, Api::V1, kDeviceManagementConfigurationWindowsSkus},
};
constexpr Property kDeviceManagementConfigurationFloatSettingValueDefinition[] = {
    {"maximumValue", Double, Written, true},
    {"minimumValue", Double, Written, true},
};
constexpr Property kDeviceManagementConfigurationIntegerSettingValueDefinition[] = {
    {"maximumValue", Int64, Written, true},
    {"minimumValue", Int64, Written, true},
};
constexpr Property kDeviceManagementConfigurationStringSettingValueDefinition[] = {
    {"fileTypes", StringList, Written, true},
    {"format", Enumeration, Written, true, Api::V1, kDeviceManagementConfigurationStringFormat},
    {"inputValidationSchema", String, Written, true},
    {"isSecret", Boolean, Written, true},
    {"maximumLength", Int64, Written, true},
    {"minimumLength", Int64, Written, true},
};

constexpr Type kTypes[] = {
    {"deviceManagementConfigurationSettingDefinition", "", false, kDeviceManagementConfigurationSettingDefinition,
     Api::Beta},
    {"deviceManagementConfigurationChoiceSettingDefinition", "deviceManagementConfigurationSettingDefinition", false,
     kDeviceManagementConfigurationChoiceSettingDefinition, Api::Beta},
    {"deviceManagementConfigurationChoiceSettingCollectionDefinition",
     "deviceManagementConfigurationChoiceSettingDefinition", false,
     kDeviceManagementConfigurationChoiceSettingCollectionDefinition, Api::Beta},
    {"deviceManagementConfigurationRedirectSettingDefinition", "deviceManagementConfigurationSettingDefinition", false,
     kDeviceManagementConfigurationRedirectSettingDefinition, Api::Beta},
    {"deviceManagementConfigurationSettingGroupDefinition", "deviceManagementConfigurationSettingDefinition", false,
     kDeviceManagementConfigurationSettingGroupDefinition, Api::Beta},
    {"deviceManagementConfigurationSettingGroupCollectionDefinition",
     "deviceManagementConfigurationSettingGroupDefinition", false,
     kDeviceManagementConfigurationSettingGroupCollectionDefinition, Api::Beta},
    {"deviceManagementConfigurationSimpleSettingDefinition", "deviceManagementConfigurationSettingDefinition", false,
     kDeviceManagementConfigurationSimpleSettingDefinition, Api::Beta},
    {"deviceManagementConfigurationSimpleSettingCollectionDefinition",
     "deviceManagementConfigurationSimpleSettingDefinition", false,
     kDeviceManagementConfigurationSimpleSettingCollectionDefinition, Api::Beta},
    {"deviceManagementConfigurationOptionDefinition", "", false, kDeviceManagementConfigurationOptionDefinition,
     Api::Beta},
    {"deviceManagementConfigurationSettingDependedOnBy", "", false, kDeviceManagementConfigurationSettingDependedOnBy,
     Api::Beta},
    {"deviceManagementConfigurationDependentOn", "", false, kDeviceManagementConfigurationDependentOn, Api::Beta},
    {"deviceManagementConfigurationSettingOccurrence", "", false, kDeviceManagementConfigurationSettingOccurrence,
     Api::Beta},
    {"deviceManagementConfigurationReferredSettingInformation", "", false,
     kDeviceManagementConfigurationReferredSettingInformation, Api::Beta},
    {"deviceManagementConfigurationSettingApplicability", "", false, kDeviceManagementConfigurationSettingApplicability,
     Api::Beta},
    {"deviceManagementConfigurationWindowsSettingApplicability", "deviceManagementConfigurationSettingApplicability",
     false, kDeviceManagementConfigurationWindowsSettingApplicability, Api::Beta},
    {"deviceManagementConfigurationSettingValueDefinition", "", false, {}, Api::Beta},
    {"deviceManagementConfigurationFloatSettingValueDefinition", "deviceManagementConfigurationSettingValueDefinition",
     false, kDeviceManagementConfigurationFloatSettingValueDefinition, Api::Beta},
    {"deviceManagementConfigurationIntegerSettingValueDefinition",
     "deviceManagementConfigurationSettingValueDefinition", false,
     kDeviceManagementConfigurationIntegerSettingValueDefinition, Api::Beta},
    {"deviceManagementConfigurationStringSettingValueDefinition", "deviceManagementConfigurationSettingValueDefinition",
     false, kDeviceManagementConfigurationStringSettingValueDefinition, Api::Beta},
};

}  // namespace

auto definition_types() -> std::span<const Type> { return kTypes; }

}  // namespace pinwright::sandbox
