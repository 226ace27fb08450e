#pragma once

#include "sandbox/collection.hpp"

/// The settings of a policy of the settings catalog, page by page.
namespace pinwright::sandbox {

[[nodiscard]] auto list_catalog_settings(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto get_catalog_setting(const Request& request, Services& services) -> Reply;

}  // namespace pinwright::sandbox
