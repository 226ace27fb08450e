#pragma once

#include <optional>
#include <string_view>

#include "csp/node.hpp"
#include "lower/fill.hpp"
#include "lower/lower.hpp"

namespace pinwright::lower {

/// The data type of a setting: as declared; else as the node's format says; else `string` below an ingested ADMX area;
/// else by the YAML type of the value, and `from_yaml` is true.
struct ChosenType {
  object::DataType type = object::DataType::String;
  bool from_yaml = false;
};
[[nodiscard]] auto choose_type(const model::Setting& setting, const csp::Node& node, bool is_admx_area,
                               const syntax::ScalarValue& value) -> ChosenType;

/// The value that Graph carries; nullopt when the scalar does not fit the type.
[[nodiscard]] auto typed_value(object::DataType type, const Value& value) -> std::optional<object::SettingValue>;

/// Where a setting's value comes from. nullopt after a finding.
[[nodiscard]] auto value_of(const Input& input, const Filler& filler, const model::Setting& setting, TenantRef tenant,
                            std::string_view path, diag::Sink& sink) -> std::optional<Value>;

}  // namespace pinwright::lower
