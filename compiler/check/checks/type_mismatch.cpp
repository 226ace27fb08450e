#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "check/allowed_value.hpp"
#include "check/catalog_text.hpp"
#include "check/check.hpp"
#include "check/value_type.hpp"
#include "check/xml_value.hpp"

namespace pinwright::check::checks {

using object::DataType;

namespace {

constexpr auto kCode = diag::Code::TypeMismatch;

struct Kind {
  auto operator()(syntax::Null) const -> std::string_view { return "empty"; }
  auto operator()(bool) const -> std::string_view { return "a boolean"; }
  auto operator()(std::int64_t) const -> std::string_view { return "an integer"; }
  auto operator()(double) const -> std::string_view { return "a floating-point number"; }
  auto operator()(const std::string&) const -> std::string_view { return "text"; }
};

/// What the type takes, for people.
auto wanted(DataType type) -> std::string_view {
  switch (type) {
    case DataType::Boolean:
      return "`true` or `false`, without quotes";
    case DataType::Integer:
      return "an integer, without quotes";
    case DataType::FloatingPoint:
      return "a number, without quotes";
    case DataType::String:
      return "text, in quotes";
    case DataType::StringXml:
      return "XML, as text";
    case DataType::DateTime:
      return "a date and time such as `2026-03-01T08:30:00Z`";
    case DataType::Base64:
      return "base64 text, or a file with `valueFrom`";
  }
  return {};
}

/// Who wants the type: the node, or the files.
auto wanting(const SettingContext& context) -> std::string {
  const auto& node = context.setting.node;
  if (!node.valid()) return fmt::format("the data type is `{}`", model::word(context.setting.type));
  return fmt::format("`{}` takes the data type `{}` (format `{}`, {})", node.name(), model::word(context.setting.type),
                     csp::name(node.format()), edition_of(node));
}

auto is_zero_or_one(const csp::Node& node) -> bool {
  if (!node.valid() || node.allowed() != csp::Allowed::Enum) return false;
  auto values = node.allowed_values();
  std::sort(values.begin(), values.end());
  return values == std::vector<std::string_view>{"0", "1"};
}

auto as_boolean(const syntax::ScalarValue& value) -> std::string {
  if (const auto* number = std::get_if<std::int64_t>(&value))
    return *number == 1 ? "true" : *number == 0 ? "false" : "";
  const auto* text = std::get_if<std::string>(&value);
  if (text == nullptr) return {};
  const auto word = base::folded(base::trimmed(*text));
  if (word == "true" || word == "1") return "true";
  return word == "false" || word == "0" ? "false" : "";
}

auto as_integer(const syntax::ScalarValue& value, const csp::Node& node) -> std::string {
  constexpr double kExact = 1e9;
  if (const auto* flag = std::get_if<bool>(&value)) return !is_zero_or_one(node) ? "" : *flag ? "1" : "0";
  if (const auto* real = std::get_if<double>(&value)) {
    const bool is_whole = std::abs(*real) < kExact && std::floor(*real) == *real;
    return is_whole ? fmt::format("{}", static_cast<std::int64_t>(*real)) : "";
  }
  const auto* text = std::get_if<std::string>(&value);
  const auto number = text == nullptr ? std::nullopt : base::to_int(base::trimmed(*text));
  return number ? fmt::format("{}", *number) : std::string();
}

auto as_float(const syntax::ScalarValue& value) -> std::string {
  const auto* text = std::get_if<std::string>(&value);
  if (text == nullptr) return {};
  const auto trimmed = base::trimmed(*text);
  return base::to_double(trimmed) ? std::string(trimmed) : std::string();
}

/// A number or boolean in quotes, where the node takes just any text or lists it.
auto as_string(const SettingContext& context) -> std::string {
  const auto& setting = context.setting;
  if (std::holds_alternative<syntax::Null>(setting.value.scalar) || is_admx_policy(context)) return {};
  if (setting.node.valid() && setting.node.allowed() == csp::Allowed::Enum) {
    const auto values = setting.node.allowed_values();
    const object::SettingValue value = setting.value.text.text;
    if (std::none_of(values.begin(), values.end(), [&](std::string_view allowed) { return is_value(allowed, value); }))
      return {};
  }
  return fmt::format("\"{}\"", setting.value.text.text);
}

/// The same value as YAML of the right type; empty when there is none.
auto respelled(const SettingContext& context) -> std::string {
  const auto& value = context.setting.value.scalar;
  switch (context.setting.type) {
    case DataType::Boolean:
      return as_boolean(value);
    case DataType::Integer:
      return as_integer(value, context.setting.node);
    case DataType::FloatingPoint:
      return as_float(value);
    case DataType::String:
      return as_string(context);
    case DataType::StringXml:
    case DataType::DateTime:
    case DataType::Base64:
      return {};
  }
  return {};
}

/// The scalar of the value, where it is written for this setting alone and on one line.
auto rewritable(const SettingContext& context) -> std::optional<source::Span> {
  const auto& setting = context.setting;
  if (setting.value.source != lower::Value::Source::Inline || setting.value.text.uses_placeholder())
    return std::nullopt;
  const auto source = context.sources().text(setting.value.text.span);
  if (source.empty() || source.front() == '|' || source.front() == '>') return std::nullopt;
  return setting.value.text.span;
}

auto wrong_kind(const SettingContext& context) -> diag::Diagnostic {
  const auto kind = std::visit(Kind{}, context.setting.value.scalar);
  auto found = value_finding(context, kCode, fmt::format("the value is {}, and {}", kind, wanting(context)),
                             is_admx_policy(context) ? std::string("write `<enabled/>` or `<disabled/>`, in quotes")
                                                     : fmt::format("write {}", wanted(context.setting.type)));
  const auto text = respelled(context);
  const auto span = rewritable(context);
  if (text.empty() || !span) return found;
  found.help = fmt::format("write `{}`", text);
  found.fixes.push_back({fmt::format("write `{}`", text), {{*span, text}}});
  return found;
}

auto from_environment(const SettingContext& context) -> diag::Diagnostic {
  return value_finding(
      context, kCode, fmt::format("the value comes from the environment, which gives text, and {}", wanting(context)),
      "write the value in the files or in a variable: a value of this type is no secret to Intune either");
}

auto binary_file(const SettingContext& context) -> diag::Diagnostic {
  return value_finding(context, kCode, fmt::format("the file is not text, and {}", wanting(context)),
                       "name a file in UTF-8, or in UTF-16 with a byte order mark");
}

auto not_single(const SettingContext& context) -> diag::Diagnostic {
  return value_finding(context, kCode,
                       fmt::format("the value is no number of single precision, and {}", wanting(context)),
                       "write a finite number below 3.4e38");
}

auto declared_type(const SettingContext& context) -> diag::Diagnostic {
  const auto& setting = context.setting;
  const auto& declared = *setting.declared->data_type;
  const auto right = model::word(taken_types(context).front());
  const auto taker = setting.node.valid() ? fmt::format("`{}` has the format `{}` ({})", setting.node.name(),
                                                        csp::name(setting.node.format()), edition_of(setting.node))
                                          : std::string("an ADMX policy takes text");
  auto found = finding(context.in.in, kCode, declared.span, context.path() + ".dataType",
                       fmt::format("the data type is `{}`, and {}", model::word(declared.value), taker),
                       fmt::format("write `{}`, or leave `dataType` out", right));
  found.fixes.push_back({fmt::format("write `{}`", right), {{declared.span, std::string(right)}}});
  return found;
}

auto not_admx(const SettingContext& context) -> diag::Diagnostic {
  const auto& node = context.setting.node;
  auto what = node.valid() ? fmt::format("`{}` is no policy of an ADMX file (format `{}`, {})", node.name(),
                                         csp::name(node.format()), edition_of(node))
                           : fmt::format("`{}` is no policy of an ADMX file", written_uri(context.setting));
  return value_finding(context, kCode, std::move(what), "write `value` in place of `admx`");
}

}  // namespace

auto type_mismatch(const SettingContext& context, diag::Sink& sink) -> void {
  switch (type_error(context)) {
    case TypeError::DeclaredType:
      sink.add(declared_type(context));
      return;
    case TypeError::WrongKind:
      sink.add(wrong_kind(context));
      return;
    case TypeError::FromEnvironment:
      sink.add(from_environment(context));
      return;
    case TypeError::BinaryFile:
      sink.add(binary_file(context));
      return;
    case TypeError::NotSingle:
      sink.add(not_single(context));
      return;
    case TypeError::NotAdmx:
      sink.add(not_admx(context));
      return;
    case TypeError::None:
    case TypeError::Overflow:
    case TypeError::NotBase64:
    case TypeError::NotDateTime:
      return;
  }
}

}  // namespace pinwright::check::checks
