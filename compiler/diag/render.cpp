#include "diag/render.hpp"

#include <array>

namespace pinwright::diag {
namespace {

constexpr std::array kRenderers{
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

}  // namespace

auto headline_of(const Report& report) -> std::string {
  return report.title.empty() ? sentence_of(report.summary) : std::string(report.title);
}

auto renderers() -> std::span<const Renderer> { return kRenderers; }

}  // namespace pinwright::diag
