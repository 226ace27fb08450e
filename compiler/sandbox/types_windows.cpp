#include "sandbox/types_windows.hpp"

namespace pinwright::sandbox {

namespace {

using enum Edm;
using enum Access;

constexpr std::string_view kConfigurationUsage = "blocked|required|allowed|notConfigured";
constexpr std::string_view kEditionUpgradeLicenseType = "productKey|licenseFile|+notConfigured";
constexpr std::string_view kWindowsSModeConfiguration = "noRestriction|block|unlock";
constexpr std::string_view kSharedPCAllowedAccountType = "+notConfigured|guest|domain";
constexpr std::string_view kEnablement = "notConfigured|enabled|disabled";
constexpr std::string_view kWindowsHealthMonitoringScope =
    "undefined|healthMonitoring|bootPerformance|windowsUpdates|privilegeManagement";
constexpr std::string_view kAutomaticUpdateMode =
    "userDefined|notifyDownload|autoInstallAtMaintenanceTime|autoInstallAndRebootAtMaintenanceTime|"
    "autoInstallAndRebootAtScheduledTime|autoInstallAndRebootWithoutEndUserControl|+windowsDefault";
constexpr std::string_view kAutoRestartNotificationDismissalMethod = "notConfigured|automatic|user|unknownFutureValue";
constexpr std::string_view kWindowsUpdateType =
    "userDefined|all|businessReadyOnly|windowsInsiderBuildFast|windowsInsiderBuildSlow|windowsInsiderBuildRelease";
constexpr std::string_view kWindowsDeliveryOptimizationMode =
    "userDefined|httpOnly|httpWithPeeringNat|httpWithPeeringPrivateGroup|httpWithInternetPeering|simpleDownload|"
    "bypassMode";
constexpr std::string_view kPrereleaseFeatures = "userDefined|settingsOnly|settingsAndExperimentations|notAllowed";
constexpr std::string_view kWindowsUpdateNotificationDisplayOption =
    "notConfigured|defaultNotifications|restartWarningsOnly|disableAllNotifications|unknownFutureValue";
constexpr std::string_view kWindowsUpdateForBusinessUpdateWeeks =
    "userDefined|firstWeek|secondWeek|thirdWeek|fourthWeek|everyWeek|unknownFutureValue";
constexpr std::string_view kStateManagementSetting = "notConfigured|blocked|allowed";
constexpr std::string_view kDefenderCloudBlockLevelType = "notConfigured|high|highPlus|zeroTolerance";
constexpr std::string_view kDefenderMonitorFileActivity =
    "userDefined|disable|monitorAllFiles|monitorIncomingFilesOnly|monitorOutgoingFilesOnly";
constexpr std::string_view kDefenderPotentiallyUnwantedAppAction = "deviceDefault|block|audit";
constexpr std::string_view kDefenderProtectionType = "userDefined|enable|auditMode|warn|notConfigured";
constexpr std::string_view kDefenderPromptForSampleSubmission =
    "userDefined|alwaysPrompt|promptBeforeSendingPersonalData|neverSendData|sendAllDataWithoutPrompting";
constexpr std::string_view kDefenderScanType = "userDefined|disabled|quick|full";
constexpr std::string_view kDefenderSubmitSamplesConsentType =
    "sendSafeSamplesAutomatically|alwaysPrompt|neverSend|sendAllSamplesAutomatically";
constexpr std::string_view kWeeklySchedule =
    "userDefined|everyday|sunday|monday|tuesday|wednesday|thursday|friday|saturday|+noScheduledScan";
constexpr std::string_view kDiagnosticDataSubmissionMode = "userDefined|none|basic|enhanced|full";
constexpr std::string_view kEdgeCookiePolicy = "userDefined|allow|blockThirdParty|blockAll";
constexpr std::string_view kVisibilitySetting = "notConfigured|hide|show";
constexpr std::string_view kEdgeKioskModeRestrictionType =
    "notConfigured|digitalSignage|normalMode|publicBrowsingSingleApp|publicBrowsingMultiApp";
constexpr std::string_view kEdgeOpenOptions = "notConfigured|startPage|newTabPage|previousPages|specificPages";
constexpr std::string_view kInternetExplorerMessageSetting = "notConfigured|disabled|enabled|keepGoing";
constexpr std::string_view kEdgeTelemetryMode = "notConfigured|intranet|internet|intranetAndInternet";
constexpr std::string_view kBrowserSyncSetting = "notConfigured|blockedWithUserOverride|blocked";
constexpr std::string_view kInkAccessSetting = "notConfigured|enabled|disabled";
constexpr std::string_view kSignInAssistantOptions = "notConfigured|disabled";
constexpr std::string_view kRequiredPasswordType = "deviceDefault|alphanumeric|numeric";
constexpr std::string_view kPowerActionType = "notConfigured|noAction|sleep|hibernate|shutdown";
constexpr std::string_view kSafeSearchFilterType = "userDefined|strict|moderate";
constexpr std::string_view kAppInstallControlType = "notConfigured|anywhere|storeOnly|recommendations|preferStore";
constexpr std::string_view kWindowsStartMenuAppListVisibilityType = "userDefined|collapse|remove|disableSettingsApp";
constexpr std::string_view kWindowsStartMenuModeType = "userDefined|fullScreen|nonFullScreen";
constexpr std::string_view kWindowsSpotlightEnablementSettings = "notConfigured|disabled|enabled";
constexpr std::string_view kSharedPCAccountDeletionPolicyType =
    "immediate|diskSpaceThreshold|diskSpaceThresholdOrInactiveThreshold";
constexpr std::string_view kDefenderThreatAction = "deviceDefault|clean|quarantine|remove|allow|userDefined|block";
constexpr std::string_view kWindows10AppsUpdateRecurrence = "none|daily|weekly|monthly";
constexpr std::string_view kEdgeSearchEngineType = "default|bing";

constexpr Property kWindowsIdentityProtectionConfiguration[] = {
    {"enhancedAntiSpoofingForFacialFeaturesEnabled", Boolean},
    {"pinExpirationInDays", Int32, Written, true},
    {"pinLowercaseCharactersUsage", Enumeration, Written, false, Api::V1, kConfigurationUsage},
    {"pinMaximumLength", Int32, Written, true},
    {"pinMinimumLength", Int32, Written, true},
    {"pinPreviousBlockCount", Int32, Written, true},
    {"pinRecoveryEnabled", Boolean},
    {"pinSpecialCharactersUsage", Enumeration, Written, false, Api::V1, kConfigurationUsage},
    {"pinUppercaseCharactersUsage", Enumeration, Written, false, Api::V1, kConfigurationUsage},
    {"securityDeviceRequired", Boolean},
    {"unlockWithBiometricsEnabled", Boolean},
    {"useCertificatesForOnPremisesAuthEnabled", Boolean},
    {"useSecurityKeyForSignin", Boolean},
    {"windowsHelloForBusinessBlocked", Boolean, Written, true},
};
constexpr Property kEditionUpgradeConfiguration[] = {
    {"license", String, Written, true},
    {"licenseType", Enumeration, Written, false, Api::V1, kEditionUpgradeLicenseType},
    {"productKey", String, Written, true},
    {"targetEdition", Enumeration, Written, false, Api::V1, kWindows10EditionType},
    {"windowsSMode", Enumeration, Written, false, Api::Beta, kWindowsSModeConfiguration},
};
constexpr Property kSharedPCConfiguration[] = {
    {"accountManagerPolicy", Complex, Written, true, Api::V1, "sharedPCAccountManagerPolicy"},
    {"allowedAccounts", Flags, Written, false, Api::V1, kSharedPCAllowedAccountType},
    {"allowLocalStorage", Boolean},
    {"disableAccountManager", Boolean},
    {"disableEduPolicies", Boolean},
    {"disablePowerPolicies", Boolean},
    {"disableSignInOnResume", Boolean},
    {"enabled", Boolean},
    {"fastFirstSignIn", Enumeration, Written, false, Api::Beta, kEnablement},
    {"idleTimeBeforeSleepInSeconds", Int32, Written, true},
    {"kioskAppDisplayName", String, Written, true},
    {"kioskAppUserModelId", String, Written, true},
    {"localStorage", Enumeration, Written, false, Api::Beta, kEnablement},
    {"maintenanceStartTime", TimeOfDay, Written, true},
    {"setAccountManager", Enumeration, Written, false, Api::Beta, kEnablement},
    {"setEduPolicies", Enumeration, Written, false, Api::Beta, kEnablement},
    {"setPowerPolicies", Enumeration, Written, false, Api::Beta, kEnablement},
    {"signInOnResume", Enumeration, Written, false, Api::Beta, kEnablement},
};
constexpr Property kWindowsHealthMonitoringConfiguration[] = {
    {"allowDeviceHealthMonitoring", Enumeration, Written, false, Api::V1, kEnablement},
    {"configDeviceHealthMonitoringCustomScope", String, Written, true},
    {"configDeviceHealthMonitoringScope", Flags, Written, false, Api::V1, kWindowsHealthMonitoringScope},
};
constexpr Property kWindowsDefenderAdvancedThreatProtectionConfiguration[] = {
    {"advancedThreatProtectionAutoPopulateOnboardingBlob", Boolean, Written, false, Api::Beta},
    {"advancedThreatProtectionOffboardingBlob", String, Written, true, Api::Beta},
    {"advancedThreatProtectionOffboardingFilename", String, Written, true, Api::Beta},
    {"advancedThreatProtectionOnboardingBlob", String, Written, true, Api::Beta},
    {"advancedThreatProtectionOnboardingFilename", String, Written, true, Api::Beta},
    {"allowSampleSharing", Boolean},
    {"enableExpeditedTelemetryReporting", Boolean},
};
constexpr Property kWindowsUpdateForBusinessConfiguration[] = {
    {"allowWindows11Upgrade", Boolean},
    {"automaticUpdateMode", Enumeration, Written, false, Api::V1, kAutomaticUpdateMode},
    {"autoRestartNotificationDismissal", Enumeration, Written, false, Api::V1, kAutoRestartNotificationDismissalMethod},
    {"businessReadyUpdatesOnly", Enumeration, Written, false, Api::V1, kWindowsUpdateType},
    {"deadlineForFeatureUpdatesInDays", Int32, Written, true},
    {"deadlineForQualityUpdatesInDays", Int32, Written, true},
    {"deadlineGracePeriodInDays", Int32, Written, true},
    {"deliveryOptimizationMode", Enumeration, Written, false, Api::V1, kWindowsDeliveryOptimizationMode},
    {"driversExcluded", Boolean},
    {"engagedRestartDeadlineInDays", Int32, Written, true},
    {"engagedRestartSnoozeScheduleInDays", Int32, Written, true},
    {"engagedRestartTransitionScheduleInDays", Int32, Written, true},
    {"featureUpdatesDeferralPeriodInDays", Int32},
    {"featureUpdatesPaused", Boolean},
    {"featureUpdatesPauseExpiryDateTime", DateTimeOffset},
    {"featureUpdatesPauseStartDate", Date, ServerSet, true},
    {"featureUpdatesRollbackStartDateTime", DateTimeOffset},
    {"featureUpdatesRollbackWindowInDays", Int32, Written, true},
    {"featureUpdatesWillBeRolledBack", Boolean, Written, true},
    {"installationSchedule", Complex, Written, true, Api::V1, "windowsUpdateInstallScheduleType"},
    {"microsoftUpdateServiceAllowed", Boolean},
    {"postponeRebootUntilAfterDeadline", Boolean, Written, true},
    {"prereleaseFeatures", Enumeration, Written, false, Api::V1, kPrereleaseFeatures},
    {"qualityUpdatesDeferralPeriodInDays", Int32},
    {"qualityUpdatesPaused", Boolean},
    {"qualityUpdatesPauseExpiryDateTime", DateTimeOffset},
    {"qualityUpdatesPauseStartDate", Date, ServerSet, true},
    {"qualityUpdatesRollbackStartDateTime", DateTimeOffset},
    {"qualityUpdatesWillBeRolledBack", Boolean, Written, true},
    {"scheduleImminentRestartWarningInMinutes", Int32, Written, true},
    {"scheduleRestartWarningInHours", Int32, Written, true},
    {"skipChecksBeforeRestart", Boolean},
    {"updateNotificationLevel", Enumeration, Written, false, Api::V1, kWindowsUpdateNotificationDisplayOption},
    {"updateWeeks", Flags, Written, true, Api::V1, kWindowsUpdateForBusinessUpdateWeeks},
    {"userPauseAccess", Enumeration, Written, false, Api::V1, kEnablement},
    {"userWindowsUpdateScanAccess", Enumeration, Written, false, Api::V1, kEnablement},
};
constexpr Property kWindows10GeneralConfiguration[] = {
    {"accountsBlockAddingNonMicrosoftAccountEmail", Boolean},
    {"activateAppsWithVoice", Enumeration, Written, false, Api::Beta, kEnablement},
    {"antiTheftModeBlocked", Boolean},
    {"appManagementMSIAllowUserControlOverInstall", Boolean, Written, false, Api::Beta},
    {"appManagementMSIAlwaysInstallWithElevatedPrivileges", Boolean, Written, false, Api::Beta},
    {"appManagementPackageFamilyNamesToLaunchAfterLogOn", StringList, Written, true, Api::Beta},
    {"appsAllowTrustedAppsSideloading", Enumeration, Written, false, Api::V1, kStateManagementSetting},
    {"appsBlockWindowsStoreOriginatedApps", Boolean},
    {"authenticationAllowSecondaryDevice", Boolean, Written, false, Api::Beta},
    {"authenticationPreferredAzureADTenantDomainName", String, Written, true, Api::Beta},
    {"authenticationWebSignIn", Enumeration, Written, false, Api::Beta, kEnablement},
    {"bluetoothAllowedServices", StringList, Written, true},
    {"bluetoothBlockAdvertising", Boolean},
    {"bluetoothBlockDiscoverableMode", Boolean},
    {"bluetoothBlocked", Boolean},
    {"bluetoothBlockPrePairing", Boolean},
    {"bluetoothBlockPromptedProximalConnections", Boolean, Written, false, Api::Beta},
    {"cameraBlocked", Boolean},
    {"cellularBlockDataWhenRoaming", Boolean},
    {"cellularBlockVpn", Boolean},
    {"cellularBlockVpnWhenRoaming", Boolean},
    {"cellularData", Enumeration, Written, false, Api::Beta, kConfigurationUsage},
    {"certificatesBlockManualRootCertificateInstallation", Boolean},
    {"configureTimeZone", String, Written, true, Api::Beta},
    {"connectedDevicesServiceBlocked", Boolean},
    {"copyPasteBlocked", Boolean},
    {"cortanaBlocked", Boolean},
    {"cryptographyAllowFipsAlgorithmPolicy", Boolean, Written, false, Api::Beta},
    {"dataProtectionBlockDirectMemoryAccess", Boolean, Written, true, Api::Beta},
    {"defenderBlockEndUserAccess", Boolean},
    {"defenderBlockOnAccessProtection", Boolean, Written, false, Api::Beta},
    {"defenderCloudBlockLevel", Enumeration, Written, false, Api::V1, kDefenderCloudBlockLevelType},
    {"defenderCloudExtendedTimeout", Int32, Written, true, Api::Beta},
    {"defenderCloudExtendedTimeoutInSeconds", Int32, Written, true, Api::Beta},
    {"defenderDaysBeforeDeletingQuarantinedMalware", Int32, Written, true},
    {"defenderDetectedMalwareActions", Complex, Written, true, Api::V1, "defenderDetectedMalwareActions"},
    {"defenderDisableCatchupFullScan", Boolean, Written, false, Api::Beta},
    {"defenderDisableCatchupQuickScan", Boolean, Written, false, Api::Beta},
    {"defenderFileExtensionsToExclude", StringList, Written, true},
    {"defenderFilesAndFoldersToExclude", StringList, Written, true},
    {"defenderMonitorFileActivity", Enumeration, Written, false, Api::V1, kDefenderMonitorFileActivity},
    {"defenderPotentiallyUnwantedAppAction", Enumeration, Written, true, Api::Beta,
     kDefenderPotentiallyUnwantedAppAction},
    {"defenderPotentiallyUnwantedAppActionSetting", Enumeration, Written, false, Api::Beta, kDefenderProtectionType},
    {"defenderProcessesToExclude", StringList, Written, true},
    {"defenderPromptForSampleSubmission", Enumeration, Written, false, Api::V1, kDefenderPromptForSampleSubmission},
    {"defenderRequireBehaviorMonitoring", Boolean},
    {"defenderRequireCloudProtection", Boolean},
    {"defenderRequireNetworkInspectionSystem", Boolean},
    {"defenderRequireRealTimeMonitoring", Boolean},
    {"defenderScanArchiveFiles", Boolean},
    {"defenderScanDownloads", Boolean},
    {"defenderScanIncomingMail", Boolean},
    {"defenderScanMappedNetworkDrivesDuringFullScan", Boolean},
    {"defenderScanMaxCpu", Int32, Written, true},
    {"defenderScanNetworkFiles", Boolean},
    {"defenderScanRemovableDrivesDuringFullScan", Boolean},
    {"defenderScanScriptsLoadedInInternetExplorer", Boolean},
    {"defenderScanType", Enumeration, Written, false, Api::V1, kDefenderScanType},
    {"defenderScheduledQuickScanTime", TimeOfDay, Written, true},
    {"defenderScheduledScanTime", TimeOfDay, Written, true},
    {"defenderScheduleScanEnableLowCpuPriority", Boolean, Written, false, Api::Beta},
    {"defenderSignatureUpdateIntervalInHours", Int32, Written, true},
    {"defenderSubmitSamplesConsentType", Enumeration, Written, true, Api::Beta, kDefenderSubmitSamplesConsentType},
    {"defenderSystemScanSchedule", Enumeration, Written, false, Api::V1, kWeeklySchedule},
    {"developerUnlockSetting", Enumeration, Written, false, Api::V1, kStateManagementSetting},
    {"deviceManagementBlockFactoryResetOnMobile", Boolean},
    {"deviceManagementBlockManualUnenroll", Boolean},
    {"diagnosticsDataSubmissionMode", Enumeration, Written, false, Api::V1, kDiagnosticDataSubmissionMode},
    {"displayAppListWithGdiDPIScalingTurnedOff", StringList, Written, true, Api::Beta},
    {"displayAppListWithGdiDPIScalingTurnedOn", StringList, Written, true, Api::Beta},
    {"edgeAllowStartPagesModification", Boolean},
    {"edgeBlockAccessToAboutFlags", Boolean},
    {"edgeBlockAddressBarDropdown", Boolean},
    {"edgeBlockAutofill", Boolean},
    {"edgeBlockCompatibilityList", Boolean},
    {"edgeBlockDeveloperTools", Boolean},
    {"edgeBlocked", Boolean},
    {"edgeBlockEditFavorites", Boolean, Written, false, Api::Beta},
    {"edgeBlockExtensions", Boolean},
    {"edgeBlockFullScreenMode", Boolean, Written, false, Api::Beta},
    {"edgeBlockInPrivateBrowsing", Boolean},
    {"edgeBlockJavaScript", Boolean},
    {"edgeBlockLiveTileDataCollection", Boolean},
    {"edgeBlockPasswordManager", Boolean},
    {"edgeBlockPopups", Boolean},
    {"edgeBlockPrelaunch", Boolean, Written, false, Api::Beta},
    {"edgeBlockPrinting", Boolean, Written, false, Api::Beta},
    {"edgeBlockSavingHistory", Boolean, Written, false, Api::Beta},
    {"edgeBlockSearchEngineCustomization", Boolean, Written, false, Api::Beta},
    {"edgeBlockSearchSuggestions", Boolean},
    {"edgeBlockSendingDoNotTrackHeader", Boolean},
    {"edgeBlockSendingIntranetTrafficToInternetExplorer", Boolean},
    {"edgeBlockSideloadingExtensions", Boolean, Written, false, Api::Beta},
    {"edgeBlockTabPreloading", Boolean, Written, false, Api::Beta},
    {"edgeBlockWebContentOnNewTabPage", Boolean, Written, false, Api::Beta},
    {"edgeClearBrowsingDataOnExit", Boolean},
    {"edgeCookiePolicy", Enumeration, Written, false, Api::V1, kEdgeCookiePolicy},
    {"edgeDisableFirstRunPage", Boolean},
    {"edgeEnterpriseModeSiteListLocation", String, Written, true},
    {"edgeFavoritesBarVisibility", Enumeration, Written, false, Api::Beta, kVisibilitySetting},
    {"edgeFavoritesListLocation", String, Written, true, Api::Beta},
    {"edgeFirstRunUrl", String, Written, true},
    {"edgeHomeButtonConfiguration", Complex, Written, true, Api::Beta, "edgeHomeButtonConfiguration"},
    {"edgeHomeButtonConfigurationEnabled", Boolean, Written, false, Api::Beta},
    {"edgeHomepageUrls", StringList, Written, true},
    {"edgeKioskModeRestriction", Enumeration, Written, false, Api::Beta, kEdgeKioskModeRestrictionType},
    {"edgeKioskResetAfterIdleTimeInMinutes", Int32, Written, true, Api::Beta},
    {"edgeNewTabPageURL", String, Written, true, Api::Beta},
    {"edgeOpensWith", Enumeration, Written, false, Api::Beta, kEdgeOpenOptions},
    {"edgePreventCertificateErrorOverride", Boolean, Written, false, Api::Beta},
    {"edgeRequiredExtensionPackageFamilyNames", StringList, Written, true, Api::Beta},
    {"edgeRequireSmartScreen", Boolean},
    {"edgeSearchEngine", Complex, Written, true, Api::V1, "edgeSearchEngineBase"},
    {"edgeSendIntranetTrafficToInternetExplorer", Boolean},
    {"edgeShowMessageWhenOpeningInternetExplorerSites", Enumeration, Written, false, Api::Beta,
     kInternetExplorerMessageSetting},
    {"edgeSyncFavoritesWithInternetExplorer", Boolean},
    {"edgeTelemetryForMicrosoft365Analytics", Enumeration, Written, false, Api::Beta, kEdgeTelemetryMode},
    {"enableAutomaticRedeployment", Boolean, Written, false, Api::Beta},
    {"energySaverOnBatteryThresholdPercentage", Int32, Written, true, Api::Beta},
    {"energySaverPluggedInThresholdPercentage", Int32, Written, true, Api::Beta},
    {"enterpriseCloudPrintDiscoveryEndPoint", String, Written, true},
    {"enterpriseCloudPrintDiscoveryMaxLimit", Int32, Written, true},
    {"enterpriseCloudPrintMopriaDiscoveryResourceIdentifier", String, Written, true},
    {"enterpriseCloudPrintOAuthAuthority", String, Written, true},
    {"enterpriseCloudPrintOAuthClientIdentifier", String, Written, true},
    {"enterpriseCloudPrintResourceIdentifier", String, Written, true},
    {"experienceBlockDeviceDiscovery", Boolean},
    {"experienceBlockErrorDialogWhenNoSIM", Boolean},
    {"experienceBlockTaskSwitcher", Boolean},
    {"experienceDoNotSyncBrowserSettings", Enumeration, Written, false, Api::Beta, kBrowserSyncSetting},
    {"findMyFiles", Enumeration, Written, false, Api::Beta, kEnablement},
    {"gameDvrBlocked", Boolean},
    {"inkWorkspaceAccess", Enumeration, Written, false, Api::Beta, kInkAccessSetting},
    {"inkWorkspaceAccessState", Enumeration, Written, false, Api::Beta, kStateManagementSetting},
    {"inkWorkspaceBlockSuggestedApps", Boolean, Written, false, Api::Beta},
    {"internetSharingBlocked", Boolean},
    {"locationServicesBlocked", Boolean},
    {"lockScreenActivateAppsWithVoice", Enumeration, Written, false, Api::Beta, kEnablement},
    {"lockScreenAllowTimeoutConfiguration", Boolean},
    {"lockScreenBlockActionCenterNotifications", Boolean},
    {"lockScreenBlockCortana", Boolean},
    {"lockScreenBlockToastNotifications", Boolean},
    {"lockScreenTimeoutInSeconds", Int32, Written, true},
    {"logonBlockFastUserSwitching", Boolean},
    {"messagingBlockMMS", Boolean, Written, false, Api::Beta},
    {"messagingBlockRichCommunicationServices", Boolean, Written, false, Api::Beta},
    {"messagingBlockSync", Boolean, Written, false, Api::Beta},
    {"microsoftAccountBlocked", Boolean},
    {"microsoftAccountBlockSettingsSync", Boolean},
    {"microsoftAccountSignInAssistantSettings", Enumeration, Written, false, Api::Beta, kSignInAssistantOptions},
    {"networkProxyApplySettingsDeviceWide", Boolean},
    {"networkProxyAutomaticConfigurationUrl", String, Written, true},
    {"networkProxyDisableAutoDetect", Boolean},
    {"networkProxyServer", Complex, Written, true, Api::V1, "windows10NetworkProxyServer"},
    {"nfcBlocked", Boolean},
    {"oneDriveDisableFileSync", Boolean},
    {"passwordBlockSimple", Boolean},
    {"passwordExpirationDays", Int32, Written, true},
    {"passwordMinimumAgeInDays", Int32, Written, true, Api::Beta},
    {"passwordMinimumCharacterSetCount", Int32, Written, true},
    {"passwordMinimumLength", Int32, Written, true},
    {"passwordMinutesOfInactivityBeforeScreenTimeout", Int32, Written, true},
    {"passwordPreviousPasswordBlockCount", Int32, Written, true},
    {"passwordRequired", Boolean},
    {"passwordRequiredType", Enumeration, Written, false, Api::V1, kRequiredPasswordType},
    {"passwordRequireWhenResumeFromIdleState", Boolean},
    {"passwordSignInFailureCountBeforeFactoryReset", Int32, Written, true},
    {"personalizationDesktopImageUrl", String, Written, true},
    {"personalizationLockScreenImageUrl", String, Written, true},
    {"powerButtonActionOnBattery", Enumeration, Written, false, Api::Beta, kPowerActionType},
    {"powerButtonActionPluggedIn", Enumeration, Written, false, Api::Beta, kPowerActionType},
    {"powerHybridSleepOnBattery", Enumeration, Written, false, Api::Beta, kEnablement},
    {"powerHybridSleepPluggedIn", Enumeration, Written, false, Api::Beta, kEnablement},
    {"powerLidCloseActionOnBattery", Enumeration, Written, false, Api::Beta, kPowerActionType},
    {"powerLidCloseActionPluggedIn", Enumeration, Written, false, Api::Beta, kPowerActionType},
    {"powerSleepButtonActionOnBattery", Enumeration, Written, false, Api::Beta, kPowerActionType},
    {"powerSleepButtonActionPluggedIn", Enumeration, Written, false, Api::Beta, kPowerActionType},
    {"printerBlockAddition", Boolean, Written, false, Api::Beta},
    {"printerDefaultName", String, Written, true, Api::Beta},
    {"printerNames", StringList, Written, true, Api::Beta},
    {"privacyAdvertisingId", Enumeration, Written, false, Api::V1, kStateManagementSetting},
    {"privacyAutoAcceptPairingAndConsentPrompts", Boolean},
    {"privacyBlockActivityFeed", Boolean, Written, false, Api::Beta},
    {"privacyBlockInputPersonalization", Boolean},
    {"privacyBlockPublishUserActivities", Boolean, Written, false, Api::Beta},
    {"privacyDisableLaunchExperience", Boolean, Written, false, Api::Beta},
    {"resetProtectionModeBlocked", Boolean},
    {"safeSearchFilter", Enumeration, Written, false, Api::V1, kSafeSearchFilterType},
    {"screenCaptureBlocked", Boolean},
    {"searchBlockDiacritics", Boolean},
    {"searchBlockWebResults", Boolean, Written, false, Api::Beta},
    {"searchDisableAutoLanguageDetection", Boolean},
    {"searchDisableIndexerBackoff", Boolean},
    {"searchDisableIndexingEncryptedItems", Boolean},
    {"searchDisableIndexingRemovableDrive", Boolean},
    {"searchDisableLocation", Boolean, Written, false, Api::Beta},
    {"searchDisableUseLocation", Boolean, Written, false, Api::Beta},
    {"searchEnableAutomaticIndexSizeManangement", Boolean},
    {"searchEnableRemoteQueries", Boolean},
    {"securityBlockAzureADJoinedDevicesAutoEncryption", Boolean, Written, false, Api::Beta},
    {"settingsBlockAccountsPage", Boolean},
    {"settingsBlockAddProvisioningPackage", Boolean},
    {"settingsBlockAppsPage", Boolean},
    {"settingsBlockChangeLanguage", Boolean},
    {"settingsBlockChangePowerSleep", Boolean},
    {"settingsBlockChangeRegion", Boolean},
    {"settingsBlockChangeSystemTime", Boolean},
    {"settingsBlockDevicesPage", Boolean},
    {"settingsBlockEaseOfAccessPage", Boolean},
    {"settingsBlockEditDeviceName", Boolean},
    {"settingsBlockGamingPage", Boolean},
    {"settingsBlockNetworkInternetPage", Boolean},
    {"settingsBlockPersonalizationPage", Boolean},
    {"settingsBlockPrivacyPage", Boolean},
    {"settingsBlockRemoveProvisioningPackage", Boolean},
    {"settingsBlockSettingsApp", Boolean},
    {"settingsBlockSystemPage", Boolean},
    {"settingsBlockTimeLanguagePage", Boolean},
    {"settingsBlockUpdateSecurityPage", Boolean},
    {"sharedUserAppDataAllowed", Boolean},
    {"smartScreenAppInstallControl", Enumeration, Written, false, Api::Beta, kAppInstallControlType},
    {"smartScreenBlockPromptOverride", Boolean},
    {"smartScreenBlockPromptOverrideForFiles", Boolean},
    {"smartScreenEnableAppInstallControl", Boolean},
    {"startBlockUnpinningAppsFromTaskbar", Boolean},
    {"startMenuAppListVisibility", Flags, Written, false, Api::V1, kWindowsStartMenuAppListVisibilityType},
    {"startMenuHideChangeAccountSettings", Boolean},
    {"startMenuHideFrequentlyUsedApps", Boolean},
    {"startMenuHideHibernate", Boolean},
    {"startMenuHideLock", Boolean},
    {"startMenuHidePowerButton", Boolean},
    {"startMenuHideRecentJumpLists", Boolean},
    {"startMenuHideRecentlyAddedApps", Boolean},
    {"startMenuHideRestartOptions", Boolean},
    {"startMenuHideShutDown", Boolean},
    {"startMenuHideSignOut", Boolean},
    {"startMenuHideSleep", Boolean},
    {"startMenuHideSwitchAccount", Boolean},
    {"startMenuHideUserTile", Boolean},
    {"startMenuLayoutEdgeAssetsXml", Binary, Written, true},
    {"startMenuLayoutXml", Binary, Written, true},
    {"startMenuMode", Enumeration, Written, false, Api::V1, kWindowsStartMenuModeType},
    {"startMenuPinnedFolderDocuments", Enumeration, Written, false, Api::V1, kVisibilitySetting},
    {"startMenuPinnedFolderDownloads", Enumeration, Written, false, Api::V1, kVisibilitySetting},
    {"startMenuPinnedFolderFileExplorer", Enumeration, Written, false, Api::V1, kVisibilitySetting},
    {"startMenuPinnedFolderHomeGroup", Enumeration, Written, false, Api::V1, kVisibilitySetting},
    {"startMenuPinnedFolderMusic", Enumeration, Written, false, Api::V1, kVisibilitySetting},
    {"startMenuPinnedFolderNetwork", Enumeration, Written, false, Api::V1, kVisibilitySetting},
    {"startMenuPinnedFolderPersonalFolder", Enumeration, Written, false, Api::V1, kVisibilitySetting},
    {"startMenuPinnedFolderPictures", Enumeration, Written, false, Api::V1, kVisibilitySetting},
    {"startMenuPinnedFolderSettings", Enumeration, Written, false, Api::V1, kVisibilitySetting},
    {"startMenuPinnedFolderVideos", Enumeration, Written, false, Api::V1, kVisibilitySetting},
    {"storageBlockRemovableStorage", Boolean},
    {"storageRequireMobileDeviceEncryption", Boolean},
    {"storageRestrictAppDataToSystemVolume", Boolean},
    {"storageRestrictAppInstallToSystemVolume", Boolean},
    {"systemTelemetryProxyServer", String, Written, true, Api::Beta},
    {"taskManagerBlockEndTask", Boolean, Written, false, Api::Beta},
    {"tenantLockdownRequireNetworkDuringOutOfBoxExperience", Boolean},
    {"uninstallBuiltInApps", Boolean, Written, false, Api::Beta},
    {"usbBlocked", Boolean},
    {"voiceRecordingBlocked", Boolean},
    {"webRtcBlockLocalhostIpAddress", Boolean},
    {"wiFiBlockAutomaticConnectHotspots", Boolean},
    {"wiFiBlocked", Boolean},
    {"wiFiBlockManualConfiguration", Boolean},
    {"wiFiScanInterval", Int32, Written, true},
    {"windows10AppsForceUpdateSchedule", Complex, Written, true, Api::Beta, "windows10AppsForceUpdateSchedule"},
    {"windowsSpotlightBlockConsumerSpecificFeatures", Boolean},
    {"windowsSpotlightBlocked", Boolean},
    {"windowsSpotlightBlockOnActionCenter", Boolean},
    {"windowsSpotlightBlockTailoredExperiences", Boolean},
    {"windowsSpotlightBlockThirdPartyNotifications", Boolean},
    {"windowsSpotlightBlockWelcomeExperience", Boolean},
    {"windowsSpotlightBlockWindowsTips", Boolean},
    {"windowsSpotlightConfigureOnLockScreen", Enumeration, Written, false, Api::V1,
     kWindowsSpotlightEnablementSettings},
    {"windowsStoreBlockAutoUpdate", Boolean},
    {"windowsStoreBlocked", Boolean},
    {"windowsStoreEnablePrivateStoreOnly", Boolean},
    {"wirelessDisplayBlockProjectionToThisDevice", Boolean},
    {"wirelessDisplayBlockUserInputFromReceiver", Boolean},
    {"wirelessDisplayRequirePinForPairing", Boolean},
};
constexpr Property kSharedPCAccountManagerPolicy[] = {
    {"accountDeletionPolicy", Enumeration, Written, false, Api::V1, kSharedPCAccountDeletionPolicyType},
    {"cacheAccountsAboveDiskFreePercentage", Int32, Written, true},
    {"inactiveThresholdDays", Int32, Written, true},
    {"removeAccountsBelowDiskFreePercentage", Int32, Written, true},
};
constexpr Property kDefenderDetectedMalwareActions[] = {
    {"highSeverity", Enumeration, Written, false, Api::V1, kDefenderThreatAction},
    {"lowSeverity", Enumeration, Written, false, Api::V1, kDefenderThreatAction},
    {"moderateSeverity", Enumeration, Written, false, Api::V1, kDefenderThreatAction},
    {"severeSeverity", Enumeration, Written, false, Api::V1, kDefenderThreatAction},
};
constexpr Property kWindows10AppsForceUpdateSchedule[] = {
    {"recurrence", Enumeration, Written, false, Api::V1, kWindows10AppsUpdateRecurrence},
    {"runImmediatelyIfAfterStartDateTime", Boolean},
    {"startDateTime", DateTimeOffset},
};
constexpr Property kWindows10NetworkProxyServer[] = {
    {"address", String},
    {"exceptions", StringList, Written, true},
    {"useForLocalAddresses", Boolean},
};
constexpr Property kEdgeHomeButtonOpensCustomURL[] = {
    {"homeButtonCustomURL", String, Written, true},
};
constexpr Property kEdgeSearchEngine[] = {
    {"edgeSearchEngineType", Enumeration, Written, false, Api::V1, kEdgeSearchEngineType},
};
constexpr Property kEdgeSearchEngineCustom[] = {
    {"edgeSearchEngineOpenSearchXmlUrl", String},
};
constexpr Property kWindowsUpdateActiveHoursInstall[] = {
    {"activeHoursEnd", TimeOfDay},
    {"activeHoursStart", TimeOfDay},
};
constexpr Property kWindowsUpdateScheduledInstall[] = {
    {"scheduledInstallDay", Enumeration, Written, false, Api::V1, kWeeklySchedule},
    {"scheduledInstallTime", TimeOfDay},
};

constexpr Type kTypes[] = {
    {"windowsIdentityProtectionConfiguration", "deviceConfiguration", false, kWindowsIdentityProtectionConfiguration,
     Api::Beta},
    {"editionUpgradeConfiguration", "deviceConfiguration", false, kEditionUpgradeConfiguration},
    {"sharedPCConfiguration", "deviceConfiguration", false, kSharedPCConfiguration},
    {"windowsHealthMonitoringConfiguration", "deviceConfiguration", false, kWindowsHealthMonitoringConfiguration,
     Api::Beta},
    {"windowsDefenderAdvancedThreatProtectionConfiguration", "deviceConfiguration", false,
     kWindowsDefenderAdvancedThreatProtectionConfiguration},
    {"windowsUpdateForBusinessConfiguration", "deviceConfiguration", false, kWindowsUpdateForBusinessConfiguration},
    {"windows10GeneralConfiguration", "deviceConfiguration", false, kWindows10GeneralConfiguration},
    {"sharedPCAccountManagerPolicy", "", false, kSharedPCAccountManagerPolicy},
    {"defenderDetectedMalwareActions", "", false, kDefenderDetectedMalwareActions},
    {"windows10AppsForceUpdateSchedule", "", false, kWindows10AppsForceUpdateSchedule, Api::Beta},
    {"windows10NetworkProxyServer", "", false, kWindows10NetworkProxyServer},
    {"edgeHomeButtonConfiguration", "", true, {}, Api::Beta},
    {"edgeHomeButtonHidden", "edgeHomeButtonConfiguration", false, {}, Api::Beta},
    {"edgeHomeButtonLoadsStartPage", "edgeHomeButtonConfiguration", false, {}, Api::Beta},
    {"edgeHomeButtonOpensCustomURL", "edgeHomeButtonConfiguration", false, kEdgeHomeButtonOpensCustomURL, Api::Beta},
    {"edgeHomeButtonOpensNewTab", "edgeHomeButtonConfiguration", false, {}, Api::Beta},
    {"edgeSearchEngineBase", "", true, {}},
    {"edgeSearchEngine", "edgeSearchEngineBase", false, kEdgeSearchEngine},
    {"edgeSearchEngineCustom", "edgeSearchEngineBase", false, kEdgeSearchEngineCustom},
    {"windowsUpdateInstallScheduleType", "", true, {}},
    {"windowsUpdateActiveHoursInstall", "windowsUpdateInstallScheduleType", false, kWindowsUpdateActiveHoursInstall},
    {"windowsUpdateScheduledInstall", "windowsUpdateInstallScheduleType", false, kWindowsUpdateScheduledInstall},
};

}  // namespace

auto windows_types() -> std::span<const Type> { return kTypes; }

}  // namespace pinwright::sandbox
