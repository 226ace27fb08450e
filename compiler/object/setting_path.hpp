#pragma once

#include <string>
#include <string_view>

#include "object/policy.hpp"

/// How a setting is named in the paths of a Difference, in saved plans and in what is printed of them.
namespace pinwright::object {

/// `omaSettings[URI]`: the setting as a whole.
[[nodiscard]] auto setting_path(const Setting& setting) -> std::string;
/// `omaSettings[URI].value`: one of its fields, named as in Graph.
[[nodiscard]] auto setting_path(const Setting& setting, std::string_view field) -> std::string;

/// Of a setting as a whole.
[[nodiscard]] auto is_whole_setting(std::string_view path) -> bool;
/// Of a setting, one of its fields, or `omaSettings`, the order of them.
[[nodiscard]] auto is_of_settings(std::string_view path) -> bool;

}  // namespace pinwright::object
