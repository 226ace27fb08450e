#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cli/args.hpp"
#include "cli/command.hpp"
#include "fuzz/require.hpp"

namespace {

auto split(std::string_view text) -> std::vector<std::string> {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return lines;
}

auto check(const pinwright::cli::Command& command, const pinwright::cli::Args& args) -> void {
  require(args.positional().size() >= command.min_positional && args.positional().size() <= command.max_positional);
  for (const auto& option : command.options) {
    if (args.has(option.name)) require(!args.all(option.name).empty());
    if (!option.repeatable) require(args.all(option.name).size() <= 1);
    if (!args.has(option.name)) require(args.get(option.name) == option.initial);
  }
}

}  // namespace

/// An argument a line, for every command: what parses keeps to the command's table, what does not says why.
extern "C" auto LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) -> int {
  const auto arguments = split({reinterpret_cast<const char*>(data), size});
  for (const auto& command : pinwright::cli::commands()) {
    const auto args = pinwright::cli::parse_args(command, arguments);
    if (args.ok()) {
      check(command, args.value());
    } else {
      require(!args.error().message.empty());
    }
  }
  return 0;
}
