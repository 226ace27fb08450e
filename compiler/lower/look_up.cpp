#include "lower/look_up.hpp"

namespace pinwright::lower {

auto look_up(Setting& setting, const csp::Catalog& catalog) -> void {
  const auto* uri = setting.key.parsed();
  if (uri == nullptr) return;
  setting.answer = catalog.find(*uri);
  if (const auto* found = std::get_if<csp::Found>(&*setting.answer)) setting.node = found->node;
}

}  // namespace pinwright::lower
