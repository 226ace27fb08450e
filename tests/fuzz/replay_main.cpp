#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" auto LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) -> int;

namespace {

auto files_of(const std::filesystem::path& folder) -> std::vector<std::filesystem::path> {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

auto feed(const std::string& bytes) -> void {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

}  // namespace

/// Feeds the empty input and every file of a folder to a fuzz entry, without libFuzzer. A crash is the failure.
auto main(int count, char** values) -> int {
  if (count != 2) return 64;
  feed("");
  const auto files = files_of(values[1]);
  for (const auto& path : files) {
    std::printf("%s\n", path.filename().c_str());
    std::fflush(stdout);
    std::ifstream file(path, std::ios::binary);
    feed(std::string(std::istreambuf_iterator<char>(file), {}));
  }
  return files.empty() ? 1 : 0;
}
