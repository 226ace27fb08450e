#include "lower/files.hpp"

#include <vector>

#include "base/text.hpp"

namespace pinwright::lower {

auto resolve_path(std::string_view naming_path, std::string_view path) -> std::string {
  if (path.empty() || path.front() == '/' || path.find('\\') != std::string_view::npos) return {};
  std::vector<std::string> parts;
  const auto folder_end = naming_path.rfind('/');
  if (folder_end != std::string_view::npos) {
    for (const auto part : base::split(naming_path.substr(0, folder_end), '/')) parts.emplace_back(part);
  }
  for (const auto part : base::split(path, '/')) {
    if (part.empty() || part == ".") continue;
    if (part != "..") {
      parts.emplace_back(part);
      continue;
    }
    if (parts.empty()) return {};
    parts.pop_back();
  }
  return base::joined(parts, "/");
}

}  // namespace pinwright::lower
