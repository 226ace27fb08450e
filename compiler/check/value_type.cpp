#include "check/value_type.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/text.hpp"

namespace pinwright::check {

using object::DataType;

namespace {

auto is_admx_area(const UriVerdict& verdict) -> bool {
  return verdict.missing && verdict.missing->kind == csp::NotFound::Kind::AdmxIngested;
}

/// No value is right for a node that takes none; that it takes none is reported.
auto takes_no_value(const UriVerdict& verdict) -> bool {
  return verdict.slug == diag::Code::InteriorNode || verdict.slug == diag::Code::NotSettable ||
         verdict.slug == diag::Code::ResultPath;
}

auto is_number(const syntax::ScalarValue& value) -> bool {
  return std::holds_alternative<std::int64_t>(value) || std::holds_alternative<double>(value);
}

/// `5`, `-5`, and what is too long for 64 bits, which YAML reads as a floating-point number.
auto is_whole_number(const lower::Value& value) -> bool {
  if (std::holds_alternative<std::int64_t>(value.scalar)) return true;
  if (!std::holds_alternative<double>(value.scalar)) return false;
  std::string_view text = value.text.text;
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
  return !text.empty() && std::all_of(text.begin(), text.end(), base::is_digit);
}

auto fault_of_text(const lower::Setting& setting) -> TypeFault {
  if (!std::holds_alternative<std::string>(setting.value.scalar)) return TypeFault::WrongKind;
  if (setting.value.file != nullptr && !setting.value.file->is_text) return TypeFault::BinaryFile;
  return setting.type == DataType::DateTime ? TypeFault::NotDateTime : TypeFault::NotBase64;
}

auto fault_of(const lower::Setting& setting) -> TypeFault {
  if (object::row_of(setting.type).is_text) return fault_of_text(setting);
  if (!setting.value.text.secrets.empty()) return TypeFault::FromEnvironment;
  if (setting.type == DataType::Integer && is_whole_number(setting.value)) return TypeFault::Overflow;
  if (setting.type == DataType::FloatingPoint && is_number(setting.value.scalar)) return TypeFault::NotSingle;
  return TypeFault::WrongKind;
}

}  // namespace

auto taken_types(const SettingContext& context) -> std::vector<DataType> {
  if (context.setting.node.valid()) {
    const auto types = object::types_of(context.setting.node.format());
    return {types.begin(), types.end()};
  }
  if (is_admx_area(context.uri)) return {DataType::String, DataType::StringXml};
  return {};
}

auto type_fault(const SettingContext& context) -> TypeFault {
  const auto& setting = context.setting;
  if (setting.declared == nullptr || takes_no_value(context.uri)) return TypeFault::None;
  if (setting.declared->data_type) {
    const auto types = taken_types(context);
    if (!types.empty() && std::find(types.begin(), types.end(), setting.type) == types.end())
      return TypeFault::DeclaredType;
  }
  return setting.typed ? TypeFault::None : fault_of(setting);
}

auto known_text(const SettingContext& context) -> const std::string* {
  const auto& setting = context.setting;
  if (setting.type != DataType::String && setting.type != DataType::StringXml) return nullptr;
  return std::get_if<std::string>(lower::plain_value(setting));
}

}  // namespace pinwright::check
