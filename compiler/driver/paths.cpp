#include "driver/paths.hpp"

#include <vector>

#include "base/text.hpp"

namespace pinwright::driver {

auto absolute(std::string_view folder, std::string_view path) -> std::string {
  std::vector<std::string> parts;
  const auto add = [&](std::string_view text) {
    for (const auto part : base::split(text, '/')) {
      if (part.empty() || part == ".") continue;
      if (part != "..") {
        parts.emplace_back(part);
      } else if (!parts.empty()) {
        parts.pop_back();
      }
    }
  };
  if (path.substr(0, 1) != "/") add(folder);
  add(path);
  return "/" + base::joined(parts, "/");
}

auto parent(std::string_view path) -> std::string {
  const auto slash = path.rfind('/');
  if (slash == std::string_view::npos) return {};
  return slash == 0 ? "/" : std::string(path.substr(0, slash));
}

auto join(std::string_view folder, std::string_view name) -> std::string {
  if (folder.empty()) return std::string(name);
  std::string path(folder);
  if (path.back() != '/') path += '/';
  return path.append(name);
}

auto is_within(std::string_view folder, std::string_view path) -> bool {
  if (folder == "/" || path == folder) return true;
  return path.size() > folder.size() && path.substr(0, folder.size()) == folder && path[folder.size()] == '/';
}

auto shown(std::string_view working_folder, std::string_view path) -> std::string {
  if (path == working_folder) return ".";
  if (working_folder == "/") return std::string(path.substr(1));
  return std::string(is_within(working_folder, path) ? path.substr(working_folder.size() + 1) : path);
}

namespace {

/// One segment against one pattern segment, with back-tracking to the last star only: linear in practice, quadratic at
/// worst.
auto segment_matches(std::string_view pattern, std::string_view text) -> bool {
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = std::string_view::npos;
  std::size_t resume = 0;
  while (t < text.size()) {
    if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == text[t]) && pattern[p] != '*') {
      ++p;
      ++t;
    } else if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

/// reach[t]: the pattern read so far can end before segment t of the path. Polynomial, however many `**` there are.
auto segments_match(const std::vector<std::string_view>& pattern, const std::vector<std::string_view>& path) -> bool {
  std::vector<bool> reach(path.size() + 1, false);
  reach[0] = true;
  for (const auto part : pattern) {
    std::vector<bool> next(path.size() + 1, false);
    bool open = false;
    for (std::size_t t = 0; t <= path.size(); ++t) {
      open = open || reach[t];
      if (part == "**") {
        next[t] = open;
      } else if (t < path.size() && reach[t] && segment_matches(part, path[t])) {
        next[t + 1] = true;
      }
    }
    reach = std::move(next);
  }
  // A pattern that ends at a folder takes what is in it.
  for (std::size_t t = 1; t <= path.size(); ++t) {
    if (reach[t]) return true;
  }
  return false;
}

}  // namespace

auto named(base::Error error, std::string_view temporary, std::string_view place) -> base::Error {
  for (std::size_t at = 0; (at = error.message.find(temporary, at)) != std::string::npos; at += place.size())
    error.message.replace(at, temporary.size(), place);
  return error;
}

auto glob_matches(std::string_view pattern, std::string_view path) -> bool {
  while (pattern.substr(0, 2) == "./") pattern.remove_prefix(2);
  while (!pattern.empty() && pattern.back() == '/') pattern.remove_suffix(1);
  if (pattern.empty()) return false;
  return segments_match(base::split(pattern, '/'), base::split(path, '/'));
}

}  // namespace pinwright::driver
