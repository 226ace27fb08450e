#include "driver/find_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <utility>

#include "base/text.hpp"
#include "driver/paths.hpp"
#include "source/yaml_name.hpp"

namespace pinwright::driver {

using source::FileKind;

namespace {

/// Deeper than any workspace; a link cycle that real paths do not show ends here.
constexpr std::size_t kMaxDepth = 64;

auto is_hidden(std::string_view name) -> bool { return name.substr(0, 1) == "."; }

auto takes(const std::vector<model::Text>& ignore, std::string_view path) -> bool {
  return std::any_of(ignore.begin(), ignore.end(),
                     [&](const model::Text& glob) { return glob_matches(glob.value, path); });
}

auto has_root(Env& env, const std::string& folder) -> bool {
  return env.files.kind(join(folder, kRootFile)) == FileKind::Regular;
}

/// Whether a file is looked for, by its name.
using Wanted = std::function<bool(std::string_view)>;

class Finder {
 public:
  Finder(Env& env, std::string root, const std::vector<model::Text>& ignore, Wanted wanted)
      : env_(env), root_(std::move(root)), ignore_(ignore), wanted_(std::move(wanted)) {
    const auto real = env_.files.real_path(root_);
    real_root_ = real.ok() ? real.value() : root_;
  }

  auto run() -> std::vector<FoundFile> {
    walk("", 0);
    std::sort(found_.begin(), found_.end(), [](const FoundFile& a, const FoundFile& b) { return a.path < b.path; });
    return std::move(found_);
  }

 private:
  auto walk(const std::string& below, std::size_t depth) -> void {
    const auto listed = env_.files.list(below.empty() ? root_ : join(root_, below));
    if (!listed.ok()) {
      found_.push_back({below.empty() ? std::string(".") : below, listed.error().message});
      return;
    }
    if (depth > kMaxDepth) {
      found_.push_back({below, fmt::format("folders are nested deeper than {}", kMaxDepth)});
      return;
    }
    for (const auto& entry : listed.value()) take(entry, below, depth);
  }

  auto take(const source::Entry& entry, const std::string& below, std::size_t depth) -> void {
    const auto path = join(below, entry.name);
    if (is_hidden(entry.name) || takes(ignore_, path)) return;
    const bool may_matter = entry.kind == FileKind::Folder || wanted_(entry.name);
    if (!may_matter) return;
    if (entry.is_link && !is_inside(env_, real_root_, join(root_, path))) {
      const bool is_dead = entry.kind == FileKind::Missing;
      found_.push_back(
          {path, fmt::format("the link `{}` leads {}", path, is_dead ? "nowhere" : "out of the workspace")});
    } else if (entry.kind == FileKind::Folder) {
      if (!entry.is_link && !has_root(env_, join(root_, path))) walk(path, depth + 1);
    } else {
      found_.push_back({path, {}});
    }
  }

  Env& env_;
  std::string root_, real_root_;
  const std::vector<model::Text>& ignore_;
  Wanted wanted_;
  std::vector<FoundFile> found_;
};

auto roots_below(Env& env, const std::string& folder, std::size_t depth, std::vector<std::string>& roots) -> void {
  const auto listed = env.files.list(folder);
  if (!listed.ok() || depth > kMaxDepth) return;
  for (const auto& entry : listed.value()) {
    if (entry.kind != FileKind::Folder || entry.is_link || is_hidden(entry.name)) continue;
    const auto path = join(folder, entry.name);
    if (has_root(env, path)) roots.push_back(path);
    roots_below(env, path, depth + 1, roots);
  }
}

/// A root file that is named almost right, at or above `folder` or directly in it; empty: there is none.
auto misnamed_root(Env& env, const std::string& folder) -> std::string {
  for (const std::string_view name : {"pinwright.yml", "Pinwright.yaml", "pinwright.yaml.txt"}) {
    for (auto at = folder; !at.empty(); at = at == "/" ? std::string() : parent(at)) {
      if (env.files.kind(join(at, name)) == FileKind::Regular) return join(at, name);
    }
  }
  return {};
}

auto no_root(Env& env, std::string_view path, const std::string& folder) -> base::Error {
  const auto misnamed = misnamed_root(env, folder);
  return {fmt::format("there is no `{}` at, above or below `{}`", kRootFile, path),
          misnamed.empty()
              ? "`pinwright init` writes a workspace to start from"
              : fmt::format("there is a `{}`: rename it to `{}`", shown(env.working_folder, misnamed), kRootFile)};
}

}  // namespace

auto root_above(Env& env, std::string folder) -> std::string {
  for (; !has_root(env, folder); folder = parent(folder)) {
    if (folder == "/" || folder.empty()) return {};
  }
  return folder;
}

auto find_roots(Env& env, std::string_view path) -> base::Result<std::vector<std::string>> {
  if (path.empty())
    return base::Error{"an empty path names no workspace",
                       "write `.` for the working folder, or name a file or folder"};
  const auto start = absolute(env.working_folder, path);
  const auto kind = env.files.kind(start);
  if (kind == FileKind::Missing)
    return base::Error{fmt::format("there is no file or folder `{}`", path),
                       "name a workspace, or a file or folder in one"};
  const auto folder = kind == FileKind::Folder ? start : parent(start);
  if (auto above = root_above(env, folder); !above.empty()) return std::vector<std::string>{std::move(above)};
  std::vector<std::string> roots;
  if (kind == FileKind::Folder) roots_below(env, folder, 0, roots);
  if (!roots.empty()) return roots;
  if (kind == FileKind::Folder) return no_root(env, path, folder);
  return base::Error{fmt::format("`{}` lies in no workspace: there is no `{}` beside it or above", path, kRootFile),
                     "name a workspace, or a file or folder in one"};
}

auto find_only_root(Env& env, std::string_view path, std::string_view help) -> base::Result<std::string> {
  auto roots = find_roots(env, path);
  if (!roots.ok()) return roots.error();
  if (roots.value().size() == 1) return std::move(roots.value().front());
  return base::Error{fmt::format("there are {} workspaces below {}", roots.value().size(), base::quoted(path)),
                     std::string(help)};
}

auto is_inside(Env& env, const std::string& real_root, const std::string& path) -> bool {
  const auto real = env.files.real_path(path);
  return real.ok() && is_within(real_root, real.value());
}

auto skipped_by(const std::vector<model::Text>& ignore, std::string_view path) -> std::string {
  for (std::size_t slash = path.find('/');; slash = path.find('/', slash + 1)) {
    const auto part = path.substr(0, slash);
    if (is_hidden(part.substr(part.rfind('/') + 1))) return fmt::format("`{}` begins with a dot", part);
    if (takes(ignore, part)) return "`ignore` takes it";
    if (slash == std::string_view::npos) return {};
  }
}

auto find_files(Env& env, const std::string& root, const std::vector<model::Text>& ignore) -> std::vector<FoundFile> {
  return Finder(env, root, ignore, source::is_yaml_name).run();
}

auto find_files_named(Env& env, const std::string& root, const std::vector<model::Text>& ignore, std::string_view name)
    -> std::vector<FoundFile> {
  return Finder(env, root, ignore, [&](std::string_view one) { return one == name; }).run();
}

}  // namespace pinwright::driver
