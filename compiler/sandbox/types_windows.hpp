#pragma once

#include <span>
#include <string_view>

#include "sandbox/types.hpp"

namespace pinwright::sandbox {

/// Members of the enumeration windows10EditionType.
inline constexpr std::string_view kWindows10EditionType =
    "windows10Enterprise|windows10EnterpriseN|windows10Education|windows10EducationN|windows10MobileEnterprise|"
    "windows10HolographicEnterprise|windows10Professional|windows10ProfessionalN|windows10ProfessionalEducation|"
    "windows10ProfessionalEducationN|windows10ProfessionalWorkstation|windows10ProfessionalWorkstationN|+notConfigured|"
    "+windows10Home|+windows10HomeChina|+windows10HomeN|+windows10HomeSingleLanguage|+windows10Mobile|"
    "+windows10IoTCore|+windows10IoTCoreCommercial";

/// Device configurations of Windows beside the custom one. A table behind `find_type`.
[[nodiscard]] auto windows_types() -> std::span<const Type>;

}  // namespace pinwright::sandbox
