#include "diag/diagnostic.hpp"

#include <utility>

namespace pinwright::diag {

auto make(Code code, source::Span span, std::string message, std::string help) -> Diagnostic {
  Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.severity = info(code).severity;
  diagnostic.span = span;
  diagnostic.message = std::move(message);
  diagnostic.help = std::move(help);
  return diagnostic;
}

}  // namespace pinwright::diag
