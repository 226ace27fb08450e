#include "cli/output_options.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdint>
#include <utility>

#include "base/text.hpp"

namespace pinwright::cli {

namespace {

/// What the system that runs the pipeline reads from the log; GitLab reads files only.
auto format_of_pipeline(const driver::Env& env, bool to_file, Words formats) -> std::string_view {
  const auto is_set = [&](std::string_view name) { return !env.variable(name).value_or("").empty(); };
  if (is_set("GITHUB_ACTIONS")) return "github";
  if (is_set("TF_BUILD")) return "azure";
  const bool knows_gitlab = std::find(formats.begin(), formats.end(), "gitlab") != formats.end();
  if (is_set("GITLAB_CI") && to_file && knows_gitlab) return "gitlab";
  return "text";
}

auto parse_output(const std::string& text, Words formats, const driver::Env& env) -> base::Result<Output> {
  const auto equals = text.find('=');
  const auto has_file = equals != std::string::npos;
  Output output{text.substr(0, equals), has_file ? text.substr(equals + 1) : std::string()};
  if (std::find(formats.begin(), formats.end(), output.format) == formats.end()) {
    return base::Error{fmt::format("there is no output format {} here", base::quoted(output.format)),
                       fmt::format("known: {}", fmt::join(formats, ", "))};
  }
  if (output.format == kAuto) output.format = format_of_pipeline(env, has_file, formats);
  if (has_file && output.file.empty()) {
    return base::Error{fmt::format("`--output {}` names no file", text),
                       "write `--output FORMAT=FILE`, or `--output FORMAT` for stdout"};
  }
  return output;
}

}  // namespace

auto parse_outputs(const Args& args, const driver::Env& env) -> base::Result<std::vector<Output>> {
  const auto texts = args.all("output");
  if (texts.empty()) return std::vector<Output>{{"text", {}}};
  const auto formats = args.words("output");
  std::vector<Output> outputs;
  for (const auto& text : texts) {
    auto output = parse_output(text, formats, env);
    if (!output.ok()) return output.error();
    outputs.push_back(std::move(output).value());
  }
  const auto on_stdout = [](const Output& output) { return output.file.empty(); };
  if (std::count_if(outputs.begin(), outputs.end(), on_stdout) > 1) {
    return base::Error{"two outputs go to stdout", "give one of them a file: `--output json=report.json`"};
  }
  return outputs;
}

auto parse_max_bytes(const Args& args) -> base::Result<std::size_t> {
  constexpr std::int64_t kLeast = 4000;
  constexpr std::int64_t kMost = 1'000'000'000;
  if (!args.has("max-bytes")) return diag::kMarkdownBytes;
  const auto bytes = base::to_int(args.get("max-bytes"));
  if (bytes && *bytes >= kLeast && *bytes <= kMost) return static_cast<std::size_t>(*bytes);
  return base::Error{
      fmt::format("`--max-bytes {}` is not a number from {} to {}", args.get("max-bytes"), kLeast, kMost), ""};
}

}  // namespace pinwright::cli
