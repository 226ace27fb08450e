#include "object/setting_path.hpp"

#include <fmt/format.h>

namespace pinwright::object {

namespace {

constexpr std::string_view kList = "omaSettings";

}  // namespace

auto setting_path(const Setting& setting) -> std::string { return fmt::format("{}[{}]", kList, setting.key.text()); }

auto setting_path(const Setting& setting, std::string_view field) -> std::string {
  return fmt::format("{}[{}].{}", kList, setting.key.text(), field);
}

auto is_whole_setting(std::string_view path) -> bool { return is_of_settings(path) && path.ends_with(']'); }

auto is_of_settings(std::string_view path) -> bool { return path.starts_with(kList); }

}  // namespace pinwright::object
