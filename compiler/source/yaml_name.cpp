#include "source/yaml_name.hpp"

#include "base/text.hpp"

namespace pinwright::source {

auto is_yaml_name(std::string_view name) -> bool {
  const auto dot = name.rfind('.');
  const auto ending = dot == std::string_view::npos ? std::string_view() : name.substr(dot);
  return base::equal_folded(ending, ".yaml") || base::equal_folded(ending, ".yml");
}

}  // namespace pinwright::source
