#include "object/setting_key.hpp"

#include <utility>

#include "grammar/oma_uri_canonical.hpp"

namespace pinwright::object {

SettingKey::SettingKey() {
  static const auto kEmpty = facts_of({});
  facts_ = kEmpty;
}

auto SettingKey::of_oma_uri(std::string text) -> SettingKey { return SettingKey(facts_of(std::move(text))); }

auto SettingKey::in(const csp::Catalog* catalog) const -> SettingKey {
  auto key = *this;
  key.catalog_ = catalog;
  return key;
}

auto SettingKey::facts_of(std::string text) -> std::shared_ptr<const Facts> {
  auto facts = std::make_shared<Facts>();
  facts->text = std::move(text);
  facts->canonical = grammar::canonical_oma_uri(facts->text);
  // Views into the text, which does not move any more.
  facts->form = grammar::parse_oma_uri(facts->text);
  return facts;
}

}  // namespace pinwright::object
