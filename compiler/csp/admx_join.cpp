#include "csp/admx_join.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "csp/admx_xml.hpp"

namespace pinwright::csp {
namespace {

using File = std::pair<std::string, std::string>;

auto base_name(std::string_view path) -> std::string_view {
  const std::size_t slash = path.find_last_of("/\\");
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

auto key_of(std::string_view file, std::string_view policy) -> std::string {
  return base::folded(base::trimmed(file)) + '/' + base::folded(base::trimmed(policy));
}

}  // namespace

auto AdmxSet::add(const std::vector<File>& files) -> std::vector<std::string> {
  std::vector<std::pair<std::string, const File*>> order;
  for (const File& file : files) order.emplace_back(base::folded(base_name(file.first)), &file);
  std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first < b.first : a.second->second < b.second->second;
  });
  std::vector<std::string> problems;
  for (const auto& [folded_name, file] : order) {
    auto admx = parse_admx(file->second);
    if (!admx.ok()) {
      problems.push_back(file->first + ": " + admx.error().message);
      continue;
    }
    for (AdmxPolicyFacts& policy : admx.value().policies) {
      std::string key = key_of(folded_name, policy.name);
      policies_.emplace(std::move(key), std::move(policy));
    }
  }
  return problems;
}

auto AdmxSet::find(std::string_view file, std::string_view policy) const -> const AdmxPolicyFacts* {
  const auto found = policies_.find(key_of(file, policy));
  return found == policies_.end() ? nullptr : &found->second;
}

}  // namespace pinwright::csp
