#include "cli/targets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

#include "base/print.hpp"
#include "diag/visible.hpp"
#include "driver/find_files.hpp"
#include "driver/paths.hpp"
#include "source/yaml_name.hpp"

namespace pinwright::cli {

namespace {

/// What the paths inside one workspace name.
class PathsInside {
 public:
  PathsInside(std::string root, driver::Env& env)
      : root_(std::move(root)), env_(env), ignore_(driver::read_ignore(env, root_)) {
    for (const auto& file : driver::find_files(env, root_, ignore_)) files_.push_back(driver::join(root_, file.path));
  }

  /// Whether `full` names something that is read. What the workspace skips is said on stderr: a hook passes every file
  /// of a commit. An Error: it holds nothing of the workspace.
  auto take(const std::string& full) -> base::Result<bool> {
    if (std::any_of(files_.begin(), files_.end(), [&](const auto& file) { return driver::is_within(full, file); }))
      return true;
    const auto shown = driver::shown(env_.working_folder, full);
    const bool is_folder = env_.files.kind(full) == source::FileKind::Folder;
    const auto why = driver::skipped_by(ignore_, std::string_view(full).substr(root_ == "/" ? 1 : root_.size() + 1));
    if (!why.empty() && (is_folder || source::is_yaml_name(full))) {
      base::print(env_.err, "note: `{}` is skipped: {}\n", diag::visible(shown), diag::visible(why));
      return false;
    }
    if (is_folder)
      return base::Error{fmt::format("`{}` holds no file of the workspace", shown),
                         "a workspace is read from files that end in `.yaml` or `.yml`"};
    return base::Error{fmt::format("`{}` is no file of the workspace", shown),
                       source::is_yaml_name(full)
                           ? "name it by its place in the workspace, not by a link"
                           : "a workspace is read from files that end in `.yaml` or `.yml`; what is wrong with a file "
                             "that a value comes from is found where a policy names it"};
  }

 private:
  std::string root_;
  driver::Env& env_;
  std::vector<model::Text> ignore_;
  std::vector<std::string> files_;
};

/// Leaves the paths that name something that is read.
auto keep_read(const std::string& root, std::vector<std::string>& narrowing, driver::Env& env) -> base::Status {
  PathsInside inside(root, env);
  std::vector<std::string> kept;
  for (const auto& full : narrowing) {
    const auto is_read = inside.take(full);
    if (!is_read.ok()) return is_read.error();
    if (is_read.value()) kept.push_back(full);
  }
  narrowing = std::move(kept);
  return base::Done{};
}

}  // namespace

auto find_targets(std::vector<std::string> paths, driver::Env& env) -> base::Result<Targets> {
  if (paths.empty()) paths.emplace_back(".");
  Targets targets;
  std::map<std::string, bool> whole;
  for (const auto& path : paths) {
    const auto roots = driver::find_roots(env, path);
    if (!roots.ok()) return roots.error();
    const auto full = driver::absolute(env.working_folder, path);
    for (const auto& root : roots.value()) {
      targets[root].push_back(full);
      whole[root] = whole[root] || driver::is_within(full, root);
    }
  }
  for (auto target = targets.begin(); target != targets.end();) {
    auto& [root, narrowing] = *target;
    const bool is_whole = whole[root];
    if (is_whole) {
      narrowing.clear();
    } else if (const auto kept = keep_read(root, narrowing, env); !kept.ok()) {
      return kept.error();
    }
    target = !is_whole && narrowing.empty() ? targets.erase(target) : std::next(target);
  }
  return targets;
}

auto is_meant(const std::vector<std::string>& narrowing, std::string_view shown_file, const driver::Env& env) -> bool {
  const auto file = driver::absolute(env.working_folder, shown_file);
  return narrowing.empty() || std::any_of(narrowing.begin(), narrowing.end(),
                                          [&](const std::string& path) { return driver::is_within(path, file); });
}

auto narrow(driver::Loaded& loaded, const std::vector<std::string>& narrowing, const driver::Env& env) -> void {
  if (narrowing.empty()) return;
  auto& findings = loaded.sink.diagnostics();
  const auto is_outside = [&](const diag::Diagnostic& finding) {
    return finding.span.known() && !is_meant(narrowing, loaded.sources.path(finding.span.file), env);
  };
  findings.erase(std::remove_if(findings.begin(), findings.end(), is_outside), findings.end());
}

}  // namespace pinwright::cli
