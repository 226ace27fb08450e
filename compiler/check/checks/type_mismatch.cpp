#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "check/allowed_value.hpp"
#include "check/catalog_text.hpp"
#include "check/check.hpp"
#include "check/value_type.hpp"
#include "check/xml_value.hpp"
#include "check/zero_or_one.hpp"
#include "lower/admx_setting.hpp"

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
  if (const auto* flag = std::get_if<bool>(&value)) return std::string(zero_or_one(*flag, node));
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

/// The same value as YAML of this type; empty when there is none.
auto respelled(const SettingContext& context, DataType type) -> std::string {
  const auto& value = context.setting.value.scalar;
  switch (type) {
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

/// "`0` (Security), `1` (Basic)": what a node of numbers takes and means; empty when it has no list.
auto listed_values(const SettingContext& context) -> std::string {
  constexpr std::size_t kListed = 12;
  const auto& node = context.setting.node;
  if (!node.valid() || node.allowed() != csp::Allowed::Enum || context.setting.type != DataType::Integer) return {};
  const auto values = node.allowed_values();
  const auto labels = node.allowed_labels();
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const bool has_label = i < labels.size() && !labels[i].empty();
    texts.push_back(has_label ? fmt::format("`{}` ({})", values[i], labels[i]) : fmt::format("`{}`", values[i]));
  }
  return base::listed(texts, kListed);
}

/// Whether the node takes it, for all that its list tells: `15` in place of `"15"` is no way out where only 0 and 1
/// are.
auto is_listed(const SettingContext& context, std::string_view text) -> bool {
  const auto& node = context.setting.node;
  if (!node.valid() || node.allowed() != csp::Allowed::Enum || context.setting.type != DataType::Integer) return true;
  const auto values = node.allowed_values();
  return std::find(values.begin(), values.end(), text) != values.end();
}

/// `1` of `1 – Basic`, where the node lists it; else empty. Of `1,5` and `1|2` nobody knows which is meant.
auto leading_value(const SettingContext& context) -> std::string {
  const auto* text = std::get_if<std::string>(&context.setting.value.scalar);
  if (text == nullptr) return {};
  const auto end = text->find_first_not_of("0123456789");
  const auto digits = std::string_view(*text).substr(0, std::min(end, text->size()));
  const auto rest = std::string_view(*text).substr(digits.size());
  const auto word = std::find_if(rest.begin(), rest.end(), base::is_alnum);
  if (word != rest.end() && base::is_digit(*word)) return {};
  const auto values = context.setting.node.allowed_values();
  const bool is_listed = std::find(values.begin(), values.end(), digits) != values.end();
  return is_listed ? std::string(digits) : std::string();
}

/// "MinPINLength: 6": the only element with the value, or each with a place for its own.
auto as_entries(const csp::AdmxPolicy& policy, const lower::Value& value) -> std::string {
  constexpr std::size_t kListed = 4;
  const bool is_meant = policy.elements.size() == 1 && !std::holds_alternative<syntax::Null>(value.scalar) &&
                        value.source == lower::Value::Source::Inline && !value.text.uses_placeholder();
  if (is_meant) return fmt::format("{}: {}", policy.elements.front().id, value.text.text);
  std::string entries;
  for (std::size_t i = 0; i < policy.elements.size() && i < kListed; ++i)
    entries += fmt::format("{}{}: …", i == 0 ? "" : ", ", policy.elements[i].id);
  return policy.elements.size() > kListed ? entries + ", …" : entries;
}

/// An enabled policy is to have every element.
auto admx_help(const SettingContext& context) -> std::string {
  const auto policy = lower::admx_policy(context.setting);
  if (!policy || policy->elements.empty()) return "write `<enabled/>` or `<disabled/>`, in quotes";
  return fmt::format("write `admx: {{{}}}` in place of `value`, or `admx: disabled`",
                     as_entries(*policy, context.setting.value));
}

auto wrong_kind(const SettingContext& context) -> diag::Diagnostic {
  const auto kind = std::visit(Kind{}, context.setting.value.scalar);
  auto found = value_finding(
      context, kCode, fmt::format("the value is {}, and {}", kind, wanting(context)),
      is_admx_policy(context) ? admx_help(context) : fmt::format("write {}", wanted(context.setting.type)));
  auto text = respelled(context, context.setting.type);
  if (!is_listed(context, text)) text.clear();
  const auto span = rewritable(context);
  const auto listed = text.empty() ? listed_values(context) : std::string();
  if (!listed.empty()) {
    found.help = fmt::format("write one of {}", listed);
    text = leading_value(context);
  }
  if (text.empty() || !span) return found;
  found.help = fmt::format("write `{}`{}{}", text, listed.empty() ? "" : "; it takes ", listed);
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

/// The value that goes with another data type.
struct OtherValue {
  bool is_another = false;  ///< than the one that is written
  std::string text;
  source::Span span;
};

auto is_of_type(const syntax::ScalarValue& value, DataType type) -> bool {
  switch (type) {
    case DataType::Boolean:
      return std::holds_alternative<bool>(value);
    case DataType::Integer:
      return std::holds_alternative<std::int64_t>(value);
    case DataType::FloatingPoint:
      return std::holds_alternative<std::int64_t>(value) || std::holds_alternative<double>(value);
    case DataType::String:
    case DataType::StringXml:
    case DataType::DateTime:
    case DataType::Base64:
      break;
  }
  return std::holds_alternative<std::string>(value);
}

/// nullopt: what is written is of another type, and which value was meant cannot be told.
auto value_of_type(const SettingContext& context, DataType type) -> std::optional<OtherValue> {
  if (context.setting.value.source != lower::Value::Source::Inline || is_of_type(context.setting.value.scalar, type))
    return OtherValue{};
  const auto span = rewritable(context);
  auto text = respelled(context, type);
  if (text.empty() || !span) return std::nullopt;
  return OtherValue{true, std::move(text), *span};
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
  const auto value = value_of_type(context, taken_types(context).front());
  if (!value) {
    found.help = fmt::format("write `{}`, or leave `dataType` out; the value has to be {}", right,
                             wanted(taken_types(context).front()));
    return found;
  }
  diag::Fix fix{fmt::format("write `{}`", right), {{declared.span, std::string(right)}}};
  if (value->is_another) {
    fix.title += fmt::format(" and `{}`", value->text);
    found.help = fmt::format("write `{}`, or leave `dataType` out, and `{}` as the value", right, value->text);
    fix.edits.push_back({value->span, value->text});
    std::sort(fix.edits.begin(), fix.edits.end(),
              [](const diag::Edit& a, const diag::Edit& b) { return a.span.begin < b.span.begin; });
  }
  found.fixes.push_back(std::move(fix));
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
