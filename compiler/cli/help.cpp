#include "cli/help.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/print.hpp"

namespace pinwright::cli {

namespace {

constexpr ExitMeaning kExitCodes[] = {
    {ExitCode::Success, "success, or nothing to do"},
    {ExitCode::Findings, "findings, or refused before anything was written"},
    {ExitCode::ChangesPending, "changes pending (only with --detailed-exitcode)"},
    {ExitCode::Drift, "drift"},
    {ExitCode::Stale, "stale plan or conflict"},
    {ExitCode::Partial, "something was written and something asked for was not"},
    {ExitCode::Unreachable, "the tenant or network could not be used"},
    {ExitCode::Awaiting, "done but for what waits for the approval of another administrator"},
    {ExitCode::Usage, "wrong usage"},
    {ExitCode::Internal, "internal error"},
    {ExitCode::Interrupted, "interrupted with nothing written"},
};

auto print_exit_codes(std::ostream& out) -> void {
  out << "\nExit codes\n";
  for (const auto& row : kExitCodes) base::print(out, "{:>5}  {}\n", static_cast<int>(row.code), row.meaning);
}

struct Line {
  std::string left;
  std::string right;
};

auto print_lines(std::ostream& out, const std::vector<Line>& lines) -> void {
  std::size_t width = 0;
  for (const auto& line : lines) width = std::max(width, line.left.size());
  for (const auto& line : lines) base::print(out, "  {:<{}}  {}\n", line.left, width, line.right);
}

auto option_line(const Option& option) -> Line {
  std::string left = fmt::format("--{}", option.name);
  if (!option.value.empty()) left += fmt::format("{}{}", option.may_lack_value() ? "" : " ", option.value);
  auto right = help_of(option);
  if (!option.initial.empty()) right += fmt::format(" (default: {})", option.initial);
  if (option.repeatable) right += " (repeatable)";
  return {left, right};
}

}  // namespace

auto exit_codes() -> std::span<const ExitMeaning> { return kExitCodes; }

auto print_help(std::ostream& out) -> void {
  out << "pinwright: policy as code for Microsoft Intune\n\nUsage\n  pinwright COMMAND [options]\n\nCommands\n";
  std::vector<Line> lines;
  for (const auto& command : commands()) lines.push_back({std::string(command.name), std::string(command.summary)});
  print_lines(out, lines);
  out << "\n`pinwright COMMAND --help` describes a command, `pinwright explain SLUG` a finding.\n";
  print_exit_codes(out);
}

auto print_help(std::ostream& out, const Command& command) -> void {
  base::print(out, "pinwright {}: {}\n\nUsage\n  pinwright {} {}\n", command.name, command.summary, command.name,
              command.usage);
  if (!command.details.empty()) base::print(out, "\n{}\n", command.details);
  out << "\nOptions\n";
  std::vector<Line> lines;
  for (const auto& option : command.options) lines.push_back(option_line(option));
  lines.push_back({"--help", "print this"});
  print_lines(out, lines);
  print_exit_codes(out);
}

}  // namespace pinwright::cli
