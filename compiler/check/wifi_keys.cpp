#include "check/wifi_keys.hpp"

#include <variant>

#include "base/text.hpp"

namespace pinwright::check {

namespace {

auto local_name(std::string_view name) -> std::string_view { return name.substr(name.find(':') + 1); }

auto child(const grammar::XmlElement& element, std::string_view name) -> const grammar::XmlElement* {
  for (const auto& inner : element.children) {
    if (local_name(inner.name) == name) return &inner;
  }
  return nullptr;
}

// parse_xml bounds the depth.
auto collect(const grammar::XmlElement& element, std::vector<const grammar::XmlElement*>& keys) -> void {
  for (const auto& inner : element.children) collect(inner, keys);
  const auto* key = child(element, "keyMaterial");
  if (key == nullptr || base::trimmed(key->text).empty()) return;
  const auto* is_protected = child(element, "protected");
  if (is_protected == nullptr || base::trimmed(is_protected->text) != "true") keys.push_back(key);
}

}  // namespace

auto clear_wifi_keys(const std::vector<grammar::XmlElement>& elements) -> std::vector<const grammar::XmlElement*> {
  std::vector<const grammar::XmlElement*> keys;
  for (const auto& element : elements) {
    if (local_name(element.name) == "WLANProfile") collect(element, keys);
  }
  return keys;
}

auto holds_clear_wifi_key(std::string_view text) -> bool {
  if (text.find("keyMaterial") == std::string_view::npos) return false;
  const auto parsed = grammar::parse_xml(text);
  const auto* elements = std::get_if<std::vector<grammar::XmlElement>>(&parsed);
  return elements != nullptr && !clear_wifi_keys(*elements).empty();
}

}  // namespace pinwright::check
