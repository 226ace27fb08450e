#include "check/value_type.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/base64.hpp"
#include "base/text.hpp"

namespace pinwright::check {

using object::DataType;

namespace {

auto is_admx_area(const UriResult& result) -> bool {
  return result.missing && result.missing->kind == csp::NotFound::Kind::AdmxIngested;
}

/// No value is right for a node that takes none; that it takes none is reported.
auto takes_no_value(const UriResult& result) -> bool {
  return result.slug == diag::Code::InteriorNode || result.slug == diag::Code::NotSettable ||
         result.slug == diag::Code::ResultPath;
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

/// What a catalogue could not know may be anything but the policy of an ADMX file: those have areas of their own.
auto admx_error(const SettingContext& context) -> TypeError {
  if (lower::is_admx_policy(context.setting)) return TypeError::None;
  const auto slug = context.uri.slug;
  const bool is_said = slug && slug != diag::Code::UncheckedNode && slug != diag::Code::RetiredCsp;
  return is_said ? TypeError::None : TypeError::NotAdmx;
}

/// Administrators set a certificate's base64 as String, and a node of this format takes text on the wire: the value
/// decides. What the environment gives is not known.
auto is_base64_as_text(const lower::Setting& setting) -> bool {
  const bool is_text_node = setting.node.valid() && setting.node.format() == csp::Format::B64;
  if (!is_text_node || setting.type != DataType::String || !setting.typed) return false;
  const auto* value = lower::plain_value(setting);
  if (value == nullptr) return true;
  const auto* text = std::get_if<std::string>(value);
  return text != nullptr && !base::trimmed(*text).empty() && base::base64_decode(*text).has_value();
}

auto error_of_text(const lower::Setting& setting) -> TypeError {
  if (!std::holds_alternative<std::string>(setting.value.scalar)) return TypeError::WrongKind;
  if (setting.value.file != nullptr && !setting.value.file->is_text) return TypeError::BinaryFile;
  return setting.type == DataType::DateTime ? TypeError::NotDateTime : TypeError::NotBase64;
}

auto error_of(const lower::Setting& setting) -> TypeError {
  if (object::row_of(setting.type).is_text) return error_of_text(setting);
  if (!setting.value.text.secrets.empty()) return TypeError::FromEnvironment;
  if (setting.type == DataType::Integer && is_whole_number(setting.value)) return TypeError::Overflow;
  if (setting.type == DataType::FloatingPoint && is_number(setting.value.scalar)) return TypeError::NotSingle;
  return TypeError::WrongKind;
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

auto type_error(const SettingContext& context) -> TypeError {
  const auto& setting = context.setting;
  if (setting.declared == nullptr || takes_no_value(context.uri)) return TypeError::None;
  if (setting.declared->admx) return admx_error(context);
  if (setting.declared->data_type) {
    const auto types = taken_types(context);
    if (!types.empty() && std::find(types.begin(), types.end(), setting.type) == types.end() &&
        !is_base64_as_text(setting))
      return TypeError::DeclaredType;
  }
  return setting.typed ? TypeError::None : error_of(setting);
}

auto known_text(const SettingContext& context) -> const std::string* {
  const auto& setting = context.setting;
  if (setting.type != DataType::String && setting.type != DataType::StringXml) return nullptr;
  return std::get_if<std::string>(lower::plain_value(setting));
}

}  // namespace pinwright::check
