#include "lower/scope.hpp"

namespace pinwright::lower {

namespace {

constexpr std::size_t kFew = 16;

template <class T>
auto index_of(const model::Map<T>& map) -> std::unordered_map<std::string_view, std::size_t> {
  std::unordered_map<std::string_view, std::size_t> index;
  if (map.size() <= kFew) return index;
  index.reserve(map.size());
  for (std::size_t i = 0; i < map.size(); ++i) index.try_emplace(map[i].name.value, i);
  return index;
}

template <class T>
auto find_in(const model::Map<T>& map, const std::unordered_map<std::string_view, std::size_t>& index,
             std::string_view name) -> const model::Named<T>* {
  if (map.size() <= kFew) return model::find(map, name);
  const auto found = index.find(name);
  return found == index.end() ? nullptr : &map[found->second];
}

}  // namespace

Scope::Scope(TenantRef tenant)
    : tenant_(tenant),
      variables_(index_of(tenant->value.vars)),
      labels_(index_of(tenant->value.labels)),
      bindings_(index_of(tenant->value.groups)) {}

auto Scope::variable(std::string_view name) const -> const model::Named<model::Variable>* {
  return find_in(tenant_->value.vars, variables_, name);
}

auto Scope::label(std::string_view name) const -> const model::Named<model::Text>* {
  return find_in(tenant_->value.labels, labels_, name);
}

auto Scope::binding(std::string_view name) const -> const model::Named<model::Binding>* {
  return find_in(tenant_->value.groups, bindings_, name);
}

}  // namespace pinwright::lower
