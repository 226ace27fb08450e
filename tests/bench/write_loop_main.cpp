#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace {

struct File {
  std::string path;
  std::string bytes;
};

struct Tree {
  std::vector<std::string> folders;
  std::vector<File> files;
};

auto read_tree(const std::filesystem::path& from, const std::filesystem::path& to) -> Tree {
  Tree tree;
  tree.folders.push_back(to.string());
  for (const auto& entry : std::filesystem::recursive_directory_iterator(from)) {
    const auto place = (to / entry.path().lexically_relative(from)).string();
    if (entry.is_directory()) {
      tree.folders.push_back(place);
      continue;
    }
    std::ifstream file(entry.path(), std::ios::binary);
    tree.files.push_back({place, std::string(std::istreambuf_iterator<char>(file), {})});
  }
  return tree;
}

auto write(const Tree& tree) -> bool {
  for (const auto& folder : tree.folders) {
    if (::mkdir(folder.c_str(), 0755) != 0) return false;
  }
  for (const auto& file : tree.files) {
    const int descriptor = ::open(file.path.c_str(), O_WRONLY | O_CREAT | O_EXCL, 0644);
    if (descriptor < 0) return false;
    const auto written = ::write(descriptor, file.bytes.data(), file.bytes.size());
    if (::close(descriptor) != 0 || written != static_cast<ssize_t>(file.bytes.size())) return false;
  }
  return true;
}

}  // namespace

/// write_loop FROM TO: reads a tree into memory, then writes it again file by file, and prints the milliseconds of the
/// writing.
auto main(int count, char** values) -> int {
  if (count != 3) return 64;
  const auto tree = read_tree(values[1], values[2]);
  const auto begin = std::chrono::steady_clock::now();
  const bool ok = write(tree);
  const std::chrono::duration<double, std::milli> wall = std::chrono::steady_clock::now() - begin;
  std::printf("%.3f\n", wall.count());
  return ok ? 0 : 1;
}
