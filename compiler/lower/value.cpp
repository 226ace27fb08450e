#include "lower/value.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <utility>

#include "base/base64.hpp"
#include "base/text.hpp"
#include "grammar/datetime.hpp"
#include "lower/path_problem.hpp"

namespace pinwright::lower {

using object::DataType;

namespace {

auto as_integer(const syntax::ScalarValue& value) -> std::optional<object::SettingValue> {
  const auto* number = std::get_if<std::int64_t>(&value);
  if (number == nullptr || *number < std::numeric_limits<std::int32_t>::min() ||
      *number > std::numeric_limits<std::int32_t>::max()) {
    return std::nullopt;
  }
  return static_cast<std::int32_t>(*number);
}

auto as_single(const syntax::ScalarValue& value) -> std::optional<object::SettingValue> {
  double real = 0;
  if (const auto* whole = std::get_if<std::int64_t>(&value)) {
    real = static_cast<double>(*whole);
  } else if (const auto* number = std::get_if<double>(&value)) {
    real = *number;
  } else {
    return std::nullopt;
  }
  if (!std::isfinite(real) || std::abs(real) > static_cast<double>(std::numeric_limits<float>::max()))
    return std::nullopt;
  return static_cast<float>(real);
}

auto inline_value(const Filler& filler, const model::Value& written, std::string_view path) -> std::optional<Value> {
  Value value;
  if (!written.is_text()) {
    value.scalar = written.value;
    value.text = {written.spelled(), written.span};
    value.lossy = written.lossy;
    return value;
  }
  auto filled = filler.fill_value(written.spelled(), written.span, path);
  if (!filled) return std::nullopt;
  const auto* variable = filler.whole_variable(written.spelled());
  const auto* typed = variable == nullptr ? nullptr : std::get_if<model::Value>(&variable->value);
  if (typed != nullptr) {
    value.scalar = typed->value;
    value.lossy = typed->lossy;
  } else {
    value.scalar = filled->text;
  }
  value.text = *std::move(filled);
  return value;
}

auto environment_value(const Filler& filler, const model::Text& env, std::string_view path) -> std::optional<Value> {
  auto name = filler.fill(env, path);
  if (!name) return std::nullopt;
  Value value;
  value.source = Value::Source::Environment;
  value.text = {fmt::format("{{env.{}}}", name->text), env.span};
  value.text.secrets = {name->text};
  value.scalar = value.text.text;
  return value;
}

auto help_about(diag::Code code) -> std::string {
  if (code == diag::Code::PrivateFile)
    return "name another file: what a tenant gets can be read by everybody who may look; a secret comes from the "
           "environment, with `valueFrom: {env: NAME}`";
  if (code == diag::Code::LimitExceeded) return "Intune takes no value of this size: name the file that was meant";
  return "paths are relative to the file that names them";
}

auto base_name(std::string_view path) -> std::string { return std::string(path.substr(path.rfind('/') + 1)); }

/// The text of a file, with placeholders when asked for.
auto file_text(const Filler& filler, const ValueFile& file, bool placeholders, std::string_view path)
    -> std::optional<Filled> {
  const source::Span span{file.id, 0, static_cast<std::uint32_t>(file.text.size())};
  if (placeholders) return filler.fill_value(file.text, span, path);
  return Filled(file.text, span);
}

auto file_value(const Input& input, const Filler& filler, const model::Setting& setting, TenantRef tenant,
                std::string_view path, diag::Sink& sink) -> std::optional<Value> {
  const auto& from = *setting.value_from;
  const auto named = filler.fill(*from.file, path);
  if (!named) return std::nullopt;
  const auto resolved = resolve_path(input.root_paths[from.file->span.file.value], named->text);
  const auto fail = [&](std::string message, std::string help, diag::Code code = diag::Code::UnknownReference,
                        const std::string& repaired = {}) {
    auto finding = diag::make(code, place(*named), std::move(message), std::move(help));
    finding.path = path;
    if (!repaired.empty() && !named->uses_placeholder())
      finding.fixes.push_back({fmt::format("write `{}`", repaired), {{place(*named), repaired}}});
    if (named->uses_placeholder()) finding.tenants = {tenant->name.value};
    sink.add(std::move(finding));
    return std::nullopt;
  };
  if (resolved.empty()) {
    auto problem = path_problem("path", named->text, "this file");
    return fail(std::move(problem.message), std::move(problem.help), diag::Code::UnknownReference, problem.repaired);
  }
  const auto found = input.files.find(resolved);
  if (found == input.files.end())
    return fail(fmt::format("there is no file `{}`", resolved), "paths are relative to the file that names them");
  const auto& file = found->second;
  if (!file.problem.empty()) return fail(file.problem, help_about(file.code), file.code);
  // Once as text, once as what Graph carries, which for Base64 is a third longer.
  if (!filler.take(file.text.size() + file.bytes.size() / 2 * 3, place(*named), path)) return std::nullopt;
  Value value;
  value.source = Value::Source::File;
  value.file = &file;
  value.file_name = base_name(resolved);
  value.text = {{}, place(*named)};
  if (file.is_text) {
    auto text = file_text(filler, file, from.placeholders && from.placeholders->value, path);
    if (!text) return std::nullopt;
    value.text = *std::move(text);
  }
  value.scalar = value.text.text;
  return value;
}

/// A text that the type reads in its own way; nullopt when it cannot.
auto text_as(DataType type, const std::string& text) -> std::optional<object::SettingValue> {
  if (type == DataType::DateTime) {
    auto utc = grammar::datetime_to_utc(text);
    if (!utc) return std::nullopt;
    return *std::move(utc);
  }
  if (type == DataType::Base64) {
    const auto bytes = base::base64_decode(text);
    if (!bytes) return std::nullopt;
    return base::base64_encode(*bytes);
  }
  return text;
}

auto as_text(DataType type, const Value& value) -> std::optional<object::SettingValue> {
  if (!std::holds_alternative<std::string>(value.scalar)) return std::nullopt;
  if (!value.text.secrets.empty()) return value.text.text;
  if (value.file != nullptr && type == DataType::Base64) return base::base64_encode(value.file->bytes);
  if (value.file != nullptr && !value.file->is_text) return std::nullopt;
  return text_as(type, value.text.text);
}

}  // namespace

auto choose_type(const model::Setting& setting, const csp::Node& node, bool is_admx_area,
                 const syntax::ScalarValue& value) -> ChosenType {
  if (setting.data_type) return {setting.data_type->value, false};
  if (node.valid()) {
    if (const auto types = object::types_of(node.format()); !types.empty()) return {types.front(), false};
  }
  if (is_admx_area) return {DataType::String, false};
  return {object::type_of(value), true};
}

auto typed_value(DataType type, const Value& value) -> std::optional<object::SettingValue> {
  switch (type) {
    case DataType::Boolean:
      if (const auto* flag = std::get_if<bool>(&value.scalar)) return *flag;
      return std::nullopt;
    case DataType::Integer:
      return as_integer(value.scalar);
    case DataType::FloatingPoint:
      return as_single(value.scalar);
    case DataType::String:
    case DataType::StringXml:
    case DataType::DateTime:
    case DataType::Base64:
      return as_text(type, value);
  }
  return std::nullopt;
}

auto value_of(const Input& input, const Filler& filler, const model::Setting& setting, TenantRef tenant,
              std::string_view path, diag::Sink& sink) -> std::optional<Value> {
  if (setting.value) return inline_value(filler, *setting.value, path);
  // Neither is there, or both are broken: the decoder has said so.
  if (!setting.value_from) return std::nullopt;
  if (setting.value_from->env) return environment_value(filler, *setting.value_from->env, path);
  if (!setting.value_from->file) return std::nullopt;
  return file_value(input, filler, setting, tenant, path, sink);
}

}  // namespace pinwright::lower
