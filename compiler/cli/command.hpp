#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "cli/exit_code.hpp"
#include "driver/env.hpp"

namespace pinwright::cli {

/// An option as people see it. A row in a command's table is all there is to it: parsing, `--help` and the reference
/// page are made from it.
struct Option {
  std::string_view name;  ///< "output", without dashes
  /// Name of its value in help ("FORMAT[=FILE]"); empty: a switch. In brackets it may stay away ("[=KEY]"), and
  /// stands behind `=` where it does not.
  std::string_view value;
  std::string_view help;
  bool repeatable = false;
  std::string_view initial = {};  ///< default value, shown in help
};

/// The value of an option that stands without the one which it may have.
inline constexpr std::string_view kWithoutValue = "*";

/// What was typed, judged against a command's table.
class Args {
 public:
  [[nodiscard]] auto has(std::string_view option) const -> bool { return values_.count(std::string(option)) != 0; }
  /// The last value, or the default.
  [[nodiscard]] auto get(std::string_view option) const -> std::string;
  [[nodiscard]] auto all(std::string_view option) const -> std::vector<std::string>;
  [[nodiscard]] auto positional() const -> const std::vector<std::string>& { return positional_; }

  auto set(std::string option, std::string value) -> void { values_[std::move(option)].push_back(std::move(value)); }
  auto set_default(std::string option, std::string value) -> void { defaults_[std::move(option)] = std::move(value); }
  auto add_positional(std::string value) -> void { positional_.push_back(std::move(value)); }

 private:
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
};

/// Runs a command whose row has no `run`: `pinwright` starts the program pinwright-online, which has them linked in.
using Online = std::function<ExitCode(const Command&, const Args&, driver::Env&)>;

/// A row for each command.
[[nodiscard]] auto commands() -> std::span<const Command>;

/// The whole program but the process around it: `arguments` without the program's name. Never throws.
[[nodiscard]] auto run(const std::vector<std::string>& arguments, driver::Env& env, const Online& online = {})
    -> ExitCode;

}  // namespace pinwright::cli
