#include "sandbox/types_catalog.hpp"

namespace pinwright::sandbox {

namespace {

using enum Edm;
using enum Access;

constexpr std::string_view kDeviceManagementConfigurationPlatforms =
    "none|android|iOS|macOS|windows10X|windows10|linux|unknownFutureValue|androidEnterprise|aosp|visionOS|tvOS";
constexpr std::string_view kDeviceManagementConfigurationTechnologies =
    "none|mdm|windows10XManagement|configManager|intuneManagementExtension|thirdParty|documentGateway|"
    "appleRemoteManagement|microsoftSense|exchangeOnline|mobileApplicationManagement|linuxMdm|enrollment|"
    "endpointPrivilegeManagement|unknownFutureValue|windowsOsRecovery|android";
constexpr std::string_view kDeviceManagementConfigurationTemplateFamily =
    "none|endpointSecurityAntivirus|endpointSecurityDiskEncryption|endpointSecurityFirewall|"
    "endpointSecurityEndpointDetectionAndResponse|endpointSecurityAttackSurfaceReduction|"
    "endpointSecurityAccountProtection|endpointSecurityApplicationControl|endpointSecurityEndpointPrivilegeManagement|"
    "enrollmentConfiguration|appQuietTime|baseline|unknownFutureValue|deviceConfigurationScripts|"
    "deviceConfigurationPolicies|windowsOsRecoveryPolicies|companyPortal|windowsRecoveryAndRemediationConfiguration";
constexpr std::string_view kDeviceAndAppManagementAssignmentSource = "direct|policySets";
constexpr std::string_view kDeviceManagementConfigurationSecretSettingValueState =
    "invalid|notEncrypted|encryptedValueToken";

constexpr Property kDeviceManagementConfigurationPolicy[] = {
    {"id", String, ServerSet},
    {"createdDateTime", DateTimeOffset, ServerSet},
    {"creationSource", String, Written, true},
    {"description", String, Written, true},
    {"disableEntraGroupPolicyAssignment", Boolean},
    {"isAssigned", Boolean, ServerSet},
    {"lastModifiedDateTime", DateTimeOffset, ServerSet},
    {"name", String, Required, true},
    {"platforms", Flags, Required, false, Api::V1, kDeviceManagementConfigurationPlatforms},
    {"priorityMetaData", Complex, Written, true, Api::V1, "deviceManagementPriorityMetaData"},
    {"roleScopeTagIds", StringList, Written, true},
    {"settingCount", Int32, ServerSet},
    {"technologies", Flags, Required, false, Api::V1, kDeviceManagementConfigurationTechnologies},
    {"templateReference", Complex, Written, true, Api::V1, "deviceManagementConfigurationPolicyTemplateReference"},
    {"settings", ComplexList, Part, false, Api::V1, "deviceManagementConfigurationSetting"},
};
constexpr Property kDeviceManagementPriorityMetaData[] = {
    {"priority", Int32},
};
constexpr Property kDeviceManagementConfigurationPolicyTemplateReference[] = {
    {"templateDisplayName", String, ServerSet, true},
    {"templateDisplayVersion", String, ServerSet, true},
    {"templateFamily", Enumeration, Written, false, Api::V1, kDeviceManagementConfigurationTemplateFamily},
    {"templateId", String, Written, true},
};
constexpr Property kDeviceManagementConfigurationPolicyAssignment[] = {
    {"id", String, ServerSet},
    {"source", Enumeration, Written, false, Api::V1, kDeviceAndAppManagementAssignmentSource},
    {"sourceId", String, Written, true},
    {"target", Complex, Required, true, Api::V1, "deviceAndAppManagementAssignmentTarget"},
};
constexpr Property kDeviceManagementConfigurationSetting[] = {
    {"id", String, ServerSet},
    {"settingInstance", Complex, Required, false, Api::V1, "deviceManagementConfigurationSettingInstance"},
};
constexpr Property kDeviceManagementConfigurationSettingInstance[] = {
    {"settingDefinitionId", String, Required},
    {"settingInstanceTemplateReference", Complex, Written, true, Api::V1,
     "deviceManagementConfigurationSettingInstanceTemplateReference"},
};
constexpr Property kDeviceManagementConfigurationChoiceSettingInstance[] = {
    {"choiceSettingValue", Complex, Required, false, Api::V1, "deviceManagementConfigurationChoiceSettingValue"},
};
constexpr Property kDeviceManagementConfigurationChoiceSettingCollectionInstance[] = {
    {"choiceSettingCollectionValue", ComplexList, Required, true, Api::V1,
     "deviceManagementConfigurationChoiceSettingValue"},
};
constexpr Property kDeviceManagementConfigurationGroupSettingInstance[] = {
    {"groupSettingValue", Complex, Required, false, Api::V1, "deviceManagementConfigurationGroupSettingValue"},
};
constexpr Property kDeviceManagementConfigurationGroupSettingCollectionInstance[] = {
    {"groupSettingCollectionValue", ComplexList, Required, true, Api::V1,
     "deviceManagementConfigurationGroupSettingValue"},
};
constexpr Property kDeviceManagementConfigurationSimpleSettingInstance[] = {
    {"simpleSettingValue", Complex, Required, false, Api::V1, "deviceManagementConfigurationSimpleSettingValue"},
};
constexpr Property kDeviceManagementConfigurationSimpleSettingCollectionInstance[] = {
    {"simpleSettingCollectionValue", ComplexList, Required, true, Api::V1,
     "deviceManagementConfigurationSimpleSettingValue"},
};
constexpr Property kDeviceManagementConfigurationSettingInstanceTemplateReference[] = {
    {"settingInstanceTemplateId", String},
};
constexpr Property kDeviceManagementConfigurationSettingValue[] = {
    {"settingValueTemplateReference", Complex, Written, true, Api::V1,
     "deviceManagementConfigurationSettingValueTemplateReference"},
};
constexpr Property kDeviceManagementConfigurationChoiceSettingValue[] = {
    {"children", ComplexList, Written, true, Api::V1, "deviceManagementConfigurationSettingInstance"},
    {"value", String, Required, true},
};
constexpr Property kDeviceManagementConfigurationGroupSettingValue[] = {
    {"children", ComplexList, Required, true, Api::V1, "deviceManagementConfigurationSettingInstance"},
};
constexpr Property kDeviceManagementConfigurationIntegerSettingValue[] = {
    {"value", Int32, Required},
};
constexpr Property kDeviceManagementConfigurationSecretSettingValue[] = {
    {"value", String, Required, true},
    {"valueState", Enumeration, Written, false, Api::V1, kDeviceManagementConfigurationSecretSettingValueState},
};
constexpr Property kDeviceManagementConfigurationStringSettingValue[] = {
    {"value", String, Required, true},
};
constexpr Property kDeviceManagementConfigurationReferenceSettingValue[] = {
    {"note", String, Written, true},
};
constexpr Property kDeviceManagementConfigurationSettingValueTemplateReference[] = {
    {"settingValueTemplateId", String},
    {"useTemplateDefault", Boolean},
};

constexpr Type kTypes[] = {
    {"deviceManagementConfigurationPolicy", "", false, kDeviceManagementConfigurationPolicy, Api::Beta},
    {"deviceManagementPriorityMetaData", "", false, kDeviceManagementPriorityMetaData, Api::Beta},
    {"deviceManagementConfigurationPolicyTemplateReference", "", false,
     kDeviceManagementConfigurationPolicyTemplateReference, Api::Beta},
    {"deviceManagementConfigurationPolicyAssignment", "", false, kDeviceManagementConfigurationPolicyAssignment,
     Api::Beta},
    {"deviceManagementConfigurationSetting", "", false, kDeviceManagementConfigurationSetting, Api::Beta},
    {"deviceManagementConfigurationSettingInstance", "", true, kDeviceManagementConfigurationSettingInstance,
     Api::Beta},
    {"deviceManagementConfigurationChoiceSettingInstance", "deviceManagementConfigurationSettingInstance", false,
     kDeviceManagementConfigurationChoiceSettingInstance, Api::Beta},
    {"deviceManagementConfigurationChoiceSettingCollectionInstance", "deviceManagementConfigurationSettingInstance",
     false, kDeviceManagementConfigurationChoiceSettingCollectionInstance, Api::Beta},
    {"deviceManagementConfigurationGroupSettingInstance", "deviceManagementConfigurationSettingInstance", false,
     kDeviceManagementConfigurationGroupSettingInstance, Api::Beta},
    {"deviceManagementConfigurationGroupSettingCollectionInstance", "deviceManagementConfigurationSettingInstance",
     false, kDeviceManagementConfigurationGroupSettingCollectionInstance, Api::Beta},
    {"deviceManagementConfigurationSettingGroupInstance",
     "deviceManagementConfigurationSettingInstance",
     false,
     {},
     Api::Beta},
    {"deviceManagementConfigurationSettingGroupCollectionInstance",
     "deviceManagementConfigurationSettingInstance",
     false,
     {},
     Api::Beta},
    {"deviceManagementConfigurationSimpleSettingInstance", "deviceManagementConfigurationSettingInstance", false,
     kDeviceManagementConfigurationSimpleSettingInstance, Api::Beta},
    {"deviceManagementConfigurationSimpleSettingCollectionInstance", "deviceManagementConfigurationSettingInstance",
     false, kDeviceManagementConfigurationSimpleSettingCollectionInstance, Api::Beta},
    {"deviceManagementConfigurationSettingInstanceTemplateReference", "", false,
     kDeviceManagementConfigurationSettingInstanceTemplateReference, Api::Beta},
    {"deviceManagementConfigurationSettingValue", "", true, kDeviceManagementConfigurationSettingValue, Api::Beta},
    {"deviceManagementConfigurationChoiceSettingValue", "deviceManagementConfigurationSettingValue", false,
     kDeviceManagementConfigurationChoiceSettingValue, Api::Beta},
    {"deviceManagementConfigurationGroupSettingValue", "deviceManagementConfigurationSettingValue", false,
     kDeviceManagementConfigurationGroupSettingValue, Api::Beta},
    {"deviceManagementConfigurationSimpleSettingValue",
     "deviceManagementConfigurationSettingValue",
     true,
     {},
     Api::Beta},
    {"deviceManagementConfigurationIntegerSettingValue", "deviceManagementConfigurationSimpleSettingValue", false,
     kDeviceManagementConfigurationIntegerSettingValue, Api::Beta},
    {"deviceManagementConfigurationSecretSettingValue", "deviceManagementConfigurationSimpleSettingValue", false,
     kDeviceManagementConfigurationSecretSettingValue, Api::Beta},
    {"deviceManagementConfigurationStringSettingValue", "deviceManagementConfigurationSimpleSettingValue", false,
     kDeviceManagementConfigurationStringSettingValue, Api::Beta},
    {"deviceManagementConfigurationReferenceSettingValue", "deviceManagementConfigurationStringSettingValue", false,
     kDeviceManagementConfigurationReferenceSettingValue, Api::Beta},
    {"deviceManagementConfigurationSettingValueTemplateReference", "", false,
     kDeviceManagementConfigurationSettingValueTemplateReference, Api::Beta},
};

}  // namespace

auto catalog_types() -> std::span<const Type> { return kTypes; }

}  // namespace pinwright::sandbox
