#include <fmt/format.h>

#include "base/base64.hpp"
#include "base/text.hpp"
#include "check/check.hpp"
#include "check/xml_value.hpp"

namespace pinwright::check::checks {

namespace {

constexpr auto kCode = diag::Code::XmlMalformed;
constexpr std::string_view kWhat = "the value is not well-formed XML";

auto check_count(const SettingContext& context, const XmlValue& value, const XmlElements& elements, diag::Sink& sink)
    -> void {
  if (elements.empty()) {
    sink.add(value_finding(context, kCode, "the value holds no XML element", "write the whole XML document"));
  } else if (elements.size() > 1 && content_of(context) != csp::Content::XmlFragments) {
    sink.add(element_finding(
        context, kCode, value, elements[1],
        fmt::format("a second element {} stands beside the first", base::quoted("<" + elements[1].name + ">")),
        "an XML document has one outermost element"));
  }
}

auto is_encoded_xml(std::string_view text) -> bool {
  const auto bytes = base::base64_decode(base::trimmed(text));
  return bytes && base::trimmed(*bytes).starts_with('<');
}

auto report(const SettingContext& context, const XmlValue& value, const grammar::SyntaxError& error, diag::Sink& sink)
    -> void {
  if (is_html_encoded(value.body.text)) {
    sink.add(value_finding(context, kCode, "the value is XML whose mark-up is HTML encoded: it begins with `&lt;`",
                           "write `<`, `>` and `\"` as they are: what has to be escaped on the way, Intune escapes"));
  } else if (value.is_written) {
    sink.add(xml_finding(context, kCode, kWhat, value.body, error));
  } else if (is_encoded_xml(value.decoded)) {
    sink.add(value_finding(context, kCode, "the base64 holds base64 of an XML document", "encode the document once"));
  } else {
    sink.add(value_finding(context, kCode,
                           fmt::format("what the base64 holds is not well-formed XML: {}", error.message),
                           "encode a well-formed XML document"));
  }
}

}  // namespace

auto xml_malformed(const SettingContext& context, diag::Sink& sink) -> void {
  const auto* value = xml_value(context);
  if (value == nullptr) return;
  if (const auto* error = std::get_if<grammar::SyntaxError>(&value->parsed)) {
    report(context, *value, *error, sink);
  } else {
    if (auto found = declaration_finding(context, kCode, *value)) sink.add(*std::move(found));
    check_count(context, *value, *value->elements(), sink);
  }
}

}  // namespace pinwright::check::checks
