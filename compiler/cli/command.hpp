#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.hpp"
#include "cli/exit_code.hpp"
#include "cli/option.hpp"
#include "driver/env.hpp"

namespace pinwright::cli {

/// The value of an option that stands without the one which it may have.
inline constexpr std::string_view kWithoutValue = "*";

/// What was typed, judged against a command's table.
class Args {
 public:
  explicit Args(std::span<const Option> options) : options_(options) {}

  [[nodiscard]] auto has(std::string_view option) const -> bool { return values_.count(std::string(option)) != 0; }
  /// The last value, or the default.
  [[nodiscard]] auto get(std::string_view option) const -> std::string;
  [[nodiscard]] auto all(std::string_view option) const -> std::vector<std::string>;
  /// The same of an option that takes one of its words: an Error when it is none of them. Empty: the command has no
  /// such option.
  [[nodiscard]] auto word(std::string_view option) const -> base::Result<std::string>;
  /// Those that the option takes; none: the command has no such option.
  [[nodiscard]] auto words(std::string_view option) const -> Words;
  [[nodiscard]] auto positional() const -> const std::vector<std::string>& { return positional_; }
  /// Of the workspace, of a command whose first argument is that.
  [[nodiscard]] auto path() const -> std::string { return positional_.empty() ? "." : positional_.front(); }

  auto set(std::string option, std::string value) -> void { values_[std::move(option)].push_back(std::move(value)); }
  auto set_default(std::string option, std::string value) -> void { defaults_[std::move(option)] = std::move(value); }
  auto add_positional(std::string value) -> void { positional_.push_back(std::move(value)); }

 private:
  std::span<const Option> options_;
  std::unordered_map<std::string, std::vector<std::string>> values_;
  std::unordered_map<std::string, std::string> defaults_;
  std::vector<std::string> positional_;
};

struct Command {
  std::string_view name;
  std::string_view usage;  ///< what follows the name: "[PATH…]"
  std::string_view summary;
  std::string_view details;  ///< further paragraphs of --help
  std::span<const Option> options;
  std::size_t min_positional = 0;
  std::size_t max_positional = 0;
  auto(*run)(const Args&, driver::Env&) -> ExitCode;  ///< nullptr: the command meets a tenant, see Online
  Words words = {};                                   ///< that its first argument can be; none: any text
};

/// Runs a command whose row has no `run`: `pinwright` starts the program pinwright-online, which has them linked in.
using Online = std::function<ExitCode(const Command&, const Args&, driver::Env&)>;

/// A row for each command.
[[nodiscard]] auto commands() -> std::span<const Command>;

/// The whole program but the process around it: `arguments` without the program's name. Never throws.
[[nodiscard]] auto run(const std::vector<std::string>& arguments, driver::Env& env, const Online& online = {})
    -> ExitCode;

}  // namespace pinwright::cli
