#include "driver/find_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "driver/paths.hpp"

namespace pinwright::driver {

using source::FileKind;

namespace {

/// Deeper than any workspace; a link cycle that real paths do not show ends here.
constexpr std::size_t kMaxDepth = 64;

auto is_yaml(std::string_view name) -> bool {
  const auto dot = name.rfind('.');
  const auto extension = dot == std::string_view::npos ? std::string_view() : name.substr(dot);
  return extension == ".yaml" || extension == ".yml";
}

auto is_hidden(std::string_view name) -> bool { return name.substr(0, 1) == "."; }

auto has_root(Env& env, const std::string& folder) -> bool {
  return env.files.kind(join(folder, kRootFile)) == FileKind::Regular;
}

class Finder {
 public:
  Finder(Env& env, std::string root, const std::vector<model::Text>& ignore)
      : env_(env), root_(std::move(root)), ignore_(ignore) {
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
    if (is_hidden(entry.name) || is_ignored(path)) return;
    const bool may_matter = entry.kind == FileKind::Folder || is_yaml(entry.name);
    if (!may_matter) return;
    if (entry.is_link && !is_inside(env_, real_root_, join(root_, path))) {
      found_.push_back({path, fmt::format("the link `{}` leads nowhere or out of the workspace", path)});
    } else if (entry.kind == FileKind::Folder) {
      if (!entry.is_link && !has_root(env_, join(root_, path))) walk(path, depth + 1);
    } else {
      found_.push_back({path, {}});
    }
  }

  [[nodiscard]] auto is_ignored(const std::string& path) const -> bool {
    return std::any_of(ignore_.begin(), ignore_.end(),
                       [&](const model::Text& glob) { return glob_matches(glob.value, path); });
  }

  Env& env_;
  std::string root_, real_root_;
  const std::vector<model::Text>& ignore_;
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

}  // namespace

auto root_above(Env& env, std::string folder) -> std::string {
  for (; !has_root(env, folder); folder = parent(folder)) {
    if (folder == "/" || folder.empty()) return {};
  }
  return folder;
}

auto find_roots(Env& env, std::string_view path) -> base::Result<std::vector<std::string>> {
  const auto start = absolute(env.working_folder, path);
  const auto kind = env.files.kind(start);
  if (kind == FileKind::Missing)
    return base::Error{fmt::format("there is no file or folder `{}`", path),
                       "name a workspace, or a file or folder in one"};
  const auto folder = kind == FileKind::Folder ? start : parent(start);
  if (auto above = root_above(env, folder); !above.empty()) return std::vector<std::string>{std::move(above)};
  std::vector<std::string> roots;
  roots_below(env, folder, 0, roots);
  if (!roots.empty()) return roots;
  return base::Error{fmt::format("there is no `{}` at, above or below `{}`", kRootFile, path),
                     "`pinwright init` writes a workspace to start from"};
}

auto is_inside(Env& env, const std::string& real_root, const std::string& path) -> bool {
  const auto real = env.files.real_path(path);
  return real.ok() && is_within(real_root, real.value());
}

auto find_files(Env& env, const std::string& root, const std::vector<model::Text>& ignore) -> std::vector<FoundFile> {
  return Finder(env, root, ignore).run();
}

}  // namespace pinwright::driver
