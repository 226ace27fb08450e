#include "driver/near_files.hpp"

#include <fmt/format.h>

#include <map>
#include <string_view>

#include "base/nearest.hpp"
#include "base/text.hpp"
#include "driver/find_files.hpp"
#include "driver/paths.hpp"
#include "driver/private_files.hpp"

namespace pinwright::driver {

namespace {

class NearFiles {
 public:
  NearFiles(Env& env, const Loaded& loaded) : env_(env), root_(loaded.root), private_files_(env, loaded) {}

  auto of(const std::string& path) -> std::string {
    const auto slash = path.rfind('/');
    const auto folder = slash == std::string::npos ? std::string() : path.substr(0, slash + 1);
    const auto& names = names_of(folder);
    const std::vector<std::string_view> views(names.begin(), names.end());
    if (const auto near = base::nearest(std::string_view(path).substr(folder.size()), views))
      return folder + std::string(*near);
    for (auto at = path.find('/'); at != std::string::npos; at = path.find('/', at + 1)) {
      auto rest = path.substr(at + 1);
      if (can_be_named(rest)) return rest;
    }
    return {};
  }

 private:
  auto can_be_named(const std::string& path) -> bool {
    const auto full = join(root_, path);
    return env_.files.kind(full) == source::FileKind::Regular && is_inside(env_, private_files_.real_root(), full) &&
           private_files_.reason_of_path(path).empty();
  }

  auto names_of(const std::string& folder) -> const std::vector<std::string>& {
    const auto [known, is_new] = names_.try_emplace(folder);
    const auto full = join(root_, folder);
    if (!is_new || !is_inside(env_, private_files_.real_root(), full)) return known->second;
    const auto entries = env_.files.list(full);
    if (!entries.ok()) return known->second;
    for (const auto& entry : entries.value()) {
      if (can_be_named(folder + entry.name)) known->second.push_back(entry.name);
    }
    return known->second;
  }

  Env& env_;
  const std::string& root_;
  PrivateFiles private_files_;
  std::map<std::string, std::vector<std::string>> names_;  // by folder
};

/// Whoever has more than these has another mistake.
constexpr std::size_t kMostSearched = 100;

}  // namespace

auto name_near_files(Env& env, const Loaded& loaded, const std::vector<std::string>& paths,
                     std::vector<lower::ValueFile>& files) -> void {
  NearFiles near(env, loaded);
  std::size_t searched = 0;
  for (std::size_t i = 0; i < paths.size() && searched < kMostSearched; ++i) {
    if (files[i].problem.empty() || env.files.kind(join(loaded.root, paths[i])) != source::FileKind::Missing) continue;
    if (const auto found = near.of(paths[i]); !found.empty())
      files[i].problem += fmt::format("; there is {}", base::quoted(found));
    ++searched;
  }
}

}  // namespace pinwright::driver
