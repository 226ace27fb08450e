#include "driver/own_folder.hpp"

#include <fmt/format.h>

#include "driver/find_files.hpp"
#include "driver/paths.hpp"

namespace pinwright::driver {

namespace {

auto leads_out(Env& env, const std::string& real_root, const std::string& path) -> bool {
  return env.files.kind(path) != source::FileKind::Missing && !is_inside(env, real_root, path);
}

}  // namespace

auto check_own_folder(Env& env, const std::string& root) -> base::Status {
  const auto own = join(root, kOwnFolder);
  if (env.files.kind(own) == source::FileKind::Missing) return base::Done{};
  const auto real_root = env.files.real_path(root);
  if (!real_root.ok()) return real_root.error();
  const auto refusal = [&](const std::string& path) {
    return base::Error{fmt::format("`{}` leads out of the workspace", shown(env.working_folder, path)),
                       "it is written by pinwright alone: remove the link"};
  };
  if (leads_out(env, real_root.value(), own)) return refusal(own);
  const auto listed = env.files.list(own);
  if (!listed.ok()) return listed.error();
  for (const auto& entry : listed.value()) {
    const auto path = join(own, entry.name);
    if (entry.is_link && leads_out(env, real_root.value(), path)) return refusal(path);
  }
  return base::Done{};
}

}  // namespace pinwright::driver
