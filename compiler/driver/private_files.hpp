#pragma once

#include <set>
#include <string>
#include <string_view>

#include "driver/load.hpp"

namespace pinwright::driver {

/// The files of a workspace folder that no setting may carry to a tenant, whoever asks for it: a pull request could
/// else have the credential of the pipeline, or a token in `.git/config`, printed by a plan and written into a policy.
class PrivateFiles {
 public:
  PrivateFiles(Env& env, const Loaded& loaded);

  /// Links followed; the root as it is named where the system cannot tell.
  [[nodiscard]] auto real_root() const -> const std::string& { return real_root_; }
  /// Why the file at `path` (below the root) is private, links followed: a part of the path begins with a dot, or the
  /// `auth` of some tenant names it. Empty: it is not.
  [[nodiscard]] auto reason_of_path(const std::string& path) const -> std::string;

 private:
  Env& env_;
  const Loaded& loaded_;
  std::string real_root_;
  std::set<std::string> of_auth_;  // real paths
};

/// Why the bytes of the file at `path` are private: a private key in PEM. Empty: they are not.
[[nodiscard]] auto reason_of_content(std::string_view path, std::string_view bytes) -> std::string;

}  // namespace pinwright::driver
