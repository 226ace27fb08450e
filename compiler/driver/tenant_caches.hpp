#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "driver/env.hpp"
#include "plan/tenant_cache.hpp"

namespace pinwright::driver {

/// The TenantCaches of one workspace: a file for each tenant in `.pinwright/cache`, and the key of their digests
/// beside them, all for their owner alone. What cannot be read is as if it were not there: the values are read from the
/// tenant then.
class TenantCaches {
 public:
  /// `root`: of the workspace. `definitions`: Catalog::definitions_digest of its catalogue.
  TenantCaches(Env& env, const std::string& root, std::string definitions);

  /// From any thread: what is known of this tenant.
  [[nodiscard]] auto of(const std::string& tenant_id) -> std::unique_ptr<plan::TenantCache>;
  /// From any thread. Nothing is written where nothing has changed.
  auto save(const std::string& tenant_id, plan::TenantCache& cache) -> void;

  /// Whether caches are used: their folder is one, and not a way out of the workspace.
  [[nodiscard]] auto is_usable() const -> bool { return is_usable_; }
  /// What people should know, each in one line: a cache that was thrown away, a file that could not be written.
  [[nodiscard]] auto notes() const -> const std::vector<std::string>& { return notes_; }
  /// The oldest time of a cache that was read; empty: none was.
  [[nodiscard]] auto time() const -> const std::string& { return time_; }

 private:
  auto refuse(const std::string& why) -> void;
  auto note(std::string text) -> void;
  auto read_key() -> void;
  /// The folder and the key are made with the first file.
  [[nodiscard]] auto make_key() -> base::Status;
  [[nodiscard]] auto path_of(const std::string& tenant_id) const -> std::string;

  Env& env_;
  std::string folder_;
  std::string key_;
  std::string definitions_;
  bool has_key_file_ = false;
  bool is_usable_ = true;
  std::mutex mutex_;
  std::vector<std::string> notes_;
  std::string time_;
};

}  // namespace pinwright::driver
