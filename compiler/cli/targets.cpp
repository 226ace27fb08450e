#include "cli/targets.hpp"

#include <algorithm>
#include <utility>

#include "driver/find_files.hpp"
#include "driver/paths.hpp"

namespace pinwright::cli {

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
  for (auto& [root, narrowing] : targets) {
    if (whole[root]) narrowing.clear();
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
