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
  auto operator()(float value) const -> std::string { return fmt::format("{}", value == 0 ? 0.0F : value); }
  auto operator()(const std::string& value) const -> std::string { return std::string(base::trimmed(value)); }
  auto operator()(const object::Masked&) const -> std::string { return {}; }
  auto operator()(const object::AdmxPayload& value) const -> std::string { return object::to_xml(value); }
};

auto spelled(const object::SettingValue& value) -> std::string { return std::visit(Spell{}, value); }

// parse_xml bounds the depth.
auto append(const Elements& elements, std::string& text) -> void {
  for (const auto& element : elements) {
    auto attributes = element.attributes;
    std::sort(attributes.begin(), attributes.end());
    text += fmt::format("<{}:{}", element.space, element.name);
    for (const auto& [name, value] : attributes) text += fmt::format(" {}={}:{}", name, value.size(), value);
    const auto inner = base::trimmed(element.text);
    text += fmt::format(">{}:{}", inner.size(), inner);
    append(element.children, text);
    text += "</>";
  }
}

}  // namespace

auto comparable_value(const lower::Setting& setting) -> std::optional<std::string> {
  const auto* value = lower::plain_value(setting);
  if (value == nullptr) return std::nullopt;
  const auto* payload = std::get_if<object::AdmxPayload>(value);
  auto text = payload == nullptr ? spelled(*value) : object::to_xml(object::canonical_payload(*payload));
  if (text.empty() || text.front() != '<') return text;
  const auto parsed = grammar::parse_xml(text);
  const auto* elements = std::get_if<Elements>(&parsed);
  if (elements == nullptr) return text;
  // No other value begins with a NUL.
  std::string xml(1, '\0');
  append(*elements, xml);
  return xml;
}

auto same_value(const lower::Setting& a, const lower::Setting& b) -> std::optional<bool> {
  const auto left = comparable_value(a);
  const auto right = comparable_value(b);
  if (!left || !right) return std::nullopt;
  return *left == *right;
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
