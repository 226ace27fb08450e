#include "driver/value_files.hpp"

#include <fmt/format.h>

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/parallel.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"
#include "driver/find_files.hpp"
#include "driver/paths.hpp"

namespace pinwright::driver {

namespace {

/// Far above what Intune takes (value-too-large), far below what fills the memory.
constexpr std::size_t kValueLimit = std::size_t{16} << 20;

/// UTF-8, or UTF-16 with its mark; the mark dropped, CRLF as LF. False: not text.
auto to_text(std::string_view bytes, std::string& text) -> bool {
  if (auto decoded = base::utf16_to_utf8(bytes)) {
    text = *std::move(decoded);
  } else {
    if (bytes.substr(0, 3) == "\xEF\xBB\xBF") bytes.remove_prefix(3);
    if (bytes.find('\0') != std::string_view::npos || base::find_invalid_utf8(bytes)) return false;
    text = bytes;
  }
  text = base::with_line_feeds(text);
  return true;
}

auto read_one(Env& env, const Loaded& loaded, const std::string& real_root, const std::string& path,
              lower::ValueFile& file) -> void {
  const auto full = join(loaded.root, path);
  if (env.files.kind(full) == source::FileKind::Missing) {
    file.problem = fmt::format("there is no file `{}`", path);
    return;
  }
  if (!is_inside(env, real_root, full)) {
    file.problem = fmt::format("the file `{}` lies outside the workspace", path);
    return;
  }
  auto bytes = env.files.read(full, kValueLimit);
  if (!bytes.ok()) {
    file.problem = bytes.error().message;
    return;
  }
  file.bytes = std::move(bytes).value();
  file.is_text = to_text(file.bytes, file.text);
}

}  // namespace

auto read_value_files(Env& env, Loaded& loaded, unsigned jobs) -> void {
  std::set<std::string> paths;
  const auto input = loaded.input();
  for (const auto& tenant : loaded.workspace.tenants.all()) {
    for (auto& path : lower::referenced_files(input, &tenant)) paths.insert(std::move(path));
  }
  if (paths.empty()) return;
  const auto real = env.files.real_path(loaded.root);
  const std::string real_root = real.ok() ? real.value() : loaded.root;
  const std::vector<std::string> list(paths.begin(), paths.end());
  std::vector<lower::ValueFile> files(list.size());
  base::parallel_for(list.size(), jobs, [&](std::size_t i) { read_one(env, loaded, real_root, list[i], files[i]); });
  for (std::size_t i = 0; i < list.size(); ++i) {
    files[i].id = loaded.sources.add(shown(env.working_folder, join(loaded.root, list[i])), files[i].text);
    loaded.root_paths.push_back(list[i]);
    loaded.value_files.emplace(list[i], std::move(files[i]));
  }
}

}  // namespace pinwright::driver
