#include "check/same_value.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <variant>
#include <vector>

#include "base/text.hpp"
#include "grammar/xml.hpp"

namespace pinwright::check {

namespace {

using Elements = std::vector<grammar::XmlElement>;

constexpr std::size_t kShown = 40;

struct Spell {
  auto operator()(bool value) const -> std::string { return value ? "true" : "false"; }
  auto operator()(std::int32_t value) const -> std::string { return fmt::format("{}", value); }
  auto operator()(float value) const -> std::string { return fmt::format("{}", value); }
  auto operator()(const std::string& value) const -> std::string { return std::string(base::trimmed(value)); }
  auto operator()(const object::Masked&) const -> std::string { return {}; }
};

auto spelled(const object::SettingValue& value) -> std::string { return std::visit(Spell{}, value); }

// parse_xml bounds the depth.
auto same_elements(const Elements& a, const Elements& b) -> bool;

auto same_element(const grammar::XmlElement& a, const grammar::XmlElement& b) -> bool {
  auto left = a.attributes;
  auto right = b.attributes;
  std::sort(left.begin(), left.end());
  std::sort(right.begin(), right.end());
  return a.name == b.name && left == right && base::trimmed(a.text) == base::trimmed(b.text) &&
         same_elements(a.children, b.children);
}

auto same_elements(const Elements& a, const Elements& b) -> bool {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), same_element);
}

auto same_xml(const std::string& a, const std::string& b) -> bool {
  if (a.empty() || b.empty() || a.front() != '<' || b.front() != '<') return false;
  const auto left = grammar::parse_xml(a);
  const auto right = grammar::parse_xml(b);
  const auto* first = std::get_if<Elements>(&left);
  const auto* second = std::get_if<Elements>(&right);
  return first != nullptr && second != nullptr && same_elements(*first, *second);
}

}  // namespace

auto same_value(const lower::Setting& a, const lower::Setting& b) -> std::optional<bool> {
  const auto* first = lower::plain_value(a);
  const auto* second = lower::plain_value(b);
  if (first == nullptr || second == nullptr) return std::nullopt;
  if (*first == *second) return true;
  const auto left = spelled(*first);
  const auto right = spelled(*second);
  return left == right || same_xml(left, right);
}

auto shown_value(const lower::Setting& setting) -> std::optional<std::string> {
  const auto* value = lower::plain_value(setting);
  if (value == nullptr || (setting.node.valid() && setting.node.is_secret())) return std::nullopt;
  // A catalogue that does not know the node cannot tell whether a text is a secret.
  if (!setting.node.valid() && std::holds_alternative<std::string>(*value)) return std::nullopt;
  const auto text = spelled(*value);
  if (text.empty() || text.size() > kShown) return std::nullopt;
  return base::quoted(text);
}

}  // namespace pinwright::check
