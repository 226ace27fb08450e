#include "object/data_type.hpp"

#include <algorithm>

namespace pinwright::object {

namespace {

constexpr auto in_order() -> bool {
  for (std::size_t i = 0; i < kDataTypes.size(); ++i) {
    if (kDataTypes.at(i).type != static_cast<DataType>(i)) return false;
  }
  return true;
}
static_assert(in_order());

constexpr std::array kText{DataType::String, DataType::StringXml};
constexpr std::array kXml{DataType::StringXml, DataType::String};
constexpr std::array kInteger{DataType::Integer};
constexpr std::array kBoolean{DataType::Boolean};
constexpr std::array kBytes{DataType::Base64};
constexpr std::array kTime{DataType::DateTime};
constexpr std::array kFloat{DataType::FloatingPoint};

}  // namespace

auto type_of_odata(std::string_view odata_type) -> std::optional<DataType> {
  const auto* const row = std::find_if(kDataTypes.begin(), kDataTypes.end(),
                                       [&](const DataTypeRow& one) { return one.odata_type == odata_type; });
  return row == kDataTypes.end() ? std::nullopt : std::optional(row->type);
}

auto types_of(csp::Format format) -> std::span<const DataType> {
  switch (format) {
    case csp::Format::Chr:
      return kText;
    case csp::Format::Xml:
      return kXml;
    case csp::Format::Int:
      return kInteger;
    case csp::Format::Bool:
      return kBoolean;
    case csp::Format::B64:
    case csp::Format::Bin:
      return kBytes;
    case csp::Format::Time:
    case csp::Format::Date:
      return kTime;
    case csp::Format::Float:
      return kFloat;
    case csp::Format::Node:
    case csp::Format::Null:
      return {};
  }
  return {};
}

auto type_of(const syntax::ScalarValue& value) -> DataType {
  if (std::holds_alternative<bool>(value)) return DataType::Boolean;
  if (std::holds_alternative<std::int64_t>(value)) return DataType::Integer;
  return std::holds_alternative<double>(value) ? DataType::FloatingPoint : DataType::String;
}

}  // namespace pinwright::object
