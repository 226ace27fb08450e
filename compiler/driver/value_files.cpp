#include "driver/value_files.hpp"

#include <fmt/format.h>

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/parallel.hpp"
#include "driver/byte_budget.hpp"
#include "driver/find_files.hpp"
#include "driver/near_files.hpp"
#include "driver/paths.hpp"
#include "driver/private_files.hpp"
#include "driver/value_text.hpp"
#include "lower/budget.hpp"

namespace pinwright::driver {

using diag::Code;

namespace {

/// Far above what Intune takes (value-too-large), far below what fills the memory.
constexpr std::size_t kValueLimit = lower::Budget::kLongestText;
/// Of all files of values together.
constexpr std::size_t kAllValuesLimit = std::size_t{64} << 20;

/// Reads the files of values, each once.
class Reader {
 public:
  Reader(Env& env, const Loaded& loaded) : env_(env), loaded_(loaded), private_files_(env, loaded) {}

  auto read(const std::string& path, lower::ValueFile& file) -> void {
    if (budget_.is_exceeded()) return;
    const auto full = join(loaded_.root, path);
    if (env_.files.kind(full) == source::FileKind::Missing)
      return refuse(file, Code::UnknownReference, fmt::format("there is no file `{}`", path));
    if (!is_inside(env_, private_files_.real_root(), full))
      return refuse(file, Code::UnknownReference, fmt::format("the file `{}` lies outside the workspace", path));
    if (auto reason = private_files_.reason_of_path(path); !reason.empty())
      return refuse(file, Code::PrivateFile, std::move(reason));
    auto bytes = env_.files.read(full, kValueLimit);
    if (!bytes.ok()) return refuse_unread(path, bytes.error(), file);
    if (auto reason = reason_of_content(path, bytes.value()); !reason.empty())
      return refuse(file, Code::PrivateFile, std::move(reason));
    if (!budget_.take(bytes.value().size())) return;
    file.bytes = std::move(bytes).value();
    auto text = value_text(file.bytes);
    file.is_text = text.has_value();
    if (text) file.text = *std::move(text);
  }

  /// Which files were read in time depends on the threads, so none is kept.
  auto end(std::vector<lower::ValueFile>& files) const -> void {
    if (!budget_.is_exceeded()) return;
    for (auto& file : files) {
      file = {};
      refuse(file, Code::LimitExceeded,
             fmt::format("the files of values have more than {} MiB together", budget_.limit() >> 20U));
    }
  }

 private:
  static auto refuse(lower::ValueFile& file, Code code, std::string problem) -> void {
    file.code = code;
    file.problem = std::move(problem);
  }

  static auto refuse_unread(const std::string& path, const base::Error& error, lower::ValueFile& file) -> void {
    if (error.kind != base::ErrorKind::TooLarge) return refuse(file, Code::UnknownReference, error.message);
    refuse(file, Code::LimitExceeded, fmt::format("the file `{}` has more than {} MiB", path, kValueLimit >> 20U));
  }

  Env& env_;
  const Loaded& loaded_;
  PrivateFiles private_files_;
  ByteBudget budget_{kAllValuesLimit};
};

}  // namespace

auto read_value_files(Env& env, Loaded& loaded, unsigned jobs) -> void {
  std::set<std::string> paths;
  const auto input = loaded.input();
  for (const auto& tenant : loaded.workspace.tenants.all()) {
    for (auto& path : lower::referenced_files(input, &tenant)) paths.insert(std::move(path));
  }
  if (paths.empty()) return;
  const std::vector<std::string> list(paths.begin(), paths.end());
  std::vector<lower::ValueFile> files(list.size());
  Reader reader(env, loaded);
  base::parallel_for(list.size(), jobs, [&](std::size_t i) { reader.read(list[i], files[i]); });
  reader.end(files);
  name_near_files(env, loaded, list, files);
  for (std::size_t i = 0; i < list.size(); ++i) {
    files[i].id = loaded.sources.add(shown(env.working_folder, join(loaded.root, list[i])), files[i].text);
    loaded.root_paths.push_back(list[i]);
    loaded.value_files.emplace(list[i], std::move(files[i]));
  }
}

}  // namespace pinwright::driver
