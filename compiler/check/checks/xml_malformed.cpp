#include <fmt/format.h>

#include "base/text.hpp"
#include "check/check.hpp"
#include "check/value_type.hpp"
#include "check/xml_value.hpp"

namespace pinwright::check::checks {

namespace {

constexpr auto kCode = diag::Code::XmlMalformed;

auto is_xml(const SettingContext& context) -> bool {
  if (is_admx_policy(context) || is_admx_file(context)) return false;
  if (context.setting.type == object::DataType::StringXml) return true;
  const auto* node = context.node();
  return node != nullptr && (node->format() == csp::Format::Xml || node->allowed() == csp::Allowed::Xsd);
}

auto check_document(const SettingContext& context, const XmlBody& body,
                    const std::vector<grammar::XmlElement>& elements, diag::Sink& sink) -> void {
  if (elements.empty()) {
    sink.add(value_finding(context, kCode, "the value holds no XML element", "write the whole XML document"));
  } else if (elements.size() > 1) {
    const auto begin = body.begin + elements[1].begin;
    sink.add(value_finding(
        context, kCode, begin, begin + 1 + elements[1].name.size(),
        fmt::format("a second element {} stands beside the first", base::quoted("<" + elements[1].name + ">")),
        "an XML document has one outermost element"));
  }
}

}  // namespace

auto xml_malformed(const SettingContext& context, diag::Sink& sink) -> void {
  if (!is_xml(context)) return;
  const auto* text = known_text(context);
  if (text == nullptr || type_error(context) != TypeError::None) return;
  const auto body = xml_body(*text);
  const auto parsed = grammar::parse_xml(body.text);
  if (const auto* error = std::get_if<grammar::SyntaxError>(&parsed)) {
    sink.add(xml_finding(context, kCode, "the value is not well-formed XML", body, *error));
  } else {
    check_document(context, body, std::get<std::vector<grammar::XmlElement>>(parsed), sink);
  }
}

}  // namespace pinwright::check::checks
