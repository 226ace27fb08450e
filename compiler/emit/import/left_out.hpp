#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "emit/format.hpp"
#include "object/live.hpp"

/// The list of the policies that an import left out: a later one passes over those that have not changed since.
namespace pinwright::emit {

struct LeftOut {
  std::string id;
  std::string display_name;
  std::string reason;
  std::string last_modified;  ///< as the tenant wrote it
  std::int64_t version = 0;
  /// Ids of the definitions that the reason is about, all of them; none: it is about something else.
  std::vector<std::string> settings;
};
[[nodiscard]] auto left_out_of(const object::Live& live, std::string reason) -> LeftOut;
/// Whether `now` is still what it was when it was left out before.
[[nodiscard]] auto is_unchanged(const LeftOut& before, const LeftOut& now) -> bool;

/// Of its file, in whatever folder.
inline constexpr std::string_view kLeftOutFile = "left-out.json";

struct LeftOutList {
  std::string tenant_id;
  std::vector<LeftOut> policies;
};
[[nodiscard]] auto file_of(const LeftOutList& list) -> File;
/// An Error is a clause that follows the name of the file.
[[nodiscard]] auto read_left_out(std::string_view json) -> base::Result<LeftOutList>;

}  // namespace pinwright::emit
