#pragma once

#include <array>
#include <cstddef>
#include <ostream>
#include <span>
#include <string>
#include <string_view>

#include "diag/diagnostic.hpp"
#include "diag/grid.hpp"
#include "diag/summary.hpp"
#include "source/source_map.hpp"

namespace pinwright::diag {

/// What a comment may hold: the longest markdown, unless another is asked for.
inline constexpr std::size_t kMarkdownBytes = 60'000;

/// What a renderer gets: sorted findings, the texts they point into, and how to draw.
struct Report {
  std::span<const Diagnostic> diagnostics;
  const source::SourceMap& sources;
  Summary summary;
  bool color = false;
  bool quiet = false;                  ///< text: no summary line
  bool verbose = false;                ///< text: waived findings, every tenant's name and every finding of a kind too
  Severity fail_on = Severity::Error;  ///< junit: from here on a finding is a failure
  std::size_t max_bytes = kMarkdownBytes;  ///< markdown
  std::string_view version = {};           ///< of the program
  std::string_view (*page)(Code) = {};     ///< the page that explains a code, as Markdown; may be null
  // What a run says beside its findings, such as a plan: in github, azure, markdown and html.
  std::string_view title = {};  ///< instead of what is said of the number of findings
  std::string_view text = {};   ///< lines for people, as they are drawn on a terminal
  const Grid* grid = nullptr;   ///< html: above `text`; may be null
  std::string_view brief = {};  ///< markdown: in their place when there is no room for them
};
/// The title, or the sentence of the summary.
[[nodiscard]] auto headline_of(const Report& report) -> std::string;

/// rustc- and actionlint-like text for people: place, message, gutter, caret at display width, labels, help, notes.
auto render_text(std::ostream& out, const Report& report) -> void;
/// schemas/diagnostics.schema.json.
auto render_json(std::ostream& out, const Report& report) -> void;
/// SARIF 2.1.0 (OASIS), as GitHub's code scanning reads it: at most 5,000 results, worst first.
auto render_sarif(std::ostream& out, const Report& report) -> void;
/// A test suite for each file, a test case for each finding; a failure from `fail_on` on.
auto render_junit(std::ostream& out, const Report& report) -> void;
/// GitHub's workflow commands: annotations, worst first, at most 10 of each level.
auto render_github(std::ostream& out, const Report& report) -> void;
/// GitLab's Code Quality report.
auto render_gitlab(std::ostream& out, const Report& report) -> void;
/// Azure Pipelines' logging commands, worst first, at most 1,000 of each severity.
auto render_azure(std::ostream& out, const Report& report) -> void;
/// A comment for a pull request, worst first, of at most `max_bytes`.
auto render_markdown(std::ostream& out, const Report& report) -> void;
/// One page that needs neither network nor script.
auto render_html(std::ostream& out, const Report& report) -> void;

struct Renderer {
  std::string_view name;
  std::string_view summary;
  void (*render)(std::ostream&, const Report&);
};
/// A row for each value of `--output`.
inline constexpr std::array kRenderers{
    Renderer{"text", "for people: the line, the caret, what to do", render_text},
    Renderer{"json", "for programs: schemas/diagnostics.schema.json", render_json},
    Renderer{"sarif", "SARIF 2.1.0, for code scanning", render_sarif},
    Renderer{"junit", "JUnit XML, for test reports", render_junit},
    Renderer{"github", "annotations of GitHub Actions", render_github},
    Renderer{"gitlab", "Code Quality of GitLab", render_gitlab},
    Renderer{"azure", "logging commands of Azure Pipelines", render_azure},
    Renderer{"markdown", "a comment for a pull request", render_markdown},
    Renderer{"html", "one page to read, search and print", render_html},
};

}  // namespace pinwright::diag
