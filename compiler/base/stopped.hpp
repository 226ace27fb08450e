#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "base/result.hpp"

namespace pinwright::base {

/// The Error of what a stop of the run left undone; `when`: "before this was asked".
[[nodiscard]] inline auto stopped(std::string_view when = {}) -> Error {
  std::string message("the run was stopped");
  if (!when.empty()) message.append(" ").append(when);
  return {std::move(message), {}, ErrorKind::Interrupted};
}

}  // namespace pinwright::base
