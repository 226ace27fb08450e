#pragma once

#include <span>
#include <string_view>

namespace pinwright::cli {

/// A page of docs/diagnostics, built into the program.
struct Page {
  std::string_view slug;
  std::string_view text;
};
[[nodiscard]] auto pages() -> std::span<const Page>;

}  // namespace pinwright::cli
