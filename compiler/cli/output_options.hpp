#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "cli/command.hpp"
#include "diag/render.hpp"

/// `--output FORMAT[=FILE]` and what belongs to it.
namespace pinwright::cli {

/// Stands for the format that the system reads which runs the pipeline.
inline constexpr std::string_view kAuto = "auto";

inline constexpr std::array<std::string_view, 2> kTextAndJson{"text", "json"};
inline constexpr Option kOutputOption{"output", "FORMAT[=FILE]", "{}; several at once, to files",
                                      true,     "text",          kTextAndJson};
/// Of the commands whose output are findings.
inline constexpr auto kFindingFormats = [] {
  std::array<std::string_view, diag::kRenderers.size() + 1> names;
  std::transform(diag::kRenderers.begin(), diag::kRenderers.end(), names.begin(),
                 [](const diag::Renderer& row) { return row.name; });
  names.back() = kAuto;
  return names;
}();
inline constexpr Option kFindingsOption{
    "output", "FORMAT[=FILE]", "{}: what the CI system reads; several at once, to files",
    true,     "text",          kFindingFormats};
/// Of the commands that show a plan or how it was carried out.
inline constexpr std::array<std::string_view, 7> kPlanFormats{"text",     "json", "github", "azure",
                                                              "markdown", "html", kAuto};
inline constexpr Option kPlanOutputOption{
    "output", "FORMAT[=FILE]", "{}: what the CI system reads; several at once, to files", true, "text", kPlanFormats};
inline constexpr Option kMaxBytesOption{"max-bytes", "N", "how long a markdown output may be", false,
                                        NumberText<diag::kMarkdownBytes>::view()};

struct Output {
  std::string format;
  std::string file;  ///< empty: stdout
};

/// At least one, and at most one of them on stdout. Text, of a command that has no `--output`.
[[nodiscard]] auto parse_outputs(const Args& args, const driver::Env& env) -> base::Result<std::vector<Output>>;
[[nodiscard]] auto parse_max_bytes(const Args& args) -> base::Result<std::size_t>;

}  // namespace pinwright::cli
