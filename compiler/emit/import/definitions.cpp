#include "emit/import/definitions.hpp"

#include <fmt/format.h>

#include <utility>

#include "emit/yaml_writer.hpp"

namespace pinwright::emit {

Definitions::Definitions(const std::set<std::string>& taken, std::map<std::string, std::string> known,
                         std::string_view fallback)
    : keys_(taken), known_(std::move(known)), fallback_(fallback) {}

auto Definitions::key_of(const std::string& display_name) -> std::string {
  const auto found = known_.find(display_name);
  if (found != known_.end()) return found->second;
  auto key = keys_.make(display_name, fallback_);
  known_[display_name] = key;
  made_[key] = display_name;
  return key;
}

auto Definitions::file(std::string_view top_key) const -> File {
  YamlWriter yaml;
  yaml.enter(top_key);
  for (const auto& [key, display_name] : made_) {
    yaml.enter(key);
    yaml.text("displayName", display_name);
    yaml.leave();
  }
  return {fmt::format("{}.yaml", top_key), yaml.take()};
}

}  // namespace pinwright::emit
