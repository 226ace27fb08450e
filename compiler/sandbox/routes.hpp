#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "sandbox/collection.hpp"

namespace pinwright::sandbox {

/// One operation of Microsoft Graph.
struct Route {
  std::string_view method;
  /// Segments between slashes. `{}` stands for a key, `name(argument)` for a call or an alternate key with that
  /// argument. An action or function also answers to its qualified name (`microsoft.graph.assign`).
  std::string_view pattern;
  Area area;
  bool beta_only;
  /// Any of these, between spaces, allows the call.
  std::string_view permissions;
  Reply (*handle)(const Request& request, Services& services);
};

[[nodiscard]] auto routes() -> std::span<const Route>;

/// Whether the path fits, whatever the method; `keys` are what its placeholders stand for. Intune's segments are told
/// apart by letter case, the directory's are not.
[[nodiscard]] auto fits(const Route& route, const std::vector<Segment>& path, std::vector<std::string>& keys) -> bool;

}  // namespace pinwright::sandbox
