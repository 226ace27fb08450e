#pragma once

#include <string>
#include <string_view>

namespace pinwright::model {

/// `10.0.19045.3803` for `19045.3803`, as Settings and `winver` show a build, and `10.0.22631` for `22631`; empty: the
/// text is no such number.
[[nodiscard]] auto full_windows_build(std::string_view text) -> std::string;

}  // namespace pinwright::model
