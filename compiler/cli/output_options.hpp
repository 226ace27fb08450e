#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "cli/command.hpp"

/// `--output FORMAT[=FILE]` and what belongs to it.
namespace pinwright::cli {

inline constexpr Option kOutputOption{"output", "FORMAT[=FILE]", "text or json; several at once, to files", true,
                                      "text"};
/// Of the commands whose output are findings.
inline constexpr Option kFindingsOption{
    "output", "FORMAT[=FILE]",
    "text, json, sarif, junit, github, gitlab, azure, markdown, html, or auto: what the CI system reads; several at "
    "once, to files",
    true, "text"};
/// Of the commands that show a plan or how it was carried out.
inline constexpr Option kPlanOutputOption{
    "output", "FORMAT[=FILE]",
    "text, json, github, azure, markdown, html, or auto: what the CI system reads; several at once, to files", true,
    "text"};
inline constexpr std::size_t kMaxBytes = 60'000;
inline constexpr Option kMaxBytesOption{"max-bytes", "N", "how long a markdown output may be", false, "60000"};

struct Output {
  std::string format;
  std::string file;  ///< empty: stdout
};

/// The formats that a command's `--output` knows.
using Formats = std::span<const std::string_view>;
inline constexpr std::string_view kTextAndJson[] = {"text", "json"};
inline constexpr std::string_view kPlanFormats[] = {"text", "json", "github", "azure", "markdown", "html"};
/// Those of diag::renderers(); `auto` stands for one of them.
[[nodiscard]] auto finding_formats() -> Formats;

/// At least one, and at most one of them on stdout.
[[nodiscard]] auto parse_outputs(const Args& args, Formats formats, const driver::Env& env)
    -> base::Result<std::vector<Output>>;
[[nodiscard]] auto parse_max_bytes(const Args& args) -> base::Result<std::size_t>;

}  // namespace pinwright::cli
