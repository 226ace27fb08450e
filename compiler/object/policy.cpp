#include "object/policy.hpp"

namespace pinwright::object {

auto text_of(const SettingValue& value) -> std::optional<std::string> {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* payload = std::get_if<AdmxPayload>(&value)) return to_xml(*payload);
  return std::nullopt;
}

}  // namespace pinwright::object
