#include "driver/online_sources.hpp"

#include <map>
#include <string_view>

#include "base/sha256.hpp"

namespace pinwright::driver {

auto hash_sources(const Loaded& loaded) -> std::vector<plan::SourceHash> {
  std::map<std::string, std::string> hashes;
  for (std::uint32_t i = 0; i < loaded.files; ++i) {
    hashes[loaded.root_paths.at(i)] = base::hex(base::sha256(loaded.sources.text(source::FileId{i})));
  }
  for (const auto& [path, file] : loaded.value_files) hashes[path] = base::hex(base::sha256(file.bytes));
  for (const auto& [path, hash] : loaded.catalog_files) hashes[path] = hash;
  std::vector<plan::SourceHash> all;
  for (auto& [path, hash] : hashes) all.push_back({path, std::move(hash)});
  return all;
}

auto changed_sources(const std::vector<plan::SourceHash>& then, const std::vector<plan::SourceHash>& now)
    -> std::vector<std::string> {
  std::map<std::string_view, std::pair<std::string_view, std::string_view>> both;
  for (const auto& one : then) both[one.path].first = one.sha256;
  for (const auto& one : now) both[one.path].second = one.sha256;
  std::vector<std::string> changed;
  for (const auto& [path, hashes] : both) {
    if (hashes.first != hashes.second) changed.emplace_back(path);
  }
  return changed;
}

}  // namespace pinwright::driver
