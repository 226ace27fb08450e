#include "emit/format.hpp"

#include "emit/intune.hpp"

namespace pinwright::emit {

namespace {

constexpr Format kFormats[] = {
    {"intune", "bodies for Microsoft Graph's deviceConfigurations and configurationPolicies", write_intune}};

}  // namespace

auto formats() -> std::span<const Format> { return kFormats; }

}  // namespace pinwright::emit
