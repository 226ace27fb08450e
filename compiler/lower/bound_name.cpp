#include "lower/bound_name.hpp"

#include <fmt/format.h>

namespace pinwright::lower {

auto bound_name(const Filler& filler, std::string_view section, std::string_view key, const model::Text& defined)
    -> Filled {
  const auto* binding = filler.scope().binding(key);
  if (binding != nullptr && binding->value.display_name) {
    return filler.fill_or_keep(*binding->value.display_name,
                               fmt::format("tenants.{}.groups.{}.displayName", filler.tenant()->name.value, key));
  }
  return filler.fill_or_keep(defined, fmt::format("{}.{}.displayName", section, key));
}

}  // namespace pinwright::lower
