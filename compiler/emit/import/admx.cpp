#include "emit/import/admx.hpp"

#include <algorithm>
#include <string>
#include <unordered_set>
#include <utility>
#include <variant>

#include "base/text.hpp"
#include "lower/admx_words.hpp"
#include "lower/fill.hpp"

namespace pinwright::emit {

namespace {

using Form = lower::AdmxEntry::Form;

auto payload_of(const object::Setting& setting) -> std::optional<object::AdmxPayload> {
  if (const auto* payload = std::get_if<object::AdmxPayload>(&setting.value)) return *payload;
  const auto* text = std::get_if<std::string>(&setting.value);
  auto reading = text == nullptr ? std::nullopt : object::read_admx_payload(*text);
  return reading ? std::optional(std::move(reading->payload)) : std::nullopt;
}

/// The entry that says exactly this value.
auto entry_for(const csp::AdmxPolicy& policy, const object::AdmxDatum& datum) -> std::optional<lower::AdmxEntry> {
  const auto* element = policy.element(datum.id);
  if (element == nullptr) return std::nullopt;
  auto entry = lower::entry_of(*element, datum.value);
  entry.id = element->id;
  const bool is_filled = std::any_of(entry.parts.begin(), entry.parts.end(),
                                     [](const std::string& part) { return lower::has_placeholder(part); });
  if (is_filled || lower::worded(element, entry) != datum.value) return std::nullopt;
  return entry;
}

auto write_entry(YamlWriter& yaml, const lower::AdmxEntry& entry) -> void {
  const auto key = yaml_text(entry.id);
  const auto& parts = entry.parts;
  switch (entry.form) {
    case Form::Boolean:
    case Form::Number:
      yaml.entry(key, parts.front());
      return;
    case Form::Xml:
    case Form::Text:
      yaml.text(key, parts.front());
      return;
    case Form::List:
    case Form::Pairs:
      break;
  }
  if (parts.empty()) return yaml.entry(key, "[]");
  yaml.enter(key);
  if (entry.form == Form::List) {
    for (const auto& part : parts) yaml.item(yaml_text(part));
  } else {
    for (std::size_t i = 0; i + 1 < parts.size(); i += 2) yaml.text(yaml_text(parts[i]), parts[i + 1]);
  }
  yaml.leave();
}

}  // namespace

auto admx_value(const object::Setting& setting, const csp::Node& node, bool is_admx_area) -> std::optional<AdmxValue> {
  if (setting.type != object::DataType::String) return std::nullopt;
  if (node.valid() ? !node.is_admx_backed() : !is_admx_area) return std::nullopt;
  const auto payload = payload_of(setting);
  if (!payload) return std::nullopt;
  AdmxValue value{payload->enabled, {}};
  if (payload->data.empty()) return value;
  const auto policy = node.valid() ? node.admx() : std::nullopt;
  // `disabled` has no elements.
  if (!policy || !payload->enabled) return std::nullopt;
  std::unordered_set<std::string> known;
  for (const auto& datum : payload->data) {
    auto entry = entry_for(*policy, datum);
    if (!entry || !known.insert(base::folded(datum.id)).second) return std::nullopt;
    value.entries.push_back(*std::move(entry));
  }
  return value;
}

auto write_admx(YamlWriter& yaml, const AdmxValue& value) -> void {
  if (value.entries.empty()) return yaml.entry("admx", value.enabled ? "enabled" : "disabled");
  yaml.enter("admx");
  for (const auto& entry : value.entries) write_entry(yaml, entry);
  yaml.leave();
}

}  // namespace pinwright::emit
