#include "object/codec/catalog_admx.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/text.hpp"
#include "csp/admx.hpp"
#include "object/admx_payload.hpp"
#include "object/codec/catalog_json.hpp"

namespace pinwright::object {

using Json = nlohmann::ordered_json;
using csp::AdmxKind;

namespace {

constexpr std::string_view kKey = "_key";
constexpr std::string_view kValue = "_value";

auto misfit(std::string reason) -> Misfit { return {Misfit::What::Value, std::move(reason), false}; }
/// The checks of ADMX payloads say what is wrong with it, whatever the target is.
auto broken(std::string reason) -> Misfit { return {Misfit::What::Broken, std::move(reason), false}; }

auto parts_of(const std::string& text) -> std::vector<std::string_view> {
  return text.empty() ? std::vector<std::string_view>() : base::split(text, kAdmxSeparator);
}

/// The name that a list gives to its entry `index`, by the rule of the ADMX file.
auto entry_name(const csp::AdmxElement& element, std::size_t index, std::string_view value) -> std::string {
  return element.value_prefix ? fmt::format("{}{}", *element.value_prefix, index + 1) : std::string(value);
}

/// Writes one element of a payload.
class ElementWriter {
 public:
  ElementWriter(const csp::AdmxElement& element, std::string id, bool has_secrets)
      : element_(element), id_(std::move(id)), has_secrets_(has_secrets) {}

  [[nodiscard]] auto write(const std::string& value) const -> std::variant<Json, Misfit> {
    switch (element_.kind) {
      case AdmxKind::Boolean:
        return boolean(value);
      case AdmxKind::Enum:
        return item(value);
      case AdmxKind::Decimal:
      case AdmxKind::LongDecimal:
        return number(value);
      case AdmxKind::Text:
        return instance_json(Instance::Simple, id_, text_json(value));
      case AdmxKind::MultiText:
        return lines(value);
      case AdmxKind::List:
        return list(value);
    }
    return wrong(value);
  }

 private:
  [[nodiscard]] auto wrong(std::string_view value) const -> Misfit {
    return broken(fmt::format("element `{}` of its payload, a {}, cannot be {}", element_.id, csp::name(element_.kind),
                              base::quoted(value)));
  }
  [[nodiscard]] auto choice(const std::string& option) const -> Json {
    return instance_json(Instance::Choice, id_, option_json(option, Json::array()));
  }
  [[nodiscard]] auto boolean(const std::string& value) const -> std::variant<Json, Misfit> {
    const auto word = base::trimmed(value);
    if (base::equal_folded(word, "true") || word == "1") return choice(csp::settings_catalog_option_id(id_, "1"));
    if (base::equal_folded(word, "false") || word == "0") return choice(csp::settings_catalog_option_id(id_, "0"));
    if (has_secrets_) return choice(id_ + '_' + value);
    return wrong(value);
  }
  [[nodiscard]] auto item(const std::string& value) const -> std::variant<Json, Misfit> {
    if (const auto* known = element_.item(value)) return choice(csp::settings_catalog_option_id(id_, *known->value));
    if (has_secrets_) return choice(id_ + '_' + value);
    return wrong(value);
  }
  [[nodiscard]] auto number(const std::string& value) const -> std::variant<Json, Misfit> {
    const auto parsed = base::to_int(base::trimmed(value));
    if (!parsed && has_secrets_) return instance_json(Instance::Simple, id_, text_json(value));
    if (!parsed) return wrong(value);
    if (*parsed < std::numeric_limits<std::int32_t>::min() || *parsed > std::numeric_limits<std::int32_t>::max())
      return misfit(fmt::format("element `{}` of its payload is a number of 32 bits there, and `{}` is beyond it",
                                element_.id, *parsed));
    return instance_json(Instance::Simple, id_, integer_json(static_cast<std::int32_t>(*parsed)));
  }
  [[nodiscard]] auto lines(const std::string& value) const -> Json {
    auto values = Json::array();
    for (const auto line : parts_of(value)) values.push_back(text_json(std::string(line)));
    return instance_json(Instance::Simples, id_, std::move(values));
  }
  [[nodiscard]] auto list(const std::string& value) const -> std::variant<Json, Misfit> {
    auto parts = parts_of(value);
    // A separator behind the last value is no further name.
    if (parts.size() % 2 != 0 && parts.back().empty()) parts.pop_back();
    if (parts.size() % 2 != 0)
      return broken(fmt::format("element `{}` of its payload is no list of names and values", element_.id));
    auto values = Json::array();
    for (std::size_t i = 0; i < parts.size(); i += 2) {
      const std::string name(parts[i]);
      const std::string text(parts[i + 1]);
      if (element_.explicit_value) {
        values.push_back(
            {{"children", Json::array({instance_json(Instance::Simple, id_ + std::string(kKey), text_json(name)),
                                       instance_json(Instance::Simple, id_ + std::string(kValue), text_json(text))})}});
        continue;
      }
      if (name != entry_name(element_, i / 2, text) && name != text && name != std::to_string(i / 2 + 1))
        return misfit(fmt::format("the settings catalog does not carry names such as {} in the list `{}`",
                                  base::quoted(name), element_.id));
      values.push_back(text_json(text));
    }
    return instance_json(element_.explicit_value ? Instance::Groups : Instance::Simples, id_, std::move(values));
  }

  const csp::AdmxElement& element_;
  std::string id_;
  bool has_secrets_;
};

/// Reads the child of one element.
class ElementReader {
 public:
  ElementReader(const csp::AdmxElement& element, std::string id) : element_(element), id_(std::move(id)) {}

  [[nodiscard]] auto read(const nlohmann::json& child) const -> std::optional<std::string> {
    switch (element_.kind) {
      case AdmxKind::Boolean:
      case AdmxKind::Enum:
        return option(child);
      case AdmxKind::Decimal:
      case AdmxKind::LongDecimal:
      case AdmxKind::Text: {
        const auto* value = value_of(child, Instance::Simple);
        return value != nullptr && is_plain(*value) ? std::optional(simple_text(*value)) : std::nullopt;
      }
      case AdmxKind::MultiText:
        return texts(child);
      case AdmxKind::List:
        return element_.explicit_value ? pairs(child) : texts(child);
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] auto option(const nlohmann::json& child) const -> std::optional<std::string> {
    const auto* value = value_of(child, Instance::Choice);
    if (value == nullptr) return std::nullopt;
    const auto option_id = text_of(*value, "value");
    const auto raw = csp::settings_catalog_option_value(id_, option_id);
    if (!raw) return std::nullopt;
    if (element_.kind == AdmxKind::Boolean) return *raw == "1" ? "true" : "false";
    const auto* item = element_.item(*raw);
    return item != nullptr ? std::optional(std::string(*item->value)) : std::nullopt;
  }
  [[nodiscard]] auto texts(const nlohmann::json& child) const -> std::optional<std::string> {
    const auto* values = value_of(child, Instance::Simples);
    if (values == nullptr || !values->is_array()) return std::nullopt;
    std::vector<std::string> parts;
    for (const auto& value : *values) {
      if (!is_plain(value)) return std::nullopt;
      auto text = simple_text(value);
      if (element_.kind == AdmxKind::List) parts.push_back(entry_name(element_, parts.size() / 2, text));
      parts.push_back(std::move(text));
    }
    return base::joined(parts, kAdmxSeparator);
  }
  [[nodiscard]] auto pairs(const nlohmann::json& child) const -> std::optional<std::string> {
    const auto* groups = value_of(child, Instance::Groups);
    if (groups == nullptr || !groups->is_array()) return std::nullopt;
    std::vector<std::string> parts;
    for (const auto& group : *groups) {
      parts.push_back(member(group, kKey));
      parts.push_back(member(group, kValue));
    }
    return base::joined(parts, kAdmxSeparator);
  }
  [[nodiscard]] auto member(const nlohmann::json& group, std::string_view which) const -> std::string {
    for (const auto& child : items_of(group, "children")) {
      const auto* value = value_of(child, Instance::Simple);
      if (value != nullptr && text_of(child, "settingDefinitionId") == id_ + std::string(which))
        return simple_text(*value);
    }
    return {};
  }

  const csp::AdmxElement& element_;
  std::string id_;
};

auto lacks(const csp::Definition& definition, std::string_view element) -> bool {
  const auto& missing = definition.missing_elements;
  return std::any_of(missing.begin(), missing.end(), [&](auto one) { return base::equal_folded(one, element); });
}

/// The children, in the order of the ADMX file.
auto children_of(const CatalogPlace& place, const AdmxPayload& payload, bool has_secrets)
    -> std::variant<Json, Misfit> {
  const auto known = place.node.admx();
  if (!known && !payload.data.empty())
    return misfit("nobody knows the elements of its policy, which are settings of their own in the settings catalog");
  const auto policy = known.value_or(csp::AdmxPolicy());
  for (const auto& datum : payload.data) {
    if (policy.element(datum.id) == nullptr)
      return broken(fmt::format("its payload has the element {}, which its policy lacks", base::quoted(datum.id)));
    if (lacks(place.definition, datum.id))
      return misfit(
          fmt::format("the settings catalog has no definition of element {} of its payload", base::quoted(datum.id)));
  }
  auto children = Json::array();
  for (const auto& element : policy.elements) {
    const auto datum = std::find_if(payload.data.begin(), payload.data.end(),
                                    [&](const AdmxDatum& one) { return base::equal_folded(one.id, element.id); });
    if (datum == payload.data.end()) continue;
    auto child =
        ElementWriter(element, csp::settings_catalog_child_id(place.id, element.id), has_secrets).write(datum->value);
    if (auto* why = std::get_if<Misfit>(&child)) return std::move(*why);
    children.push_back(std::get<Json>(std::move(child)));
  }
  return children;
}

}  // namespace

auto to_admx_choice(const CatalogPlace& place, const std::string& payload, bool has_secrets)
    -> std::variant<Json, Misfit> {
  const auto reading = read_admx_payload(payload);
  if (!reading) return Misfit{Misfit::What::Broken, "its value is no payload of an ADMX policy", false};
  auto children = Json::array();
  if (reading->payload.enabled) {
    auto made = children_of(place, reading->payload, has_secrets);
    if (auto* why = std::get_if<Misfit>(&made)) return std::move(*why);
    children = std::get<Json>(std::move(made));
  }
  const auto option = csp::settings_catalog_option_id(place.id, reading->payload.enabled ? "1" : "0");
  return instance_json(Instance::Choice, place.id, option_json(option, std::move(children)));
}

auto from_admx_option(const csp::Node& node, std::string_view id, const nlohmann::json& value)
    -> std::optional<std::string> {
  const auto option_id = text_of(value, "value");
  const auto option = csp::settings_catalog_option_value(id, option_id);
  if (option != "0" && option != "1") return std::nullopt;
  AdmxPayload payload{option == "1", {}};
  const auto& children = items_of(value, "children");
  const auto policy = node.admx().value_or(csp::AdmxPolicy());
  std::size_t taken = 0;
  for (const auto& element : policy.elements) {
    const auto child_id = csp::settings_catalog_child_id(id, element.id);
    const auto child = std::find_if(children.begin(), children.end(), [&](const nlohmann::json& one) {
      return text_of(one, "settingDefinitionId") == child_id;
    });
    if (child == children.end()) continue;
    auto text = ElementReader(element, child_id).read(*child);
    if (!text) return std::nullopt;
    payload.data.push_back({std::string(element.id), *std::move(text)});
    ++taken;
  }
  // What no element has would be lost in the payload, and so would an element of a disabled policy.
  if (taken != children.size() || (taken > 0 && !payload.enabled)) return std::nullopt;
  return to_xml(payload);
}

}  // namespace pinwright::object
