#include "check/xml_secrets.hpp"

#include <algorithm>
#include <variant>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "check/secret_names.hpp"
#include "grammar/xml_places.hpp"

namespace pinwright::check {

namespace {

auto local_name(std::string_view name) -> std::string_view { return name.substr(name.find(':') + 1); }

auto is_protected(const grammar::XmlElement& parent) -> bool {
  const auto* flag = parent.child("protected");
  return flag != nullptr && base::trimmed(flag->text) == "true";
}

auto collect_attributes(const grammar::XmlElement& element, std::vector<XmlSecret>& out) -> void {
  for (const auto& [name, value] : element.attributes) {
    if (names_a_secret(local_name(name)) && can_be_secret(value)) out.push_back({&element, name, value});
  }
}

// parse_xml bounds the depth.
auto collect(const std::vector<grammar::XmlElement>& elements, bool guarded, std::vector<XmlSecret>& out) -> void {
  for (const auto& element : elements) {
    collect_attributes(element, out);
    const bool is_leaf = element.children.empty();
    if (is_leaf && !guarded && names_a_secret(element.local_name()) && can_be_secret(element.text))
      out.push_back({&element, {}, element.text});
    collect(element.children, is_protected(element), out);
  }
}

/// Of XML that parse_xml does not take, for a prefix: the places alone.
auto has_secret_place(std::string_view text) -> bool {
  const auto places = grammar::xml_places(text);
  return std::any_of(places.begin(), places.end(), [&](const grammar::XmlPlace& place) {
    const auto value = text.substr(place.begin, place.end - place.begin);
    const auto name = place.attribute.empty() ? place.element : place.attribute;
    return names_a_secret(name) && value.find('<') == std::string_view::npos && can_be_secret(value);
  });
}

/// What was UTF-16 and says so is not so any more.
auto without_declaration(std::string_view text) -> std::string_view {
  if (!text.starts_with("<?xml")) return text;
  const auto end = text.find("?>");
  return end == std::string_view::npos ? text : text.substr(end + 2);
}

}  // namespace

auto can_be_secret(std::string_view value) -> bool {
  value = base::trimmed(value);
  const bool is_number = value.size() <= 2 && std::all_of(value.begin(), value.end(), base::is_digit);
  return !is_number && !base::equal_folded(value, "true") && !base::equal_folded(value, "false") &&
         value.find("{env.") == std::string_view::npos;
}

auto clear_secrets(const std::vector<grammar::XmlElement>& elements) -> std::vector<XmlSecret> {
  std::vector<XmlSecret> out;
  collect(elements, false, out);
  return out;
}

auto holds_clear_secret(std::string_view text) -> bool {
  const auto utf8 = base::utf16_to_utf8(text);
  const auto body = grammar::xml_body(utf8 ? without_declaration(*utf8) : text);
  if (!base::trimmed(body.text).starts_with('<') && !body.text.starts_with(base::kByteOrderMark)) return false;
  const auto parsed = grammar::parse_xml(body.text);
  const auto* elements = std::get_if<std::vector<grammar::XmlElement>>(&parsed);
  return elements != nullptr ? !clear_secrets(*elements).empty() : has_secret_place(body.text);
}

}  // namespace pinwright::check
