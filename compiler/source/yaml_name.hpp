#pragma once

#include <string_view>

namespace pinwright::source {

/// Whether a file of this name or path holds YAML: it ends in `.yaml` or `.yml`, in whatever letter case.
[[nodiscard]] auto is_yaml_name(std::string_view name) -> bool;

}  // namespace pinwright::source
