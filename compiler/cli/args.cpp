#include "cli/args.hpp"

// cxxopts without patterns of std::regex: these take more stack than there is for a long argument, and making them was
// more than half of the instructions of a start.
#define CXXOPTS_NO_REGEX true

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cxxopts.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/nearest.hpp"

namespace pinwright::cli {

namespace {

/// Every command knows this one.
constexpr std::string_view kHelp = "help";

auto find_option(std::span<const Option> options, std::string_view name) -> const Option* {
  const auto found = std::find_if(options.begin(), options.end(), [&](const Option& row) { return row.name == name; });
  return found == options.end() ? nullptr : &*found;
}

/// `FORMAT` or `FORMAT=FILE`, of "FORMAT[=FILE]".
auto value_words(std::string_view value) -> std::string {
  const auto open = value.find('[');
  if (open == std::string_view::npos) return fmt::format("`{}`", value);
  std::string whole(value);
  std::erase_if(whole, [](char c) { return c == '[' || c == ']'; });
  return fmt::format("`{}` or `{}`", value.substr(0, open), whole);
}

/// What cxxopts throws when the last argument is an option that takes a value.
auto lacks_value(const Command& command, const std::string& option) -> std::optional<base::Error> {
  for (const auto& row : command.options) {
    if (option == fmt::format("--{}", row.name) && !row.value.empty())
      return base::Error{fmt::format("`{}` needs a value: {}", option, value_words(row.value)),
                         fmt::format("`pinwright {} --help` shows how", command.name)};
  }
  return std::nullopt;
}

/// `--json`, where `--output json` is meant.
auto is_output_format(const Command& command, std::string_view word) -> bool {
  const auto* output = find_option(command.options, "output");
  return output != nullptr && std::find(output->words.begin(), output->words.end(), word) != output->words.end();
}

auto unknown_option(const Command& command, const std::string& option) -> base::Error {
  std::vector<std::string_view> known{kHelp};
  for (const auto& row : command.options) known.push_back(row.name);
  const auto bare =
      option.substr(option.find_first_not_of('-') == std::string::npos ? 0 : option.find_first_not_of('-'));
  const auto word = std::string_view(bare).substr(0, bare.find('='));
  const auto message = fmt::format("`{}` has no option `{}`", command.name, option);
  if (is_output_format(command, word)) return {message, fmt::format("did you mean `--output {}`?", bare)};
  const auto near = base::nearest(word, known);
  return {message, near ? fmt::format("did you mean `--{}`?", *near)
                        : fmt::format("`pinwright {} --help` lists them", command.name)};
}

/// cxxopts wants an option for the arguments that are none: its name is one that nobody typed.
auto positional_name(const std::vector<std::string>& arguments) -> std::string {
  std::string name = "positional";
  const auto is_typed = [&](const std::string& argument) { return argument.starts_with("--" + name); };
  while (std::any_of(arguments.begin(), arguments.end(), is_typed)) name += 'x';
  return name;
}

/// The first that looks like an option, before `--`, which cxxopts took for none: `--9`, `-a/b`.
auto strange_option(const Args& args, const std::vector<std::string>& arguments) -> std::optional<std::string> {
  const auto end = std::find(arguments.begin(), arguments.end(), "--");
  const auto behind = static_cast<std::size_t>(end == arguments.end() ? 0 : arguments.end() - end - 1);
  const auto& found = args.positional();
  for (std::size_t i = 0; i + behind < found.size(); ++i) {
    if (found[i].size() > 1 && found[i].front() == '-') return found[i];
  }
  return std::nullopt;
}

auto declare(const Command& command, const std::string& positional, cxxopts::Options& options) -> void {
  auto add = options.add_options();
  add("h,help", "");
  for (const auto& row : command.options) {
    if (row.value.empty()) {
      add(std::string(row.name), "");
    } else {
      const auto value = cxxopts::value<std::vector<std::string>>();
      if (row.may_lack_value()) value->implicit_value(std::string(kWithoutValue));
      add(std::string(row.name), "", value);
    }
  }
  add(positional, "", cxxopts::value<std::vector<std::string>>());
  options.parse_positional({positional});
  options.allow_unrecognised_options();
}

/// cxxopts cuts the values of a vector at commas; a comma in a path is a comma. It never sees one: it stands for this.
constexpr char kComma = '\x1f';

auto shield(std::string text) -> std::string {
  for (auto& c : text) c = c == ',' ? kComma : c;
  return text;
}

auto unshield(std::string text) -> std::string {
  for (auto& c : text) c = c == kComma ? ',' : c;
  return text;
}

auto collect(const Command& command, const std::string& positional, const cxxopts::ParseResult& parsed)
    -> base::Result<Args> {
  Args args(command.options);
  for (const auto& row : command.options) {
    const std::string name(row.name);
    if (!row.initial.empty()) args.set_default(name, std::string(row.initial));
    const auto count = parsed.count(name);
    if (count == 0) continue;
    if (row.value.empty()) {
      args.set(name, "true");
      continue;
    }
    if (count > 1 && !row.repeatable) return base::Error{fmt::format("`--{}` is given twice", name), "give it once"};
    for (const auto& value : parsed[name].as<std::vector<std::string>>()) args.set(name, unshield(value));
  }
  if (parsed.count(std::string(kHelp)) != 0) args.set(std::string(kHelp), "true");
  if (parsed.count(positional) != 0) {
    for (const auto& value : parsed[positional].as<std::vector<std::string>>()) args.add_positional(unshield(value));
  }
  return args;
}

auto check_count(const Command& command, const Args& args) -> base::Status {
  const auto count = args.positional().size();
  if (args.has(kHelp) || (count >= command.min_positional && count <= command.max_positional)) return base::Done{};
  if (count < command.min_positional) {
    return base::Error{fmt::format("`{}` needs {}", command.name, command.usage),
                       fmt::format("`pinwright {} --help` shows how", command.name)};
  }
  const auto& further = args.positional()[command.max_positional];
  return base::Error{fmt::format("`{}` does not take `{}`", command.name, further),
                     find_option(command.options, "workspace") != nullptr
                         ? fmt::format("the workspace is named with `--workspace {}`", further)
                         : fmt::format("`pinwright {} --help` shows how", command.name)};
}

}  // namespace

auto Args::get(std::string_view option) const -> std::string {
  const auto found = values_.find(std::string(option));
  if (found != values_.end()) return found->second.back();
  const auto fallback = defaults_.find(std::string(option));
  return fallback == defaults_.end() ? std::string() : fallback->second;
}

auto Args::all(std::string_view option) const -> std::vector<std::string> {
  const auto found = values_.find(std::string(option));
  return found == values_.end() ? std::vector<std::string>() : found->second;
}

auto Args::words(std::string_view option) const -> Words {
  const auto* row = find_option(options_, option);
  return row == nullptr ? Words() : row->words;
}

auto Args::word(std::string_view option) const -> base::Result<std::string> {
  auto text = get(option);
  const auto known = words(option);
  if (text.empty() && !has(option)) return text;
  if (std::find(known.begin(), known.end(), text) != known.end()) return text;
  return base::Error{fmt::format("`--{} {}` is not known", option, text),
                     fmt::format("known: {}", fmt::join(known, ", "))};
}

auto parse_args(const Command& command, const std::vector<std::string>& arguments) -> base::Result<Args> {
  std::vector<std::string> shielded{std::string(command.name)};
  for (const auto& argument : arguments) shielded.push_back(shield(argument));
  std::vector<const char*> raw;
  for (const auto& argument : shielded) raw.push_back(argument.c_str());
  try {
    cxxopts::Options options("pinwright");
    const auto positional = positional_name(shielded);
    declare(command, positional, options);
    const auto parsed = options.parse(static_cast<int>(raw.size()), raw.data());
    if (!parsed.unmatched().empty()) return unknown_option(command, unshield(parsed.unmatched().front()));
    auto args = collect(command, positional, parsed);
    if (!args.ok()) return args;
    if (const auto strange = strange_option(args.value(), arguments)) return unknown_option(command, *strange);
    const auto counted = check_count(command, args.value());
    if (!counted.ok()) return counted.error();
    return args;
  } catch (const std::exception& problem) {
    if (const auto error = arguments.empty() ? std::nullopt : lacks_value(command, arguments.back())) return *error;
    return base::Error{unshield(problem.what()), fmt::format("`pinwright {} --help` shows how", command.name)};
  }
}

}  // namespace pinwright::cli
