#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "source/file_system.hpp"

namespace pinwright::support {

/// A file system that hands everything on to another. A test that needs a disk with one odd trait derives from it.
class ForwardingFiles : public source::FileSystem {
 public:
  explicit ForwardingFiles(source::FileSystem& below) : below_(below) {}

  auto read(std::string_view path, std::size_t limit) -> base::Result<std::string> override {
    return below_.read(path, limit);
  }
  auto read_head(std::string_view path, std::size_t size) -> base::Result<std::string> override {
    return below_.read_head(path, size);
  }
  auto list(std::string_view path) -> base::Result<std::vector<source::Entry>> override { return below_.list(path); }
  auto kind(std::string_view path) -> source::FileKind override { return below_.kind(path); }
  auto real_path(std::string_view path) -> base::Result<std::string> override { return below_.real_path(path); }
  auto make_folders(std::string_view path) -> base::Status override { return below_.make_folders(path); }
  auto write_new(std::string_view path, std::string_view bytes) -> base::Status override {
    return below_.write_new(path, bytes);
  }
  auto replace(std::string_view path, std::string_view bytes) -> base::Status override {
    return below_.replace(path, bytes);
  }
  auto replace_privately(std::string_view path, std::string_view bytes) -> base::Status override {
    return below_.replace_privately(path, bytes);
  }
  auto read_private(std::string_view path, std::size_t limit) -> base::Result<std::string> override {
    return below_.read_private(path, limit);
  }
  auto make_private(std::string_view path, std::string_view bytes) -> base::Status override {
    return below_.make_private(path, bytes);
  }
  auto append(std::string_view path, std::string_view bytes) -> base::Status override {
    return below_.append(path, bytes);
  }
  auto append_durably(std::string_view path, std::string_view bytes) -> base::Status override {
    return below_.append_durably(path, bytes);
  }
  auto swap_folder(std::string_view fresh, std::string_view target) -> base::Status override {
    return below_.swap_folder(fresh, target);
  }
  auto remove_folder(std::string_view path) -> base::Status override { return below_.remove_folder(path); }

 protected:
  [[nodiscard]] auto below() -> source::FileSystem& { return below_; }

 private:
  source::FileSystem& below_;
};

}  // namespace pinwright::support
