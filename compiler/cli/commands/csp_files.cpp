#include "cli/commands/csp_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

#include "base/limits.hpp"
#include "base/print.hpp"
#include "base/text.hpp"
#include "csp/import.hpp"
#include "csp/zip.hpp"
#include "diag/visible.hpp"
#include "driver/paths.hpp"

namespace pinwright::cli {

namespace {

/// A folder may hold what an archive may.
constexpr csp::ZipLimits kLimits;
constexpr std::size_t kFolderDepth = 32;

auto ends_with(std::string_view name, std::string_view extension) -> bool {
  return name.size() > extension.size() && base::equal_folded(name.substr(name.size() - extension.size()), extension);
}

/// Collects the files of a folder and of those in it.
class Collector {
 public:
  Collector(std::string_view extension, driver::Env& env) : extension_(extension), env_(env) {}

  auto folder(const std::string& path, const std::string& below, std::size_t depth) -> base::Status {
    if (depth > kFolderDepth) return base::Error{fmt::format("`{}` is nested too deeply", path), ""};
    const auto listed = env_.files.list(path);
    if (!listed.ok()) return listed.error();
    for (const auto& entry : listed.value()) {
      const auto inner = driver::join(path, entry.name);
      const auto name = below.empty() ? entry.name : driver::join(below, entry.name);
      const bool is_folder = entry.kind == source::FileKind::Folder && !entry.is_link;
      auto done = is_folder ? folder(inner, name, depth + 1) : file(inner, name, entry.kind);
      if (!done.ok()) return done;
    }
    return base::Done{};
  }

  auto take() -> NamedBytes { return std::move(files_); }

 private:
  auto file(const std::string& path, const std::string& name, source::FileKind kind) -> base::Status {
    if (kind != source::FileKind::Regular || !ends_with(name, extension_)) return base::Done{};
    auto bytes = env_.files.read(path, kLimits.entry_size);
    if (!bytes.ok()) return bytes.error();
    total_ += bytes.value().size();
    if (total_ > kLimits.total_size || files_.size() >= kLimits.entries)
      return base::Error{fmt::format("there is more to read than {} MiB or {} files", kLimits.total_size / base::kMiB,
                                     kLimits.entries),
                         "name a folder with nothing else in it"};
    files_.emplace_back(name, std::move(bytes).value());
    return base::Done{};
  }

  std::string_view extension_;
  driver::Env& env_;
  NamedBytes files_;
  std::size_t total_ = 0;
};

auto from_folder(const std::string& path, std::string_view extension, driver::Env& env) -> base::Result<NamedBytes> {
  Collector collector(extension, env);
  const auto done = collector.folder(path, {}, 0);
  if (!done.ok()) return done.error();
  return collector.take();
}

auto from_file(const std::string& path, std::string_view extension, driver::Env& env) -> base::Result<NamedBytes> {
  auto bytes = env.files.read(path, kLimits.entry_size);
  if (!bytes.ok()) return bytes.error();
  if (csp::is_zip(bytes.value())) return csp::read_zip(bytes.value(), extension);
  if (!ends_with(path, extension)) return NamedBytes{};
  return NamedBytes{{path, std::move(bytes).value()}};
}

}  // namespace

auto read_files(const std::string& path, std::string_view extension, driver::Env& env) -> base::Result<NamedBytes> {
  const auto full = driver::absolute(env.working_folder, path);
  const bool is_folder = env.files.kind(full) == source::FileKind::Folder;
  auto files = is_folder ? from_folder(full, extension, env) : from_file(full, extension, env);
  if (files.ok() && files.value().empty())
    return base::Error{fmt::format("there is no `*{}` in `{}`", extension, path), ""};
  return files;
}

auto read_catalogue(const std::string& path, driver::Env& env) -> base::Result<std::vector<csp::NamedFacts>> {
  const auto files = read_files(path, ".json", env);
  if (!files.ok()) return base::Error{files.error().message, "name a folder that `csp import` wrote"};
  return csp::read_catalogue(files.value());
}

auto read_edition(const std::string& path, driver::Env& env) -> base::Result<std::vector<csp::NamedFacts>> {
  if (read_files(path, ".json", env).ok()) return read_catalogue(path, env);
  const auto ddf = read_files(path, ".xml", env);
  if (!ddf.ok())
    return base::Error{ddf.error().message, "name DDF files (a folder or a zip archive), or a folder of `csp import`"};
  auto import = csp::import_ddf(ddf.value(), {path, {}});
  for (const auto& problem : import.problems)
    base::print(env.err, "{}: {}\n", diag::visible(problem.file), diag::visible(problem.message));
  if (import.files.empty())
    return base::Error{fmt::format("`{}` holds no DDF file that can be read", path),
                       "name DDF files (a folder or a zip archive), or a folder of `csp import`"};
  std::vector<std::pair<std::string, std::string>> files;
  for (auto& file : import.files) {
    files.emplace_back(std::move(file.name), std::move(file.json));
  }
  return csp::read_catalogue(files);
}

}  // namespace pinwright::cli
