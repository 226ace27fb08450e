#include "csp/path.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace pinwright::csp {
namespace {

constexpr std::string_view kDevice = "./Device/Vendor/MSFT";
constexpr std::string_view kUser = "./User/Vendor/MSFT";
constexpr std::string_view kVendor = "./Vendor/MSFT";

auto below(std::string_view text, std::string_view root) -> bool {
  return base::starts_with_folded(text, root) && text.size() > root.size() && text[root.size()] == '/';
}

}  // namespace

auto rule_of_definition_id(std::string_view path) -> std::string {
  std::string id = base::folded(path.starts_with("./") ? path.substr(2) : path);
  std::replace(id.begin(), id.end(), '/', '_');
  return id;
}

auto root_text(Tree tree, bool vendor_root) -> std::string_view {
  switch (tree) {
    case Tree::Device:
      return vendor_root ? kVendor : kDevice;
    case Tree::User:
      return kUser;
    case Tree::Other:
      break;
  }
  return ".";
}

auto split_path(std::string_view text) -> std::optional<Path> {
  Path path;
  if (below(text, kDevice)) {
    path.tree = Tree::Device;
  } else if (below(text, kUser)) {
    path.tree = Tree::User;
  } else if (below(text, kVendor)) {
    path.tree = Tree::Device;
    path.vendor_root = true;
  } else if (!below(text, ".")) {
    return std::nullopt;
  }
  path.segments = base::split(text.substr(root_text(path.tree, path.vendor_root).size() + 1), '/');
  for (const std::string_view segment : path.segments) {
    if (segment.empty()) return std::nullopt;
  }
  return path;
}

auto path_key(std::string_view path) -> std::string {
  if (below(path, kVendor)) return base::folded(kDevice) + base::folded(path.substr(kVendor.size()));
  return base::folded(path);
}

auto unit_length(const Path& path) -> std::size_t {
  const auto& segments = path.segments;
  const bool in_config =
      segments.size() >= 3 && base::equal_folded(segments[0], "Policy") && base::equal_folded(segments[1], "Config");
  // {AreaName} stands for all areas and belongs to the Policy CSP itself.
  return in_config && path.tree != Tree::Other && !is_dynamic_segment(segments[2]) ? 3 : 1;
}

auto unit_of(const Path& path) -> std::string {
  std::string unit = base::folded(path.segments.front());
  for (std::size_t i = 1; i < unit_length(path); ++i) unit += '/' + base::folded(path.segments[i]);
  return unit;
}

}  // namespace pinwright::csp
