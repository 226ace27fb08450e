#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace pinwright::driver {

/// The JSON that a tool such as IntuneCD wrote as YAML. Plain scalars are what PyYAML means by them: `1e3` and `0x1F`
/// are text, since it quotes every text that it would read as something else. A number that says more than a double
/// holds is text too. The Error names line and column. `shown` is the file's name in messages.
[[nodiscard]] auto json_of_yaml(std::string text, std::string_view shown) -> base::Result<nlohmann::json>;

}  // namespace pinwright::driver
