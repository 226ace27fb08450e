#pragma once

#include <cstdint>
#include <string>
#include <string_view>

/// The one way out for text of files, tenants and arguments: nothing that a terminal or the agent of a pipeline obeys
/// comes through, and a reader sees what was there.
namespace pinwright::diag {

/// Draws one code point after another. A tab is four spaces, a control character its picture (␛), an invisible one
/// `<U+200B>`. What an agent takes for a command is broken by a backslash:
/// - `##vso[`, `##[` and their like anywhere in a line (Azure Pipelines, GitHub's old form, TeamCity)
/// - `::` at the beginning, after spaces (GitHub Actions)
class Drawer {
 public:
  Drawer() = default;
  /// For text that stands behind other text in its line.
  [[nodiscard]] static auto inside_line() -> Drawer;

  /// Returns the cells that were drawn.
  auto append(std::string& out, char32_t code_point) -> int;

 private:
  enum class Seen : std::uint8_t { Spaces, Colon, Text };
  auto opens_command(char32_t code_point) -> bool;
  auto note(char32_t code_point) -> void;

  Seen seen_ = Seen::Spaces;  // since the beginning
  int hashes_ = 0;            // how many # stand before here
  bool word_ = false;         // ## and letters stand before here
};

/// One line: line breaks are drawn like other control characters.
[[nodiscard]] auto visible(std::string_view text) -> std::string;
/// Lines stay lines, each drawn by itself.
[[nodiscard]] auto visible_lines(std::string_view text) -> std::string;

}  // namespace pinwright::diag
