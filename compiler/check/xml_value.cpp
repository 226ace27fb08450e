#include "check/xml_value.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/base64.hpp"
#include "base/text.hpp"
#include "check/oddity.hpp"
#include "check/value_type.hpp"
#include "check/written.hpp"
#include "csp/xml_text.hpp"
#include "lower/ingested.hpp"

namespace pinwright::check {

auto is_admx_policy(const SettingContext& context) -> bool {
  if (const auto* node = context.node()) return node->is_admx_backed();
  return context.uri.missing && context.uri.missing->kind == csp::NotFound::Kind::AdmxIngested;
}

auto is_admx_file(const SettingContext& context) -> bool {
  return context.node() != nullptr && lower::is_admx_file(context.setting);
}

auto content_of(const SettingContext& context) -> csp::Content {
  if (is_admx_policy(context) || is_admx_file(context)) return csp::Content::Plain;
  const auto* node = context.node();
  const auto content = node == nullptr ? csp::Content::Plain : node->content();
  const bool says_xml = context.setting.type == object::DataType::StringXml;
  return content == csp::Content::Plain && says_xml ? csp::Content::Xml : content;
}

auto is_html_encoded(std::string_view text) -> bool { return base::trimmed(text).starts_with("&lt;"); }

auto XmlValue::root() const -> const grammar::XmlElement* {
  const auto* all = elements();
  return all != nullptr && all->size() == 1 ? &all->front() : nullptr;
}

namespace {

/// The text with what the environment fills in left as a placeholder; nullptr where it is nothing else, or no text.
auto readable_text(const SettingContext& context) -> const std::string* {
  const auto& setting = context.setting;
  const bool is_text = setting.type == object::DataType::String || setting.type == object::DataType::StringXml;
  if (!is_text || !setting.typed || setting.value.source == lower::Value::Source::Environment) return nullptr;
  const auto* text = std::get_if<std::string>(&*setting.typed);
  if (text == nullptr || setting.value.text.secrets.empty()) return text;
  return base::trimmed(*text).starts_with("{env.") ? nullptr : text;
}

auto parse_decoded(std::string_view text) -> std::shared_ptr<const XmlValue> {
  auto bytes = base::base64_decode(text);
  if (!bytes) return nullptr;
  auto value = std::make_shared<XmlValue>();
  auto document = csp::xml_as_utf8(*bytes);
  value->decoded = document.ok() ? std::move(document).value() : *std::move(bytes);
  value->body = {value->decoded, 0};
  value->parsed = grammar::parse_xml(value->decoded);
  value->is_written = false;
  return value;
}

auto parse_value(const SettingContext& context) -> std::shared_ptr<const XmlValue> {
  const auto content = content_of(context);
  if (content == csp::Content::Plain || content == csp::Content::Json) return nullptr;
  const auto* text = readable_text(context);
  if (text == nullptr || type_error(context) != TypeError::None || is_mask(*text)) return nullptr;
  if (content == csp::Content::Base64Xml) return parse_decoded(*text);
  if (content == csp::Content::EncodedXml && !base::trimmed(xml_body(*text).text).starts_with('<')) return nullptr;
  return std::make_shared<const XmlValue>(parse_written(*text));
}

}  // namespace

auto parse_written(std::string_view text) -> XmlValue {
  XmlValue value;
  value.body = xml_body(text);
  value.parsed = grammar::parse_xml(value.body.text);
  return value;
}

auto xml_value(const SettingContext& context) -> const XmlValue* {
  // An empty pointer is asked for again, which costs nothing: nothing is parsed then.
  if (!context.xml) context.xml = parse_value(context);
  return context.xml.get();
}

namespace {

/// From what stands before the white space to the declaration. In a block scalar whose text begins with the white space
/// the lines would lose their indentation, and whoever saves a file again may bring it back.
auto add_declaration_fix(diag::Diagnostic& found, const SettingContext& context, std::size_t begin, std::size_t end)
    -> void {
  const auto& text = context.setting.value.text;
  if (context.setting.value.source != lower::Value::Source::Inline || !is_written(text, begin, end + 1)) return;
  const auto first = lower::place(context.sources(), text, begin, begin + 1);
  const auto last = lower::place(context.sources(), text, end, end + 1);
  const source::Span span{first.file, first.begin, last.begin};
  if (begin == 0 && context.sources().text(span).find('\n') != std::string_view::npos) return;
  found.fixes.push_back({"remove the white space", {{span, {}}}});
}

}  // namespace

auto declaration_finding(const SettingContext& context, diag::Code code, const XmlValue& value)
    -> std::optional<diag::Diagnostic> {
  constexpr std::size_t kDeclaration = 5;
  constexpr std::string_view kMessage = "white space stands before the XML declaration";
  constexpr std::string_view kHelp = "remove the white space before `<?xml`: by the rules of XML nothing stands there";
  const auto blanks = grammar::blanks_before_declaration(value.body.text);
  if (blanks == 0) return std::nullopt;
  const auto begin = value.body.begin + blanks;
  auto found = value.is_written ? value_finding(context, code, begin, begin + kDeclaration, std::string(kMessage),
                                                std::string(kHelp))
                                : value_finding(context, code, std::string(kMessage), std::string(kHelp));
  found.severity = diag::Severity::Warning;
  if (value.is_written) add_declaration_fix(found, context, value.body.begin, begin);
  return found;
}

auto namespace_words(std::string_view space) -> std::string {
  return space.empty() ? std::string("no namespace") : fmt::format("the namespace {}", base::quoted(space));
}

auto element_finding(const SettingContext& context, diag::Code code, const XmlValue& value,
                     const grammar::XmlElement& element, std::string message, std::string help) -> diag::Diagnostic {
  if (!value.is_written) return value_finding(context, code, std::move(message), std::move(help));
  const auto begin = value.body.begin + element.begin;
  const auto end = value.body.begin + grammar::tag_end(value.body.text, element.begin);
  return value_finding(context, code, begin, end, std::move(message), std::move(help));
}

auto attribute_finding(const SettingContext& context, diag::Code code, const XmlValue& value,
                       const grammar::XmlElement& element, std::string_view attribute, std::string message,
                       std::string help) -> diag::Diagnostic {
  const auto place = grammar::find_attribute(value.body.text, element.begin, attribute);
  if (!value.is_written || !place) {
    return element_finding(context, code, value, element, std::move(message), std::move(help));
  }
  return value_finding(context, code, value.body.begin + place->begin, value.body.begin + place->end,
                       std::move(message), std::move(help));
}

auto xml_finding(const SettingContext& context, diag::Code code, std::string_view what, const XmlBody& body,
                 const grammar::SyntaxError& error) -> diag::Diagnostic {
  const auto help = error.expected.empty() ? std::string("fix the XML") : fmt::format("expected {}", error.expected);
  // An empty place at the end would show nothing; the last character does.
  const auto begin = error.begin == error.end && error.begin > 0 ? error.begin - 1 : error.begin;
  return value_finding(context, code, body.begin + begin, body.begin + error.end,
                       fmt::format("{}: {}", what, error.message), help);
}

}  // namespace pinwright::check
