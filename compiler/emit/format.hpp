#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lower/deployment.hpp"

/// From a Deployment to bytes. The bytes depend on nothing else: no time, no path, no locale.
namespace pinwright::emit {

struct File {
  std::string path;  ///< below the output folder: "contoso/pin-recovery.json"
  std::string bytes;
};

/// Something that only the live tenant or the environment can tell, left symbolic in the files.
struct Unresolved {
  std::string kind;          ///< "group", "filter", "scopeTag", "secret"
  std::string name;          ///< key in the workspace; of a secret, the environment variable
  std::string display_name;  ///< what plan will look up; empty for a secret
  std::string symbol;        ///< what stands in the files: "{group.pilot-devices}"
};

/// What one tenant comes to.
struct Output {
  std::string tenant;  ///< name
  std::size_t policies = 0;
  std::vector<File> files;
  std::string index_entry;  ///< JSON of this tenant's item in index.json
  std::vector<Unresolved> unresolved;
};

struct Format {
  std::string_view name;
  std::string_view summary;
  auto(*write)(const lower::Deployment&) -> Output;
};

/// A row for each value of `compile --format`.
[[nodiscard]] auto formats() -> std::span<const Format>;

}  // namespace pinwright::emit
