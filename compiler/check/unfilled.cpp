#include "check/unfilled.hpp"

#include <algorithm>
#include <string_view>

#include "base/text.hpp"
#include "check/xml_value.hpp"
#include "model/placeholder.hpp"

namespace pinwright::check {

namespace {

constexpr std::string_view kEnvironment = "env.";

/// Letters, digits and `_`: what a variable of the environment is called.
auto is_environment_name(std::string_view name) -> bool {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) { return base::is_alnum(c) || c == '_'; });
}

/// `{env.NAME}` that no variable filled in.
auto is_written_environment(const lower::Filled& text, std::string_view name) -> bool {
  if (!name.starts_with(kEnvironment)) return false;
  name.remove_prefix(kEnvironment.size());
  return is_environment_name(name) && std::find(text.secrets.begin(), text.secrets.end(), name) == text.secrets.end();
}

auto is_plain_file(const lower::Setting& setting) -> bool {
  if (setting.value.source != lower::Value::Source::File || setting.declared == nullptr) return false;
  const auto& from = setting.declared->value_from;
  return from && !(from->placeholders && from->placeholders->value);
}

}  // namespace

auto find_unfilled(const SettingContext& context) -> std::optional<Unfilled> {
  const auto& setting = context.setting;
  const auto& text = setting.value.text;
  if (setting.declared == nullptr || setting.value.source == lower::Value::Source::Environment) return std::nullopt;
  if (setting.type == object::DataType::Base64 || is_admx_file(context)) return std::nullopt;
  const std::string_view all = text.text;
  for (auto open = all.find('{'); open != std::string_view::npos; open = all.find('{', open + 1)) {
    const auto close = all.find_first_of("{}\n", open + 1);
    if (close == std::string_view::npos) break;
    if (all[close] != '}') continue;
    const auto name = all.substr(open + 1, close - open - 1);
    if (is_written_environment(text, name)) return Unfilled{Unfilled::Kind::Environment, open, close + 1};
    if (is_plain_file(setting) && model::has_value_for(context.tenant(), name))
      return Unfilled{Unfilled::Kind::File, open, close + 1};
  }
  return std::nullopt;
}

}  // namespace pinwright::check
