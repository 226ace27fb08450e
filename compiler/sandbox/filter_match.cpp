#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "sandbox/filter.hpp"
#include "sandbox/json_text.hpp"

namespace pinwright::sandbox {

using nlohmann::json;

namespace {

/// -1, 0 or 1; nullopt: they do not compare, as with null.
auto order(const json& value, const Literal& literal) -> std::optional<int> {
  if (std::holds_alternative<std::monostate>(literal)) {
    return value.is_null() ? std::optional(0) : std::nullopt;
  }
  if (const auto* text = std::get_if<std::string>(&literal)) {
    if (!value.is_string()) return std::nullopt;
    const auto compared = base::folded(value.get_ref<const std::string&>()).compare(base::folded(*text));
    return compared < 0 ? -1 : (compared > 0 ? 1 : 0);
  }
  const bool is_flag = std::holds_alternative<bool>(literal);
  if (is_flag ? !value.is_boolean() : !value.is_number()) return std::nullopt;
  const double left = is_flag ? static_cast<double>(value.get<bool>()) : value.get<double>();
  const double right = is_flag ? static_cast<double>(std::get<bool>(literal)) : std::get<double>(literal);
  return left < right ? -1 : (left > right ? 1 : 0);
}

auto text_matches(Filter::Op op, const json& value, const Literal& literal) -> bool {
  const auto* part = std::get_if<std::string>(&literal);
  if (part == nullptr || !value.is_string()) return false;
  const auto whole = base::folded(value.get_ref<const std::string&>());
  const auto piece = base::folded(*part);
  if (op == Filter::Op::StartsWith) return whole.starts_with(piece);
  if (op == Filter::Op::EndsWith) return whole.ends_with(piece);
  return whole.find(piece) != std::string::npos;
}

auto is_of(const std::string& wanted, const json& object) -> bool {
  const auto name = text_of(object, "@odata.type");
  if (const auto* type = find_type(name)) {
    const auto* base = find_type(wanted);
    return base != nullptr && derives(*type, base->name);
  }
  return name == "#" + wanted;
}

}  // namespace

auto matches(const Filter& filter, const json& object) -> bool {
  const auto operand_matches = [&](const Filter& operand) { return matches(operand, object); };
  static const json kNull;
  const auto found = object.find(filter.property);
  const json& value = found == object.end() ? kNull : *found;
  const auto ordered = filter.values.empty() ? std::nullopt : order(value, filter.values.front());
  switch (filter.op) {
    case Filter::Op::And:
      return std::all_of(filter.operands.begin(), filter.operands.end(), operand_matches);
    case Filter::Op::Or:
      return std::any_of(filter.operands.begin(), filter.operands.end(), operand_matches);
    case Filter::Op::Not:
      return !operand_matches(filter.operands.front());
    case Filter::Op::Equal:
      return ordered == 0;
    case Filter::Op::NotEqual:
      return ordered != 0;
    case Filter::Op::Greater:
      return ordered == 1;
    case Filter::Op::GreaterEqual:
      return ordered && *ordered >= 0;
    case Filter::Op::Less:
      return ordered == -1;
    case Filter::Op::LessEqual:
      return ordered && *ordered <= 0;
    case Filter::Op::In:
      return std::any_of(filter.values.begin(), filter.values.end(),
                         [&](const Literal& literal) { return order(value, literal) == 0; });
    case Filter::Op::StartsWith:
    case Filter::Op::EndsWith:
    case Filter::Op::Contains:
      return text_matches(filter.op, value, filter.values.front());
    case Filter::Op::IsOf:
      return is_of(filter.property, object);
  }
  return false;
}

}  // namespace pinwright::sandbox
