#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <variant>

#include "base/base64.hpp"
#include "base/text.hpp"
#include "check/admx.hpp"
#include "check/check.hpp"
#include "check/oddity.hpp"
#include "check/unfilled.hpp"
#include "check/value_type.hpp"
#include "check/xml_value.hpp"

namespace pinwright::check::checks {

namespace {

constexpr auto kCode = diag::Code::ValueSuspicious;

struct Words {
  std::string_view message;
  std::string_view help;
};

/// By Oddity::Kind.
constexpr std::array<Words, 9> kWords{{
    {"the value is the mask that Intune shows in the place of a value that it keeps encrypted",
     "write the value itself: devices would get the mask; `pinwright import` reads what is behind it with a credential "
     "that may write"},
    {"the value is a piece of SyncML, the protocol that carries values to devices",
     "write what stands inside of `<Data>`: Intune makes the SyncML around it"},
    {"`<![CDATA[` stands inside of the value", "leave it out, or put it round the whole value and `]]>` at its end"},
    {"the value is XML whose mark-up is HTML encoded", "write `<`, `>` and `\"` as they are: Intune escapes them"},
    {"the value holds an XML reference, and is no XML: the device gets the letters",
     "write the character that is meant"},
    {"the value holds the letters of the reference `&#xF000;`, and no separator",
     "write the character U+F000 between the parts, in YAML `\"a\\uF000b\"`, or put the whole value into "
     "`<![CDATA[…]]>`"},
    {"the value holds UTF-8 that was read as Windows-1252 on its way here",
     "write the characters that are meant, and save or export the text as UTF-8"},
    {"the value holds curly quotation marks", "leave them out, or write straight ones where the value needs them"},
    {"the value holds a control character, which the protocol that carries values to devices, XML, cannot hold",
     "write the value without it; the separator of lists is U+F000, in YAML `\"a\\uF000b\"`"},
}};

auto report(const SettingContext& context, const Oddity& oddity, diag::Sink& sink) -> void {
  const auto& words = kWords.at(static_cast<std::size_t>(oddity.kind));
  sink.add(
      value_finding(context, kCode, oddity.begin, oddity.end, std::string(words.message), std::string(words.help)));
}

/// Where the catalogue restricts the text, the check of that restriction speaks of what does not fit.
auto is_restricted(const csp::Node& node) -> bool {
  return node.allowed() != csp::Allowed::Absent && node.allowed() != csp::Allowed::Any &&
         node.allowed() != csp::Allowed::Sddl;
}

auto kind_of(const SettingContext& context) -> TextKind {
  if (is_admx_policy(context) || is_admx_file(context) || content_of(context) != csp::Content::Plain)
    return TextKind::MarkedUp;
  const auto* node = context.node();
  if (node == nullptr) return TextKind::Unknown;
  return is_restricted(*node) ? TextKind::MarkedUp : TextKind::Plain;
}

/// Only the data type says that it is XML: what its outermost element has to be, nobody knows.
auto check_syncml_document(const SettingContext& context, diag::Sink& sink) -> void {
  if (context.node() != nullptr && context.node()->xml_root()) return;
  const auto* value = xml_value(context);
  const auto* root = value == nullptr ? nullptr : value->root();
  if (root == nullptr || !is_syncml_name(root->local_name())) return;
  const auto& words = kWords.at(static_cast<std::size_t>(Oddity::Kind::SyncMl));
  sink.add(element_finding(context, kCode, *value, *root, std::string(words.message), std::string(words.help)));
}

auto check_text(const SettingContext& context, const std::string& text, diag::Sink& sink) -> void {
  if (const auto oddity = find_oddity(text, kind_of(context))) {
    report(context, *oddity, sink);
  } else if (content_of(context) == csp::Content::Base64Xml && !base::base64_decode(text)) {
    const bool is_xml = base::trimmed(text).starts_with('<');
    sink.add(value_finding(context, kCode,
                           fmt::format("`{}` takes base64 of an XML document, and the value is {}",
                                       context.node()->name(), is_xml ? "the XML as it stands" : "no base64"),
                           "write the base64 of the whole file"));
  } else {
    check_syncml_document(context, sink);
  }
}

auto is_base64_text(std::string_view bytes) -> bool {
  return std::all_of(bytes.begin(), bytes.end(),
                     [](char c) { return base::is_alnum(c) || c == '+' || c == '/' || c == '=' || base::is_space(c); });
}

/// A word may be base64 by chance; of this length it is none.
constexpr std::size_t kShortestTwice = 40;

auto check_bytes(const SettingContext& context, std::string_view bytes, diag::Sink& sink) -> void {
  const auto text = base::trimmed(bytes);
  if (text.starts_with("-----BEGIN ")) {
    sink.add(value_finding(context, kCode, "the base64 holds PEM text, which is base64 itself",
                           "name the file in binary form (DER), or write the base64 between the lines of the PEM file "
                           "as the value"));
  } else if (text.size() >= kShortestTwice && is_base64_text(text) && base::base64_decode(text)) {
    sink.add(value_finding(context, kCode, "the value is base64 of base64",
                           "write the inner base64 as the value: a file is encoded for you, and its content is base64 "
                           "already"));
  }
}

auto check_base64(const SettingContext& context, diag::Sink& sink) -> void {
  if (context.node() == nullptr || type_error(context) != TypeError::None) return;
  const auto* value = lower::plain_value(context.setting);
  const auto* text = value == nullptr ? nullptr : std::get_if<std::string>(value);
  if (text == nullptr) return;
  if (context.setting.value.file != nullptr) return check_bytes(context, context.setting.value.file->bytes, sink);
  if (const auto bytes = base::base64_decode(*text)) check_bytes(context, *bytes, sink);
}

/// `admx:` in YAML has no XML around its texts.
auto check_entries(const SettingContext& context, diag::Sink& sink) -> void {
  for (const auto& entry : context.setting.admx->entries) {
    for (const auto& part : entry.parts) {
      const auto oddity = find_oddity(part, TextKind::MarkedUp);
      if (!oddity) continue;
      const auto& words = kWords.at(static_cast<std::size_t>(oddity->kind));
      sink.add(
          admx_finding(context, kCode, entry.place, entry.id, std::string(words.message), std::string(words.help)));
      break;
    }
  }
}

/// The text of a payload is what is written, whatever form it has by now.
auto written_text(const SettingContext& context) -> const std::string* {
  if (const auto* text = known_text(context)) return text;
  return context.setting.admx ? &context.setting.value.text.text : nullptr;
}

auto report_unfilled(const SettingContext& context, const Unfilled& unfilled, diag::Sink& sink) -> void {
  const auto text = base::quoted(
      std::string_view(context.setting.value.text.text).substr(unfilled.begin, unfilled.end - unfilled.begin));
  if (unfilled.kind == Unfilled::Kind::Environment) {
    sink.add(value_finding(context, kCode, unfilled.begin, unfilled.end,
                           fmt::format("{} is no placeholder: the device gets the letters", text),
                           "define a variable as `{env: NAME}` and write `{vars.NAME}` for it; in a file that needs "
                           "`placeholders: true` beside its name"));
  } else {
    sink.add(value_finding(context, kCode, unfilled.begin, unfilled.end,
                           fmt::format("{} is not filled in: the device gets the letters", text),
                           "write `valueFrom: {file: …, placeholders: true}`"));
  }
}

}  // namespace

auto value_suspicious(const SettingContext& context, diag::Sink& sink) -> void {
  const auto& value = context.setting.value;
  if (const auto unfilled = find_unfilled(context)) return report_unfilled(context, *unfilled, sink);
  if (value.source == lower::Value::Source::Environment || !value.text.secrets.empty()) return;
  const auto* text = written_text(context);
  if (is_mask(value.text.text)) {
    report(context, {Oddity::Kind::Mask, 0, value.text.text.size()}, sink);
  } else if (context.setting.type == object::DataType::Base64) {
    check_base64(context, sink);
  } else if (context.setting.declared != nullptr && context.setting.declared->admx && context.setting.admx) {
    check_entries(context, sink);
  } else if (text != nullptr && context.setting.declared != nullptr) {
    check_text(context, *text, sink);
  }
}

}  // namespace pinwright::check::checks
