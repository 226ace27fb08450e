#pragma once

#include <string>
#include <vector>

#include "diag/codes.hpp"
#include "source/span.hpp"

namespace pinwright::diag {

/// A second place that helps to understand the first.
struct Label {
  source::Span span;
  std::string text;
};

/// An edit of source bytes: `span` is replaced by `new_text`; an empty span inserts.
struct Edit {
  source::Span span;
  std::string new_text;
};

/// The one right repair. Edits do not overlap.
struct Fix {
  std::string title;
  std::vector<Edit> edits;
};

/// One finding. `message`: lower case, no full stop, code in back-ticks, the observed fact first; `help`: what to do
/// and what was expected. `path` is the place in the workspace as a reader would name it:
/// `policies.pin-recovery.settings[0].omaUri`.
struct Diagnostic {
  Code code = Code::YamlSyntax;
  Severity severity = Severity::Error;
  source::Span span;  ///< unknown only when no file is to blame
  std::string message;
  std::string help;
  std::vector<std::string> notes;
  std::string path;
  std::vector<std::string> tenants;  ///< names; empty when the finding does not depend on a tenant
  std::vector<Label> labels;
  std::vector<Fix> fixes;
  bool waived = false;
};

/// A Diagnostic of `code` with its usual severity.
[[nodiscard]] auto make(Code code, source::Span span, std::string message, std::string help = {}) -> Diagnostic;

}  // namespace pinwright::diag
