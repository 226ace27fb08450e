#include "lower/bound_name.hpp"

#include <fmt/format.h>

namespace pinwright::lower {

auto bound_name(const Filler& filler, TenantRef tenant, std::string_view section, std::string_view key,
                const model::Text& defined) -> Filled {
  const auto* binding = model::find(tenant->value.groups, key);
  if (binding != nullptr && binding->value.display_name) {
    return filler.fill_or_keep(*binding->value.display_name,
                               fmt::format("tenants.{}.groups.{}.displayName", tenant->name.value, key));
  }
  return filler.fill_or_keep(defined, fmt::format("{}.{}.displayName", section, key));
}

}  // namespace pinwright::lower
