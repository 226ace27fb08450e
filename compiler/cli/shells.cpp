#include "cli/shells.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/print.hpp"
#include "base/text.hpp"
#include "cli/command.hpp"

namespace pinwright::cli {

namespace {

auto spaced(Words words) -> std::string { return fmt::format("{}", fmt::join(words, " ")); }

auto names() -> std::string {
  std::vector<std::string> all;
  for (const auto& command : commands()) all.emplace_back(command.name);
  return base::joined(all, " ");
}

auto option_names(const Command& command) -> std::string {
  std::string all = "--help";
  for (const auto& option : command.options) all += fmt::format(" --{}", option.name);
  return all;
}

/// Inside single quotes of a POSIX shell or of fish.
auto in_quotes(std::string_view text, std::string_view quote) -> std::string {
  std::string out;
  for (const char c : text) {
    if (c == '\'') {
      out += quote;
    } else {
      out += c;
    }
  }
  return out;
}

auto print_bash(std::ostream& out) -> void {
  base::print(out, R"(# bash completion for pinwright:  source <(pinwright completion bash)
_pinwright() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} command=${{COMP_WORDS[1]}}
  COMPREPLY=()
  if [[ $COMP_CWORD -eq 1 ]]; then
    mapfile -t COMPREPLY < <(compgen -W '{} help' -- "$current")
    return
  fi
  case $command:$before in
)",
              names());
  for (const auto& command : commands()) {
    for (const auto& option : command.options) {
      const auto values = spaced(option.words);
      if (values.empty()) continue;
      base::print(out, "    {}:--{}) mapfile -t COMPREPLY < <(compgen -W '{}' -- \"$current\"); return ;;\n",
                  command.name, option.name, values);
    }
  }
  out << "  esac\n  local options= words=\n  case $command in\n";
  for (const auto& command : commands()) {
    const auto words = spaced(command.words);
    base::print(out, "    {}) options='{}' words='{}' ;;\n", command.name, option_names(command), words);
  }
  out << R"(  esac
  if [[ $current == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current")
  else
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current"; compgen -f -- "$current")
  fi
}
complete -o filenames -F _pinwright pinwright
)";
}

/// In zsh's descriptions a colon and brackets are signs.
auto zsh_text(std::string_view text) -> std::string {
  std::string out;
  for (const char c : in_quotes(text, R"('\'')")) {
    if (c == ':' || c == '[' || c == ']') out += '\\';
    out += c;
  }
  return out;
}

/// A value that may stay away, "[=KEY]", stands in the word of its option, and is no file.
auto print_zsh_option(std::ostream& out, const Option& option) -> void {
  const auto files_or = option.words.empty() ? std::string("_files") : fmt::format("({})", spaced(option.words));
  std::string sign, value;
  if (option.may_lack_value()) {
    sign = "=-";
    value = fmt::format("::{}: ", zsh_text(option.value.substr(2, option.value.size() - 3)));
  } else if (!option.value.empty()) {
    value = fmt::format(":{}:{}", zsh_text(option.value), files_or);
  }
  base::print(out, " \\\n        '{}--{}{}[{}]{}'", option.repeatable ? "*" : "", option.name, sign,
              zsh_text(help_of(option)), value);
}

auto print_zsh(std::ostream& out) -> void {
  out << "#compdef pinwright\n# zsh completion for pinwright:  source <(pinwright completion zsh)\n"
         "_pinwright() {\n  local -a commands\n  commands=(\n";
  for (const auto& command : commands()) {
    base::print(out, "    '{}:{}'\n", command.name, in_quotes(command.summary, R"('\'')"));
  }
  out << "  )\n  if (( CURRENT == 2 )); then\n    _describe command commands\n    return\n  fi\n"
         "  local command=$words[2]\n  shift words\n  (( CURRENT-- ))\n  case $command in\n";
  for (const auto& command : commands()) {
    base::print(out, "    {})\n      _arguments -S '--help[print help]'", command.name);
    for (const auto& option : command.options) print_zsh_option(out, option);
    const auto words = spaced(command.words);
    base::print(out, " \\\n        '*:{}:{}'\n      ;;\n", words.empty() ? "path" : "word",
                words.empty() ? "_files" : fmt::format("({})", words));
  }
  out << "  esac\n}\nif [[ $zsh_eval_context[-1] == loadautofunc ]]; then\n  _pinwright \"$@\"\nelse\n"
         "  compdef _pinwright pinwright\nfi\n";
}

auto print_fish(std::ostream& out) -> void {
  out << "# fish completion for pinwright:  pinwright completion fish | source\n";
  for (const auto& command : commands()) {
    base::print(out, "complete -c pinwright -n __fish_use_subcommand -f -a {} -d '{}'\n", command.name,
                in_quotes(command.summary, R"(\')"));
  }
  for (const auto& command : commands()) {
    const auto when = fmt::format("complete -c pinwright -n '__fish_seen_subcommand_from {}'", command.name);
    for (const auto word : command.words) base::print(out, "{} -a {}\n", when, word);
    base::print(out, "{} -l help -d 'print help'\n", when);
    for (const auto& option : command.options) {
      const auto values = spaced(option.words);
      const bool needs_value = !option.value.empty() && !option.may_lack_value();
      const auto takes = !needs_value ? "" : values.empty() ? " -r" : fmt::format(" -x -a '{}'", values);
      base::print(out, "{} -l {}{} -d '{}'\n", when, option.name, takes, in_quotes(help_of(option), R"(\')"));
    }
  }
}

auto print_powershell(std::ostream& out) -> void {
  out << "# PowerShell completion for pinwright:  pinwright completion powershell | Out-String | Invoke-Expression\n"
         "Register-ArgumentCompleter -Native -CommandName pinwright -ScriptBlock {\n"
         "  param($wordToComplete, $commandAst, $cursorPosition)\n  $options = @{\n";
  for (const auto& command : commands()) {
    base::print(out, "    '{}' = '{}'\n", command.name, option_names(command));
  }
  base::print(out, R"(  }}
  $words = @($commandAst.CommandElements | ForEach-Object {{ $_.ToString() }})
  $position = $words.Count - [int]($wordToComplete -ne '')
  $choices = if ($position -le 1) {{ '{}' }} else {{ $options[$words[1]] }}
  "$choices".Split(' ') | Where-Object {{ $_ -like "$wordToComplete*" }} | ForEach-Object {{
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }}
}}
)",
              names());
}

struct Shell {
  std::string_view name;
  void (*print)(std::ostream&);
};
constexpr std::array kShells{Shell{"bash", print_bash}, Shell{"zsh", print_zsh}, Shell{"fish", print_fish},
                             Shell{"powershell", print_powershell}};
constexpr auto kNames = [] {
  std::array<std::string_view, kShells.size()> names;
  std::transform(kShells.begin(), kShells.end(), names.begin(), [](const Shell& row) { return row.name; });
  return names;
}();

}  // namespace

auto shells() -> Words { return kNames; }

auto print_completion(std::ostream& out, std::string_view shell) -> base::Status {
  for (const auto& row : kShells) {
    if (row.name != shell) continue;
    row.print(out);
    return base::Done{};
  }
  return base::Error{fmt::format("there is no completion for {}", base::quoted(shell)),
                     fmt::format("known: {}", fmt::join(kNames, ", "))};
}

}  // namespace pinwright::cli
