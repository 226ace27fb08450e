#include "object/codec/catalog_value.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/text.hpp"
#include "object/codec/catalog_admx.hpp"
#include "object/codec/catalog_json.hpp"
#include "object/codec/catalog_options.hpp"

namespace pinwright::object {

using Json = nlohmann::ordered_json;
using csp::Control;

namespace {

auto misfit(std::string reason) -> Misfit { return {Misfit::What::Value, std::move(reason), false}; }

auto raw_text(const SettingValue& value) -> std::string {
  if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
  if (const auto* number = std::get_if<std::int32_t>(&value)) return std::to_string(*number);
  if (const auto* real = std::get_if<float>(&value)) return fmt::format("{}", *real);
  return text_of(value).value_or("");
}

auto write_choice(const CatalogPlace& place, const Setting& setting) -> std::variant<Json, Misfit> {
  const OptionWriter options(place, !setting.secrets.empty());
  const auto raw = raw_text(setting.value);
  const auto id = options.id_of(raw);
  if (!id) return options.none(raw);
  return instance_json(Instance::Choice, place.id, option_json(*id, Json::array()));
}

auto elements_of(const csp::Node& node, const std::string& text) -> std::vector<std::string> {
  std::vector<std::string> elements;
  if (text.empty()) return elements;
  if (node.list_delimiter().empty()) return {text};
  for (const auto element : base::split(text, node.list_delimiter())) elements.emplace_back(element);
  return elements;
}

auto write_choices(const CatalogPlace& place, const Setting& setting) -> std::variant<Json, Misfit> {
  const OptionWriter options(place, !setting.secrets.empty());
  const auto raw = raw_text(setting.value);
  auto elements = elements_of(place.node, raw);
  if (place.node.list_delimiter().empty()) {
    auto flags = options.flags_of(raw);
    if (!flags) return options.none(raw);
    elements = *std::move(flags);
  }
  auto values = Json::array();
  for (const auto& element : elements) {
    const auto id = options.id_of(element);
    if (!id) return options.none(element);
    values.push_back(option_json(*id, Json::array()));
  }
  return instance_json(Instance::Choices, place.id, std::move(values));
}

// --- simple values ------------------------------------------------------------------------------------------------

auto to_int32(std::string_view text) -> std::optional<std::int32_t> {
  const auto number = base::to_int_or_hex(text);
  if (!number || *number < std::numeric_limits<std::int32_t>::min() ||
      *number > std::numeric_limits<std::int32_t>::max()) {
    return std::nullopt;
  }
  return static_cast<std::int32_t>(*number);
}

auto no_number(std::string_view raw) -> Misfit {
  return misfit(fmt::format("the settings catalog takes a number of 32 bits, not {}", base::quoted(raw)));
}

/// A token goes back as the token that it is: the value behind it cannot be read.
auto secret_json(const Setting& setting) -> Json {
  const auto* mask = std::get_if<Masked>(&setting.value);
  return {{"@odata.type", kSecretValue},
          {"value", mask != nullptr ? mask->reference : raw_text(setting.value)},
          {"valueState", mask != nullptr ? "encryptedValueToken" : "notEncrypted"}};
}

auto write_integer(const CatalogPlace& place, const Setting& setting) -> std::variant<Json, Misfit> {
  const auto raw = raw_text(setting.value);
  const auto number = to_int32(raw);
  if (!number) return no_number(raw);
  return instance_json(Instance::Simple, place.id, integer_json(*number));
}

auto write_text(const CatalogPlace& place, const Setting& setting) -> Json {
  const bool is_secret =
      place.node.is_secret() || place.definition.is_secret || std::holds_alternative<Masked>(setting.value);
  return instance_json(Instance::Simple, place.id,
                       is_secret ? secret_json(setting) : text_json(raw_text(setting.value)));
}

auto write_collection(const CatalogPlace& place, const Setting& setting) -> std::variant<Json, Misfit> {
  auto values = Json::array();
  for (const auto& element : elements_of(place.node, raw_text(setting.value))) {
    if (place.definition.control == Control::Texts) {
      values.push_back(text_json(element));
      continue;
    }
    const auto number = to_int32(element);
    if (!number) return no_number(element);
    values.push_back(integer_json(*number));
  }
  return instance_json(Instance::Simples, place.id, std::move(values));
}

// --- reading ------------------------------------------------------------------------------------------------------

/// A text as the type that is usual for the node, or as text when it is none of that type.
auto typed(const csp::Node& node, std::string raw) -> TypedValue {
  const auto types = types_of(node.format());
  const auto type = types.empty() ? DataType::String : types.front();
  if (type == DataType::Boolean && (raw == "true" || raw == "1")) return {type, true};
  if (type == DataType::Boolean && (raw == "false" || raw == "0")) return {type, false};
  if (type == DataType::Integer) {
    if (const auto number = bits_of(raw)) return {type, static_cast<std::int32_t>(*number)};
  }
  if (type == DataType::FloatingPoint) {
    if (const auto real = base::to_double(raw)) return {type, static_cast<float>(*real)};
  }
  return {row_of(type).is_text ? type : DataType::String, std::move(raw)};
}

/// As an element of a list it would be read as several.
auto is_split(const csp::Node& node, std::string_view element) -> bool {
  return !node.list_delimiter().empty() && element.find(node.list_delimiter()) != std::string_view::npos;
}

auto is_secret(const nlohmann::json& value) -> bool { return text_of(value, "@odata.type") == kSecretValue; }

auto read_choice(const csp::Node& node, const csp::Definition& definition, std::string_view id,
                 const nlohmann::json& instance) -> std::optional<TypedValue> {
  const auto* value = value_of(instance, Instance::Choice);
  if (value == nullptr) return std::nullopt;
  if (node.is_admx_backed()) {
    auto payload = from_admx_option(node, id, *value);
    if (!payload) return std::nullopt;
    return TypedValue{DataType::String, value_of_text(*std::move(payload))};
  }
  auto raw = raw_of_option(node, definition, id, *value);
  return raw ? std::optional(typed(node, *std::move(raw))) : std::nullopt;
}

auto read_choices(const csp::Node& node, const csp::Definition& definition, std::string_view id,
                  const nlohmann::json& instance) -> std::optional<TypedValue> {
  const auto* values = value_of(instance, Instance::Choices);
  if (values == nullptr || !values->is_array()) return std::nullopt;
  std::uint32_t sum = 0;
  std::vector<std::string> texts;
  for (const auto& value : *values) {
    auto raw = raw_of_option(node, definition, id, value);
    if (!raw) return std::nullopt;
    sum |= bits_of(*raw).value_or(0);
    texts.push_back(*std::move(raw));
  }
  if (node.list_delimiter().empty()) return typed(node, std::to_string(sum));
  return typed(node, base::joined(texts, node.list_delimiter()));
}

auto read_simple(const csp::Node& node, const nlohmann::json& instance) -> std::optional<TypedValue> {
  const auto* value = value_of(instance, Instance::Simple);
  if (value == nullptr || !value->is_object()) return std::nullopt;
  if (!is_plain(*value) && !is_secret(*value)) return std::nullopt;
  const auto held = value->find("value");
  if (held == value->end() || held->is_null()) return std::nullopt;
  if (is_secret(*value) && text_of(*value, "valueState") == "encryptedValueToken")
    return TypedValue{DataType::String, Masked{text_of(*value, "value")}, true};
  auto read = typed(node, simple_text(*value));
  read.is_secret = is_secret(*value);
  return read;
}

auto read_collection(const csp::Node& node, const nlohmann::json& instance) -> std::optional<TypedValue> {
  const auto* values = value_of(instance, Instance::Simples);
  if (values == nullptr || !values->is_array()) return std::nullopt;
  std::vector<std::string> texts;
  for (const auto& value : *values) {
    if (!is_plain(value)) return std::nullopt;
    texts.push_back(simple_text(value));
    if (is_split(node, texts.back())) return std::nullopt;
  }
  // One empty element would be read back as none.
  if (texts.size() == 1 && texts.front().empty()) return std::nullopt;
  if (texts.size() > 1 && node.list_delimiter().empty()) return std::nullopt;
  return typed(node, base::joined(texts, node.list_delimiter()));
}

}  // namespace

auto to_instance(const CatalogPlace& place, const Setting& setting) -> std::variant<Json, Misfit> {
  if (std::holds_alternative<Masked>(setting.value)) return write_text(place, setting);
  switch (place.definition.control) {
    case Control::Choice:
      return place.node.is_admx_backed() ? to_admx_choice(place, raw_text(setting.value), !setting.secrets.empty())
                                         : write_choice(place, setting);
    case Control::Choices:
      return write_choices(place, setting);
    case Control::Integer:
      return write_integer(place, setting);
    case Control::Text:
      return write_text(place, setting);
    case Control::Integers:
    case Control::Texts:
      return write_collection(place, setting);
    case Control::Group:
    case Control::Unknown:
      break;
  }
  return misfit("the settings catalog sets it in another way");
}

auto from_instance(const csp::Node& node, const csp::Definition& definition, std::string_view id,
                   const nlohmann::json& instance) -> std::optional<TypedValue> {
  switch (definition.control) {
    case Control::Choice:
      return read_choice(node, definition, id, instance);
    case Control::Choices:
      return read_choices(node, definition, id, instance);
    case Control::Integer:
    case Control::Text:
      return read_simple(node, instance);
    case Control::Integers:
    case Control::Texts:
      return read_collection(node, instance);
    case Control::Group:
    case Control::Unknown:
      break;
  }
  return std::nullopt;
}

}  // namespace pinwright::object
