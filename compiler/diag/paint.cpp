#include "diag/paint.hpp"

namespace pinwright::diag {
namespace {

auto sequence_of(Style style) -> std::string_view {
  switch (style) {
    case Style::Plain:
      return "";
    case Style::Bold:
      return "\x1b[1m";
    case Style::Error:
      return "\x1b[1;31m";
    case Style::Warning:
      return "\x1b[1;33m";
    case Style::Note:
      return "\x1b[1;36m";
    case Style::Frame:
      return "\x1b[1;34m";
    case Style::Added:
      return "\x1b[32m";
    case Style::Faint:
      return "\x1b[2m";
  }
  return "";
}

}  // namespace

auto style_of(Severity severity) -> Style {
  switch (severity) {
    case Severity::Error:
      return Style::Error;
    case Severity::Warning:
      return Style::Warning;
    case Severity::Note:
      return Style::Note;
  }
  return Style::Plain;
}

auto Paint::operator()(Style style, std::string_view text) const -> std::string {
  if (!color_ || style == Style::Plain || text.empty()) return std::string(text);
  return std::string(sequence_of(style)).append(text).append("\x1b[0m");
}

}  // namespace pinwright::diag
