#include "object/policy.hpp"

#include <utility>

namespace pinwright::object {

auto text_of(const SettingValue& value) -> std::optional<std::string> {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* payload = std::get_if<AdmxPayload>(&value)) return to_xml(*payload);
  return std::nullopt;
}

auto value_of_text(std::string text) -> SettingValue {
  auto reading = read_admx_payload(text);
  if (reading && to_xml(reading->payload) == text) return std::move(reading->payload);
  return text;
}

}  // namespace pinwright::object
