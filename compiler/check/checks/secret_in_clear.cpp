#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

#include "base/text.hpp"
#include "check/admx.hpp"
#include "check/check.hpp"
#include "check/hidden_secrets.hpp"
#include "check/oddity.hpp"
#include "check/secret_names.hpp"
#include "check/value_type.hpp"
#include "check/xml_secrets.hpp"
#include "check/xml_value.hpp"

namespace pinwright::check::checks {

namespace {

constexpr auto kCode = diag::Code::SecretInClear;
constexpr std::string_view kHelp =
    "take it from the environment: `valueFrom: {env: NAME}`, or a tenant's variable `{env: NAME}`";

auto message_of(const XmlSecret& secret) -> std::string {
  if (!secret.attribute.empty())
    return fmt::format("`{}` of `<{}>` is a secret, and it is written in clear", secret.attribute,
                       secret.element->name);
  if (secret.element->local_name() == "keyMaterial") return "the Wi-Fi profile holds its key in clear";
  return fmt::format("`<{}>` is a secret, and it is written in clear", secret.element->name);
}

/// Bytes of the XML.
struct Part {
  std::size_t begin = 0, end = 0;
};

/// The tag whose attribute is the secret, else the whole element; if a variable fills the secret in, only the secret,
/// so that the finding stands at the variable.
auto blamed_part(std::string_view xml, const XmlSecret& secret, bool is_filled) -> Part {
  const auto begin = secret.element->begin;
  const auto tag_end = grammar::tag_end(xml, begin);
  if (!secret.attribute.empty()) return {begin, tag_end};
  const auto content_end = std::min(xml.find("</", tag_end), xml.size());
  if (is_filled) return {tag_end, content_end};
  return {begin, std::min(xml.find('>', content_end), xml.size() - 1) + 1};
}

auto report_part(const SettingContext& context, const XmlBody& body, const XmlSecret& secret, diag::Sink& sink)
    -> void {
  const auto& value = context.setting.value;
  const bool is_filled = value.text.uses_placeholder() && secret.attribute.empty();
  const auto part = blamed_part(body.text, secret, is_filled);
  auto finding = value_finding(context, kCode, body.begin + part.begin, body.begin + part.end, message_of(secret),
                               "write `{vars.NAME}` for it and define the variable as `{env: NAME}`");
  if (value.file != nullptr && !is_filled) finding.help += "; the file needs `placeholders: true`";
  sink.add(std::move(finding));
}

auto check_text(const SettingContext& context, const std::string& text, diag::Sink& sink) -> void {
  const auto where = clear_secret_in_text(text);
  if (where.empty() || !context.setting.value.text.secrets.empty()) return;
  sink.add(value_finding(context, kCode,
                         fmt::format("{} in the value holds a secret, and it is written in clear", where),
                         "write `{vars.NAME}` for it and define the variable as `{env: NAME}`"));
}

/// XML by its node or type, else by its looks: of a CSP that nobody knows.
auto check_xml(const SettingContext& context, diag::Sink& sink) -> void {
  if (const auto* value = xml_value(context)) {
    if (value->elements() == nullptr || !value->is_written) return;
    for (const auto& secret : clear_secrets(*value->elements())) report_part(context, value->body, secret, sink);
    return;
  }
  const auto* text = known_text(context);
  if (text == nullptr || is_admx_file(context) || is_admx_policy(context)) return;
  const auto body = xml_body(*text);
  if (!base::trimmed(body.text).starts_with('<')) return check_text(context, *text, sink);
  const auto parsed = grammar::parse_xml(body.text);
  const auto* elements = std::get_if<XmlElements>(&parsed);
  if (elements == nullptr) return;
  for (const auto& secret : clear_secrets(*elements)) report_part(context, body, secret, sink);
}

auto check_admx(const SettingContext& context, diag::Sink& sink) -> void {
  for (const auto& entry : context.setting.admx->entries) {
    const bool is_text = entry.form == lower::AdmxEntry::Form::Text || entry.form == lower::AdmxEntry::Form::Xml;
    if (!is_text || !entry.secrets.empty() || entry.parts.empty() || !names_a_secret(entry.id)) continue;
    if (!can_be_secret(entry.parts.front())) continue;
    sink.add(admx_finding(context, kCode, entry.place, entry.id,
                          fmt::format("the element {} is a secret, and it is written in clear", base::quoted(entry.id)),
                          "write `{vars.NAME}` for it and define the variable as `{env: NAME}`"));
  }
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

/// Of a CSP that no catalogue knows, the name is all there is to go by.
auto is_secret_by_name(const SettingContext& context) -> bool {
  const auto slug = context.uri.slug;
  const bool is_unknown = slug == diag::Code::UncheckedNode || slug == diag::Code::RetiredCsp;
  if (!is_unknown || context.uri.uri == nullptr || context.uri.uri->segments.empty()) return false;
  const auto& setting = context.setting;
  return object::row_of(setting.type).is_text && names_a_secret(context.uri.uri->segments.back().text) &&
         can_be_secret(setting.value.text.text);
}

auto is_secret_value(const SettingContext& context) -> bool {
  const auto* node = context.node();
  if (node == nullptr) return is_secret_by_name(context);
  return holds_secret(context.catalog(), *node, node->name());
}

auto name_of(const SettingContext& context) -> std::string_view {
  const auto* node = context.node();
  return node != nullptr ? node->name() : context.uri.uri->segments.back().text;
}

}  // namespace

auto secret_in_clear(const SettingContext& context, diag::Sink& sink) -> void {
  const auto& setting = context.setting;
  if (setting.declared == nullptr || setting.value.source == lower::Value::Source::Environment) return;
  if (setting.admx && is_admx_policy(context)) {
    check_admx(context, sink);
  } else if (!is_secret_value(context)) {
    check_xml(context, sink);
  } else if (setting.value.text.secrets.empty() && !is_mask(setting.value.text.text)) {
    report_value(context, name_of(context), sink);
  }
}

}  // namespace pinwright::check::checks
