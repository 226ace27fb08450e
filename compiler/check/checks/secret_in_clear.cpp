#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/text.hpp"
#include "check/check.hpp"
#include "check/wifi_keys.hpp"
#include "grammar/xml.hpp"

namespace pinwright::check::checks {

namespace {

constexpr auto kCode = diag::Code::SecretInClear;
constexpr std::string_view kHelp =
    "take it from the environment: `valueFrom: {env: NAME}`, or a tenant's variable `{env: NAME}`";

/// Blames the element; if a variable fills the key in, only the key, so that the finding stands at the variable.
auto report_key(const SettingContext& context, const grammar::XmlElement& key, diag::Sink& sink) -> void {
  const auto& text = context.setting.value.text;
  const auto content = text.text.find('>', key.begin) + 1;
  const auto content_end = std::min(text.text.find("</", content), text.text.size());
  const bool filled = text.uses_placeholder();
  const auto end = filled ? content_end : std::min(text.text.find('>', content_end), text.text.size() - 1) + 1;
  auto finding =
      value_finding(context, kCode, filled ? content : key.begin, end, "the Wi-Fi profile holds its key in clear",
                    "write `{vars.NAME}` for the key and define the variable as `{env: NAME}`");
  if (context.setting.value.file != nullptr && !filled) finding.help += "; the file needs `placeholders: true`";
  sink.add(std::move(finding));
}

auto check_wifi_profile(const SettingContext& context, diag::Sink& sink) -> void {
  const auto& text = context.setting.value.text.text;
  if (text.find("keyMaterial") == std::string::npos) return;
  const auto parsed = grammar::parse_xml(text);
  const auto* elements = std::get_if<std::vector<grammar::XmlElement>>(&parsed);
  if (elements == nullptr) return;
  for (const auto* key : clear_wifi_keys(*elements)) report_key(context, *key, sink);
}

auto report_value(const SettingContext& context, std::string_view node_name, diag::Sink& sink) -> void {
  auto message = fmt::format("`{}` is a secret, and its value is written in clear", node_name);
  if (context.setting.value.source == lower::Value::Source::Inline) {
    if (!context.setting.value.text.text.empty())
      sink.add(value_finding(context, kCode, std::move(message), std::string(kHelp)));
    return;
  }
  // The line that names the file, not the file: a report must not show what is in it.
  sink.add(finding(context.in.in, kCode, context.setting.declared->value_from->span, context.path() + ".valueFrom",
                   std::move(message), std::string(kHelp)));
}

}  // namespace

auto secret_in_clear(const SettingContext& context, diag::Sink& sink) -> void {
  const auto& setting = context.setting;
  if (setting.declared == nullptr || !setting.value.text.secrets.empty()) return;
  const auto* node = context.node();
  if (node != nullptr && node->is_secret()) {
    report_value(context, node->name(), sink);
  } else {
    check_wifi_profile(context, sink);
  }
}

}  // namespace pinwright::check::checks
