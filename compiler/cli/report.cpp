#include "cli/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <sstream>
#include <thread>
#include <utility>

#include "base/nearest.hpp"
#include "base/print.hpp"
#include "base/text.hpp"
#include "cli/pages.hpp"
#include "diag/render.hpp"
#include "diag/visible.hpp"
#include "driver/paths.hpp"

namespace pinwright::cli {

namespace {

/// Error, of a command that has no `--fail-on`.
auto parse_severity(const Args& args) -> base::Result<diag::Severity> {
  if (args.get("fail-on").empty()) return diag::Severity::Error;
  const auto word = args.word("fail-on");
  if (!word.ok()) return word.error();
  const auto& names = diag::kSeverityNames;
  return static_cast<diag::Severity>(std::find(names.begin(), names.end(), word.value()) - names.begin());
}

auto parse_color(const Args& args, const driver::Env& env) -> base::Result<bool> {
  const auto is_set = [&](std::string_view name) { return !env.variable(name).value_or("").empty(); };
  if (!args.get("color").empty()) {
    const auto when = args.word("color");
    if (!when.ok()) return when.error();
    if (when.value() != "auto") return when.value() == "always";
  }
  if (is_set("NO_COLOR")) return false;
  return is_set("FORCE_COLOR") || env.out_is_terminal;
}

auto parse_jobs(const Args& args) -> base::Result<unsigned> {
  if (!args.has("jobs")) return std::max(1U, std::thread::hardware_concurrency());
  const auto jobs = base::to_int(args.get("jobs"));
  if (!jobs || *jobs < 1 || *jobs > 1024)
    return base::Error{fmt::format("`--jobs {}` is not a number from 1 to 1024", args.get("jobs")), ""};
  return static_cast<unsigned>(*jobs);
}

/// All findings over one SourceMap: what a renderer takes. Several workspaces are laid behind each other.
struct Combined {
  source::SourceMap sources;
  std::vector<diag::Diagnostic> findings;
};

auto moved(source::Span span, std::uint32_t offset) -> source::Span {
  if (span.known()) span.file.value += offset;
  return span;
}

auto combine(const std::vector<Checked>& checked) -> Combined {
  Combined combined;
  for (const auto& one : checked) {
    const auto offset = static_cast<std::uint32_t>(combined.sources.size());
    const auto& sources = one.loaded->sources;
    for (std::uint32_t i = 0; i < sources.size(); ++i) {
      combined.sources.add(std::string(sources.path({i})), std::string(sources.text(source::FileId{i})));
    }
    for (auto finding : one.loaded->sink.diagnostics()) {
      finding.span = moved(finding.span, offset);
      for (auto& label : finding.labels) label.span = moved(label.span, offset);
      for (auto& fix : finding.fixes) {
        for (auto& edit : fix.edits) edit.span = moved(edit.span, offset);
      }
      combined.findings.push_back(std::move(finding));
    }
  }
  return combined;
}

auto summary_of(const std::vector<Checked>& checked, std::span<const diag::Diagnostic> findings) -> diag::Summary {
  auto summary = diag::summarise(findings);
  for (const auto& one : checked) {
    summary.files += one.loaded->files;
    summary.tenants += one.tenants.size();
    summary.policies += one.loaded->workspace.policies.size();
  }
  return summary;
}

auto page_of(diag::Code code) -> std::string_view {
  const auto slug = diag::info(code).slug;
  const auto found = std::find_if(pages().begin(), pages().end(), [&](const Page& page) { return page.slug == slug; });
  return found == pages().end() ? std::string_view() : found->text;
}

auto renderer_of(std::string_view format) -> const diag::Renderer& {
  const auto& rows = diag::kRenderers;
  return *std::find_if(rows.begin(), rows.end(), [&](const diag::Renderer& row) { return row.name == format; });
}

/// A job of GitHub Actions has a page of its own, which takes Markdown: more of it than a comment does.
auto write_step_summary(diag::Report report, driver::Env& env) -> base::Status {
  constexpr std::size_t kMostBytes = 1'000'000;
  const auto file = env.variable("GITHUB_STEP_SUMMARY").value_or("");
  if (file.empty()) return base::Done{};
  report.max_bytes = kMostBytes;
  std::ostringstream text;
  diag::render_markdown(text, report);
  return env.files.append(driver::absolute(env.working_folder, file), text.str());
}

auto render_all(std::span<const diag::Diagnostic> findings, const source::SourceMap& sources,
                const diag::Summary& summary, const Common& common, driver::Env& env) -> base::Status {
  const diag::Report report{.diagnostics = findings,
                            .sources = sources,
                            .summary = summary,
                            .color = common.color,
                            .quiet = common.quiet,
                            .verbose = common.verbose,
                            .fail_on = common.fail_on,
                            .max_bytes = common.max_bytes,
                            .version = PINWRIGHT_VERSION,
                            .page = page_of};
  for (const auto& output : common.outputs) {
    auto done = render_one(common, output, report, env);
    if (!done.ok()) return done;
  }
  return base::Done{};
}

}  // namespace

auto render_one(const Common& common, const Common::Output& output, diag::Report report, driver::Env& env)
    -> base::Status {
  const auto& renderer = renderer_of(output.format);
  if (output.file.empty()) {
    renderer.render(env.out, report);
    return output.format == "github" ? write_step_summary(report, env) : base::Done{};
  }
  report.color = false;
  std::ostringstream text;
  renderer.render(text, report);
  return write_file(common, output, text.str(), env);
}

auto write_file(const Common& common, const Common::Output& output, std::string_view text, driver::Env& env)
    -> base::Status {
  const auto path = driver::absolute(env.working_folder, output.file);
  return common.meets_tenants ? env.files.replace_privately(path, text) : env.files.replace(path, text);
}

auto fail(driver::Env& env, const base::Error& error, ExitCode code) -> ExitCode {
  base::print(env.err, "error: {}\n", diag::visible_lines(error.message));
  if (!error.help.empty()) base::print(env.err, "  help: {}\n", diag::visible_lines(error.help));
  return code;
}

auto common_options(const Args& args, driver::Env& env) -> base::Result<Common> {
  Common common;
  auto outputs = parse_outputs(args, env);
  if (!outputs.ok()) return outputs.error();
  common.outputs = std::move(outputs).value();
  const auto max_bytes = parse_max_bytes(args);
  if (!max_bytes.ok()) return max_bytes.error();
  common.max_bytes = max_bytes.value();
  const auto fail_on = parse_severity(args);
  if (!fail_on.ok()) return fail_on.error();
  common.fail_on = fail_on.value();
  const auto color = parse_color(args, env);
  if (!color.ok()) return color.error();
  common.color = color.value();
  common.columns = env.out_columns;
  const auto jobs = parse_jobs(args);
  if (!jobs.ok()) return jobs.error();
  common.jobs = jobs.value();
  common.quiet = args.has("quiet");
  common.verbose = args.has("verbose");
  common.tenants.terms = args.all("tenant");
  common.tenants.excluded = args.all("exclude-tenant");
  return common;
}

namespace {

/// "`ring` is `pilot`, `early`, `broad`": the values of the label of a term `label=value`; empty where there are none.
auto labels_help(std::string_view term, const model::Workspace& workspace) -> std::string {
  constexpr std::size_t kShown = 10;
  const auto equals = term.find('=');
  if (equals == std::string_view::npos) return {};
  const auto label = term.substr(0, equals);
  std::set<std::string> values;
  std::set<std::string> labels;
  for (const auto& tenant : workspace.tenants.all()) {
    for (const auto& [name, value, broken] : tenant.value.labels) {
      labels.insert(fmt::format("`{}`", name.value));
      if (name.value == label) values.insert(fmt::format("`{}`", value.value));
    }
  }
  if (!values.empty()) return fmt::format("`{}` is {}", label, base::listed({values.begin(), values.end()}, kShown));
  return labels.empty() ? std::string()
                        : fmt::format("labels are {}", base::listed({labels.begin(), labels.end()}, kShown));
}

/// What is wrong with one term: a name or label that no tenant has is a slip, not a wish for nothing.
auto check_term(std::string_view option, const std::string& term, const model::Workspace& workspace) -> base::Status {
  const driver::TenantFilter one{.terms = {term}, .excluded = {}};
  const auto& tenants = workspace.tenants.all();
  if (std::any_of(tenants.begin(), tenants.end(), [&](const auto& tenant) { return one.takes(tenant); }))
    return base::Done{};
  if (const auto help = labels_help(term, workspace); !help.empty())
    return base::Error{fmt::format("`--{} {}` takes no tenant of the workspace", option, term), help};
  const auto near = base::nearest(term, workspace.tenants.names());
  return base::Error{fmt::format("`--{} {}` takes no tenant of the workspace", option, term),
                     near ? fmt::format("did you mean `{}`?", *near) : "name a tenant, or `label=value`"};
}

}  // namespace

auto check_tenant_filter(const driver::TenantFilter& filter, const model::Workspace& workspace) -> base::Status {
  for (const auto& term : filter.terms) {
    auto checked = check_term("tenant", term, workspace);
    if (!checked.ok()) return checked;
  }
  for (const auto& term : filter.excluded) {
    auto checked = check_term("exclude-tenant", term, workspace);
    if (!checked.ok()) return checked;
  }
  return base::Done{};
}

auto policy_keys(const Args& args, const model::Workspace& workspace, std::string_view option)
    -> base::Result<std::set<std::string>> {
  std::set<std::string> keys;
  for (const auto& key : args.all(option)) {
    if (workspace.policies.find(key) == nullptr) {
      const auto near = base::nearest(key, workspace.policies.names());
      return base::Error{fmt::format("`--{} {}` names no policy of the workspace", option, key),
                         near ? fmt::format("did you mean `{}`?", *near) : "name a key of `policies`"};
    }
    keys.insert(key);
  }
  return keys;
}

auto render(const std::vector<Checked>& checked, const Common& common, driver::Env& env) -> base::Status {
  if (checked.size() == 1) {
    const auto& loaded = *checked.front().loaded;
    const auto& findings = loaded.sink.diagnostics();
    return render_all(findings, loaded.sources, summary_of(checked, findings), common, env);
  }
  const auto combined = combine(checked);
  return render_all(combined.findings, combined.sources, summary_of(checked, combined.findings), common, env);
}

auto exit_code(const std::vector<Checked>& checked, diag::Severity fail_on) -> ExitCode {
  for (const auto& one : checked) {
    for (const auto& finding : one.loaded->sink.diagnostics()) {
      if (!finding.waived && finding.severity <= fail_on) return ExitCode::Findings;
    }
  }
  return ExitCode::Success;
}

}  // namespace pinwright::cli
