#pragma once

#include <cstddef>

namespace pinwright::source {

/// How many files and connections this process may have open at a time: what it may ask for itself (the hard limit) is
/// asked for first. Without a limit, a large number.
[[nodiscard]] auto open_file_limit() -> std::size_t;

}  // namespace pinwright::source
