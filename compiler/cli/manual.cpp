#include "cli/manual.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "base/print.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"
#include "cli/command.hpp"
#include "cli/help.hpp"

namespace pinwright::cli {

namespace {

/// Text of roff: signs as escapes, and nothing at the beginning of a line that would be a request.
auto roff(std::string_view text) -> std::string {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto point = base::code_point_at(text, at);
    if (point.value == '\\') {
      out += "\\e";
    } else if (point.value == '-') {
      out += "\\-";
    } else if (point.value == '`' || point.value == '\'') {
      out += point.value == '`' ? "\\(ga" : "\\(aq";
    } else if (point.value >= 0x80) {
      out += fmt::format("\\[u{:04X}]", static_cast<unsigned>(point.value));
    } else {
      out += static_cast<char>(point.value);
    }
    at += point.size;
  }
  return out.starts_with('.') ? "\\&" + out : out;
}

/// An argument of a macro: one word to it.
auto quoted_word(std::string_view text) -> std::string {
  std::string out = "\"";
  for (const char c : roff(text)) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + '"';
}

auto print_options(std::ostream& out, const Command& command) -> void {
  if (command.options.empty()) return;
  out << ".Bl -tag -width Ds\n";
  for (const auto& option : command.options) {
    base::print(out, ".It Fl \\-{}{}\n", roff(option.name),
                option.value.empty() ? "" : fmt::format(" Ar {}", quoted_word(option.value)));
    base::print(out, "{}", roff(help_of(option)));
    if (!option.initial.empty()) base::print(out, " (default: {})", roff(option.initial));
    if (option.repeatable) out << " (repeatable)";
    out << '\n';
  }
  out << ".El\n";
}

auto print_command(std::ostream& out, const Command& command) -> void {
  base::print(out, ".Ss pinwright {}\n", roff(command.name));
  base::print(out, ".Nm pinwright\n.Cm {}\n", roff(command.name));
  if (!command.usage.empty()) base::print(out, ".Ar {}\n", quoted_word(command.usage));
  base::print(out, ".Pp\n{}.\n", roff(command.summary));
  if (!command.details.empty()) {
    out << ".Bd -literal -offset indent\n";
    for (const auto line : base::split(command.details, '\n')) {
      // A blank line would be a paragraph.
      out << (line.empty() ? std::string("\\&") : roff(line)) << '\n';
    }
    out << ".Ed\n";
  }
  print_options(out, command);
}

}  // namespace

auto print_manual(std::ostream& out) -> void {
  out << ".Dd November 1, 2026\n.Dt PINWRIGHT 1\n.Os\n.Sh NAME\n.Nm pinwright\n.Nd policy as code for Microsoft "
         "Intune\n"
         ".Sh SYNOPSIS\n.Nm\n.Ar command\n.Op Ar options\n.Sh DESCRIPTION\n.Nm\n"
         "compiles and validates policies for Microsoft Intune that are written as YAML,\n"
         "and makes tenants what the files say.\n.Sh COMMANDS\n";
  for (const auto& command : commands()) print_command(out, command);
  out << ".Sh EXIT STATUS\n.Bl -tag -width Ds\n";
  for (const auto& row : exit_codes()) {
    base::print(out, ".It {}\n{}\n", static_cast<int>(row.code), roff(row.meaning));
  }
  out << ".El\n";
}

}  // namespace pinwright::cli
