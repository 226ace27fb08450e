#include "lower/look_up.hpp"

#include "grammar/oma_uri.hpp"

namespace pinwright::lower {

auto look_up(Setting& setting, const csp::Catalog& catalog) -> void {
  const auto parsed = grammar::parse_oma_uri(setting.uri.text);
  const auto* uri = std::get_if<grammar::OmaUri>(&parsed);
  if (uri == nullptr) return;
  setting.answer = catalog.find(*uri);
  if (const auto* found = std::get_if<csp::Found>(&*setting.answer)) setting.node = found->node;
}

}  // namespace pinwright::lower
