#pragma once

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>

/// A folder of the real disk that lives as long as a test.
class Scratch {
 public:
  Scratch() {
    std::string name = (std::filesystem::temp_directory_path() / "pinwright-XXXXXX").string();
    root_ = ::mkdtemp(name.data());
  }
  Scratch(const Scratch&) = delete;
  auto operator=(const Scratch&) -> Scratch& = delete;
  ~Scratch() {
    std::error_code ignored;
    std::filesystem::remove_all(root_, ignored);
  }

  [[nodiscard]] auto operator/(const std::string& name) const -> std::string { return root_ + "/" + name; }
  [[nodiscard]] auto root() const -> const std::string& { return root_; }
  [[nodiscard]] auto entries() const -> std::size_t {
    const std::filesystem::directory_iterator all(root_);
    return static_cast<std::size_t>(std::distance(begin(all), end(all)));
  }

 private:
  std::string root_;
};
