#include "sandbox/types_policies.hpp"

namespace pinwright::sandbox {

namespace {

using enum Edm;
using enum Access;

constexpr std::string_view kDeviceEnrollmentConfigurationType =
    "unknown|limit|platformRestrictions|windowsHelloForBusiness|defaultLimit|defaultPlatformRestrictions|"
    "defaultWindowsHelloForBusiness|defaultWindows10EnrollmentCompletionPageConfiguration|"
    "windows10EnrollmentCompletionPageConfiguration|deviceComanagementAuthorityConfiguration|singlePlatformRestriction|"
    "unknownFutureValue|enrollmentNotificationsConfiguration|windowsRestore";
constexpr std::string_view kEnablement = "notConfigured|enabled|disabled";
constexpr std::string_view kWindowsHelloForBusinessPinUsage = "allowed|required|disallowed";
constexpr std::string_view kDeviceAndAppManagementAssignmentSource = "direct|policySets";
constexpr std::string_view kGroupPolicyConfigurationIngestionType = "unknown|custom|builtIn|mixed|unknownFutureValue";
constexpr std::string_view kGroupPolicyConfigurationType = "policy|preference";
constexpr std::string_view kGroupPolicyDefinitionClassType = "user|machine";
constexpr std::string_view kGroupPolicyType = "admxBacked|admxIngested";
constexpr std::string_view kOperationApprovalPolicyType =
    "unknown|app|script|role|unknownFutureValue|deviceWipe|deviceRetire|deviceDelete|tenantConfiguration";
constexpr std::string_view kOperationApprovalRequestStatus =
    "unknown|needsApproval|approved|rejected|cancelled|completed|expired|unknownFutureValue";

constexpr Property kDeviceEnrollmentConfiguration[] = {
    {"id", String, ServerSet},
    {"createdDateTime", DateTimeOffset, ServerSet},
    {"description", String, Written, true},
    {"deviceEnrollmentConfigurationType", Enumeration, ServerSet, false, Api::Beta, kDeviceEnrollmentConfigurationType},
    {"displayName", String, Required, true},
    {"lastModifiedDateTime", DateTimeOffset, ServerSet},
    {"priority", Int32},
    {"roleScopeTagIds", StringList, Written, true, Api::Beta},
    {"version", Int32, ServerSet},
};
constexpr Property kDeviceEnrollmentLimitConfiguration[] = {
    {"limit", Int32},
};
constexpr Property kDeviceEnrollmentPlatformRestrictionsConfiguration[] = {
    {"androidForWorkRestriction", Complex, Written, true, Api::Beta, "deviceEnrollmentPlatformRestriction"},
    {"androidRestriction", Complex, Written, true, Api::V1, "deviceEnrollmentPlatformRestriction"},
    {"iosRestriction", Complex, Written, true, Api::V1, "deviceEnrollmentPlatformRestriction"},
    {"macOSRestriction", Complex, Written, true, Api::V1, "deviceEnrollmentPlatformRestriction"},
    {"macRestriction", Complex, Written, true, Api::Beta, "deviceEnrollmentPlatformRestriction"},
    {"tvosRestriction", Complex, Written, true, Api::Beta, "deviceEnrollmentPlatformRestriction"},
    {"visionOSRestriction", Complex, Written, true, Api::Beta, "deviceEnrollmentPlatformRestriction"},
    {"windowsHomeSkuRestriction", Complex, Written, true, Api::Beta, "deviceEnrollmentPlatformRestriction"},
    {"windowsMobileRestriction", Complex, Written, true, Api::V1, "deviceEnrollmentPlatformRestriction"},
    {"windowsRestriction", Complex, Written, true, Api::V1, "deviceEnrollmentPlatformRestriction"},
};
constexpr Property kDeviceEnrollmentPlatformRestriction[] = {
    {"blockedManufacturers", StringList, Written, true, Api::Beta},
    {"blockedSkus", StringList, Written, true, Api::Beta},
    {"osMaximumVersion", String, Written, true},
    {"osMinimumVersion", String, Written, true},
    {"personalDeviceEnrollmentBlocked", Boolean},
    {"platformBlocked", Boolean},
};
constexpr Property kDeviceEnrollmentWindowsHelloForBusinessConfiguration[] = {
    {"enhancedBiometricsState", Enumeration, Written, false, Api::V1, kEnablement},
    {"enhancedSignInSecurity", Int32, Written, false, Api::Beta},
    {"pinExpirationInDays", Int32},
    {"pinLowercaseCharactersUsage", Enumeration, Written, false, Api::V1, kWindowsHelloForBusinessPinUsage},
    {"pinMaximumLength", Int32},
    {"pinMinimumLength", Int32},
    {"pinPreviousBlockCount", Int32},
    {"pinSpecialCharactersUsage", Enumeration, Written, false, Api::V1, kWindowsHelloForBusinessPinUsage},
    {"pinUppercaseCharactersUsage", Enumeration, Written, false, Api::V1, kWindowsHelloForBusinessPinUsage},
    {"remotePassportEnabled", Boolean},
    {"securityDeviceRequired", Boolean},
    {"securityKeyForSignIn", Enumeration, Written, false, Api::Beta, kEnablement},
    {"state", Enumeration, Written, false, Api::V1, kEnablement},
    {"unlockWithBiometricsEnabled", Boolean},
};
constexpr Property kEnrollmentConfigurationAssignment[] = {
    {"id", String, ServerSet},
    {"source", Enumeration, Written, false, Api::Beta, kDeviceAndAppManagementAssignmentSource},
    {"sourceId", String, Written, true, Api::Beta},
    {"target", Complex, Required, true, Api::V1, "deviceAndAppManagementAssignmentTarget"},
};
constexpr Property kGroupPolicyConfiguration[] = {
    {"id", String, ServerSet},
    {"createdDateTime", DateTimeOffset, ServerSet},
    {"description", String, Written, true},
    {"displayName", String, Required},
    {"lastModifiedDateTime", DateTimeOffset, ServerSet},
    {"policyConfigurationIngestionType", Enumeration, Written, false, Api::V1, kGroupPolicyConfigurationIngestionType},
    {"roleScopeTagIds", StringList, Written, true},
};
constexpr Property kGroupPolicyConfigurationAssignment[] = {
    {"id", String, ServerSet},
    {"lastModifiedDateTime", DateTimeOffset, ServerSet},
    {"target", Complex, Required, true, Api::V1, "deviceAndAppManagementAssignmentTarget"},
};
constexpr Property kGroupPolicyDefinitionValue[] = {
    {"id", String, ServerSet},
    {"configurationType", Enumeration, Written, false, Api::V1, kGroupPolicyConfigurationType},
    {"createdDateTime", DateTimeOffset, ServerSet},
    {"enabled", Boolean, Required},
    {"lastModifiedDateTime", DateTimeOffset, ServerSet},
    {"definition", Complex, Linked, true, Api::V1, "groupPolicyDefinition"},
    {"presentationValues", ComplexList, Part, false, Api::V1, "groupPolicyPresentationValue"},
};
constexpr Property kGroupPolicyDefinition[] = {
    {"id", String, ServerSet},
    {"categoryPath", String, Written, true},
    {"classType", Enumeration, Written, false, Api::V1, kGroupPolicyDefinitionClassType},
    {"displayName", String, Written, true},
    {"explainText", String, Written, true},
    {"groupPolicyCategoryId", Guid},
    {"hasRelatedDefinitions", Boolean},
    {"lastModifiedDateTime", DateTimeOffset, ServerSet},
    {"minDeviceCspVersion", String, Written, true},
    {"minUserCspVersion", String, Written, true},
    {"policyType", Enumeration, Written, false, Api::V1, kGroupPolicyType},
    {"supportedOn", String, Written, true},
    {"version", String, ServerSet, true},
    {"presentations", ComplexList, Part, false, Api::V1, "groupPolicyPresentation"},
};
constexpr Property kGroupPolicyPresentationValue[] = {
    {"id", String, ServerSet},
    {"createdDateTime", DateTimeOffset, ServerSet},
    {"lastModifiedDateTime", DateTimeOffset, ServerSet},
    {"presentation", Complex, Linked, true, Api::V1, "groupPolicyPresentation"},
};
constexpr Property kGroupPolicyPresentationValueBoolean[] = {
    {"value", Boolean},
};
constexpr Property kGroupPolicyPresentationValueDecimal[] = {
    {"value", Int64},
};
constexpr Property kGroupPolicyPresentationValueList[] = {
    {"values", ComplexList, Written, true, Api::V1, "keyValuePair"},
};
constexpr Property kGroupPolicyPresentationValueLongDecimal[] = {
    {"value", Int64},
};
constexpr Property kGroupPolicyPresentationValueMultiText[] = {
    {"values", StringList, Written, true},
};
constexpr Property kGroupPolicyPresentationValueText[] = {
    {"value", String, Written, true},
};
constexpr Property kGroupPolicyPresentation[] = {
    {"id", String, ServerSet},
    {"label", String, Written, true},
    {"lastModifiedDateTime", DateTimeOffset, ServerSet},
};
constexpr Property kGroupPolicyPresentationCheckBox[] = {
    {"defaultChecked", Boolean},
};
constexpr Property kGroupPolicyPresentationComboBox[] = {
    {"defaultValue", String, Written, true},
    {"maxLength", Int64},
    {"required", Boolean},
    {"suggestions", StringList, Written, true},
};
constexpr Property kGroupPolicyPresentationDecimalTextBox[] = {
    {"defaultValue", Int64}, {"maxValue", Int64}, {"minValue", Int64},
    {"required", Boolean},   {"spin", Boolean},   {"spinStep", Int64},
};
constexpr Property kGroupPolicyPresentationDropdownList[] = {
    {"defaultItem", Complex, Written, true, Api::V1, "groupPolicyPresentationDropdownListItem"},
    {"items", ComplexList, Written, true, Api::V1, "groupPolicyPresentationDropdownListItem"},
    {"required", Boolean},
};
constexpr Property kGroupPolicyPresentationDropdownListItem[] = {
    {"displayName", String, Written, true},
    {"value", String, Written, true},
};
constexpr Property kGroupPolicyPresentationListBox[] = {
    {"explicitValue", Boolean},
    {"valuePrefix", String, Written, true},
};
constexpr Property kGroupPolicyPresentationLongDecimalTextBox[] = {
    {"defaultValue", Int64}, {"maxValue", Int64}, {"minValue", Int64},
    {"required", Boolean},   {"spin", Boolean},   {"spinStep", Int64},
};
constexpr Property kGroupPolicyPresentationMultiTextBox[] = {
    {"maxLength", Int64},
    {"maxStrings", Int64},
    {"required", Boolean},
};
constexpr Property kGroupPolicyPresentationTextBox[] = {
    {"defaultValue", String, Written, true},
    {"maxLength", Int64},
    {"required", Boolean},
};
constexpr Property kKeyValuePair[] = {
    {"name", String},
    {"value", String, Written, true},
};
constexpr Property kDeviceManagementIntent[] = {
    {"id", String, ServerSet},
    {"description", String, Written, true},
    {"displayName", String, Required},
    {"isAssigned", Boolean, ServerSet},
    {"isMigratingToConfigurationPolicy", Boolean, ServerSet, true},
    {"lastModifiedDateTime", DateTimeOffset, ServerSet},
    {"roleScopeTagIds", StringList, Written, true},
    {"templateId", String, Fixed, true},
};
constexpr Property kDeviceManagementIntentAssignment[] = {
    {"id", String, ServerSet},
    {"target", Complex, Required, true, Api::V1, "deviceAndAppManagementAssignmentTarget"},
};
constexpr Property kDeviceManagementSettingInstance[] = {
    {"id", String, ServerSet},
    {"definitionId", String, Required},
    {"valueJson", String, Written, true},
};
constexpr Property kDeviceManagementAbstractComplexSettingInstance[] = {
    {"implementationId", String, Written, true},
    {"value", ComplexList, Written, false, Api::V1, "deviceManagementSettingInstance"},
};
constexpr Property kDeviceManagementBooleanSettingInstance[] = {
    {"value", Boolean, Written, true},
};
constexpr Property kDeviceManagementCollectionSettingInstance[] = {
    {"value", ComplexList, Written, false, Api::V1, "deviceManagementSettingInstance"},
};
constexpr Property kDeviceManagementComplexSettingInstance[] = {
    {"value", ComplexList, Written, false, Api::V1, "deviceManagementSettingInstance"},
};
constexpr Property kDeviceManagementIntegerSettingInstance[] = {
    {"value", Int32, Written, true},
};
constexpr Property kDeviceManagementStringSettingInstance[] = {
    {"value", String, Written, true},
};
constexpr Property kOperationApprovalRequest[] = {
    {"id", String, ServerSet},
    {"approvalJustification", String, ServerSet, true},
    {"approver", Complex, ServerSet, true, Api::V1, "identitySet"},
    {"expirationDateTime", DateTimeOffset, ServerSet},
    {"lastModifiedDateTime", DateTimeOffset, ServerSet},
    {"requestDateTime", DateTimeOffset, ServerSet},
    {"requestId", String, ServerSet},  // a name for `id` that filters know, and no metadata has
    {"requestJustification", String, ServerSet, true},
    {"requestor", Complex, ServerSet, true, Api::V1, "identitySet"},
    {"requiredOperationApprovalPolicyTypes", EnumerationList, ServerSet, true, Api::V1, kOperationApprovalPolicyType},
    {"status", Enumeration, Written, false, Api::V1, kOperationApprovalRequestStatus},
};
constexpr Property kOperationApprovalPolicy[] = {
    {"id", String, ServerSet},
    {"approverGroupIds", StringList, ServerSet, true},
    {"description", String, ServerSet, true},
    {"displayName", String, ServerSet},
    {"lastModifiedDateTime", DateTimeOffset, ServerSet},
    {"policyType", Enumeration, ServerSet, false, Api::V1, kOperationApprovalPolicyType},
};
constexpr Property kIdentitySet[] = {
    {"application", Complex, Written, true, Api::V1, "identity"},
    {"device", Complex, Written, true, Api::V1, "identity"},
    {"user", Complex, Written, true, Api::V1, "identity"},
};
constexpr Property kIdentity[] = {
    {"displayName", String, Written, true},
    {"id", String, Written, true},
};

constexpr Type kTypes[] = {
    {"deviceEnrollmentConfiguration", "", true, kDeviceEnrollmentConfiguration},
    {"deviceEnrollmentLimitConfiguration", "deviceEnrollmentConfiguration", false, kDeviceEnrollmentLimitConfiguration},
    {"deviceEnrollmentPlatformRestrictionsConfiguration", "deviceEnrollmentConfiguration", false,
     kDeviceEnrollmentPlatformRestrictionsConfiguration},
    {"deviceEnrollmentPlatformRestriction", "", false, kDeviceEnrollmentPlatformRestriction},
    {"deviceEnrollmentWindowsHelloForBusinessConfiguration", "deviceEnrollmentConfiguration", false,
     kDeviceEnrollmentWindowsHelloForBusinessConfiguration},
    {"enrollmentConfigurationAssignment", "", false, kEnrollmentConfigurationAssignment},
    {"groupPolicyConfiguration", "", false, kGroupPolicyConfiguration, Api::Beta},
    {"groupPolicyConfigurationAssignment", "", false, kGroupPolicyConfigurationAssignment, Api::Beta},
    {"groupPolicyDefinitionValue", "", false, kGroupPolicyDefinitionValue, Api::Beta},
    {"groupPolicyDefinition", "", false, kGroupPolicyDefinition, Api::Beta},
    {"groupPolicyPresentationValue", "", false, kGroupPolicyPresentationValue, Api::Beta},
    {"groupPolicyPresentationValueBoolean", "groupPolicyPresentationValue", false, kGroupPolicyPresentationValueBoolean,
     Api::Beta},
    {"groupPolicyPresentationValueDecimal", "groupPolicyPresentationValue", false, kGroupPolicyPresentationValueDecimal,
     Api::Beta},
    {"groupPolicyPresentationValueList", "groupPolicyPresentationValue", false, kGroupPolicyPresentationValueList,
     Api::Beta},
    {"groupPolicyPresentationValueLongDecimal", "groupPolicyPresentationValue", false,
     kGroupPolicyPresentationValueLongDecimal, Api::Beta},
    {"groupPolicyPresentationValueMultiText", "groupPolicyPresentationValue", false,
     kGroupPolicyPresentationValueMultiText, Api::Beta},
    {"groupPolicyPresentationValueText", "groupPolicyPresentationValue", false, kGroupPolicyPresentationValueText,
     Api::Beta},
    {"groupPolicyPresentation", "", false, kGroupPolicyPresentation, Api::Beta},
    {"groupPolicyUploadedPresentation", "groupPolicyPresentation", false, {}, Api::Beta},
    {"groupPolicyPresentationCheckBox", "groupPolicyUploadedPresentation", false, kGroupPolicyPresentationCheckBox,
     Api::Beta},
    {"groupPolicyPresentationComboBox", "groupPolicyUploadedPresentation", false, kGroupPolicyPresentationComboBox,
     Api::Beta},
    {"groupPolicyPresentationDecimalTextBox", "groupPolicyUploadedPresentation", false,
     kGroupPolicyPresentationDecimalTextBox, Api::Beta},
    {"groupPolicyPresentationDropdownList", "groupPolicyUploadedPresentation", false,
     kGroupPolicyPresentationDropdownList, Api::Beta},
    {"groupPolicyPresentationDropdownListItem", "", false, kGroupPolicyPresentationDropdownListItem, Api::Beta},
    {"groupPolicyPresentationListBox", "groupPolicyUploadedPresentation", false, kGroupPolicyPresentationListBox,
     Api::Beta},
    {"groupPolicyPresentationLongDecimalTextBox", "groupPolicyUploadedPresentation", false,
     kGroupPolicyPresentationLongDecimalTextBox, Api::Beta},
    {"groupPolicyPresentationMultiTextBox", "groupPolicyUploadedPresentation", false,
     kGroupPolicyPresentationMultiTextBox, Api::Beta},
    {"groupPolicyPresentationText", "groupPolicyUploadedPresentation", false, {}, Api::Beta},
    {"groupPolicyPresentationTextBox", "groupPolicyUploadedPresentation", false, kGroupPolicyPresentationTextBox,
     Api::Beta},
    {"keyValuePair", "", false, kKeyValuePair, Api::Beta},
    {"deviceManagementIntent", "", false, kDeviceManagementIntent, Api::Beta},
    {"deviceManagementIntentAssignment", "", false, kDeviceManagementIntentAssignment, Api::Beta},
    {"deviceManagementSettingInstance", "", true, kDeviceManagementSettingInstance, Api::Beta},
    {"deviceManagementAbstractComplexSettingInstance", "deviceManagementSettingInstance", false,
     kDeviceManagementAbstractComplexSettingInstance, Api::Beta},
    {"deviceManagementBooleanSettingInstance", "deviceManagementSettingInstance", false,
     kDeviceManagementBooleanSettingInstance, Api::Beta},
    {"deviceManagementCollectionSettingInstance", "deviceManagementSettingInstance", false,
     kDeviceManagementCollectionSettingInstance, Api::Beta},
    {"deviceManagementComplexSettingInstance", "deviceManagementSettingInstance", false,
     kDeviceManagementComplexSettingInstance, Api::Beta},
    {"deviceManagementIntegerSettingInstance", "deviceManagementSettingInstance", false,
     kDeviceManagementIntegerSettingInstance, Api::Beta},
    {"deviceManagementStringSettingInstance", "deviceManagementSettingInstance", false,
     kDeviceManagementStringSettingInstance, Api::Beta},
    {"operationApprovalPolicy", "", false, kOperationApprovalPolicy, Api::Beta},
    {"operationApprovalRequest", "", false, kOperationApprovalRequest, Api::Beta},
    {"identitySet", "", false, kIdentitySet, Api::Beta},
    {"identity", "", false, kIdentity, Api::Beta},
};

}  // namespace

auto policy_types() -> std::span<const Type> { return kTypes; }

}  // namespace pinwright::sandbox
