#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "check/context.hpp"
#include "grammar/xml.hpp"

/// Values that hold XML.
namespace pinwright::check {

/// The value of an ADMX policy: `<enabled/>` with its `<data/>`, or `<disabled/>`.
[[nodiscard]] auto is_admx_policy(const SettingContext& context) -> bool;
/// The node that takes a whole ADMX file: Policy/ConfigOperations/ADMXInstall/<app>/<kind>/<file>.
[[nodiscard]] auto is_admx_file(const SettingContext& context) -> bool;

/// What the value is written in: as the node says, else XML where the data type is `stringXml`. Plain for the payloads
/// and files of ADMX, which have checks of their own.
[[nodiscard]] auto content_of(const SettingContext& context) -> csp::Content;

/// Whether the value begins like XML whose mark-up is HTML encoded: `&lt;`.
[[nodiscard]] auto is_html_encoded(std::string_view text) -> bool;

using grammar::xml_body;
using grammar::XmlBody;
using XmlElements = std::vector<grammar::XmlElement>;

/// The XML of a value.
struct XmlValue {
  std::string decoded;  ///< what base64 holds, else empty; `body` points into it or into the setting's text
  XmlBody body;
  std::variant<XmlElements, grammar::SyntaxError> parsed;
  bool is_written = true;  ///< its bytes are those of the value's text, so that they have places

  /// nullptr: not well-formed.
  [[nodiscard]] auto elements() const -> const XmlElements* { return std::get_if<XmlElements>(&parsed); }
  /// The one outermost element of a document; nullptr: there is none, or more.
  [[nodiscard]] auto root() const -> const grammar::XmlElement*;
};

/// The XML of a text that outlives it.
[[nodiscard]] auto parse_written(std::string_view text) -> XmlValue;

/// Parsed once for all checks of a setting. nullptr: the value is no XML by its node and type, is not known, or is text
/// that another check speaks about. What the environment fills in is left as `{env.NAME}`.
[[nodiscard]] auto xml_value(const SettingContext& context) -> const XmlValue*;

/// "not well-formed XML", where the reader gave up.
[[nodiscard]] auto xml_finding(const SettingContext& context, diag::Code code, std::string_view what,
                               const XmlBody& body, const grammar::SyntaxError& error) -> diag::Diagnostic;
/// A warning about white space before the XML declaration; nullopt: there is none.
[[nodiscard]] auto declaration_finding(const SettingContext& context, diag::Code code, const XmlValue& value)
    -> std::optional<diag::Diagnostic>;
/// "the namespace `urn:x`", "no namespace".
[[nodiscard]] auto namespace_words(std::string_view space) -> std::string;
/// At the tag of an element, or at the value where its XML has no places.
[[nodiscard]] auto element_finding(const SettingContext& context, diag::Code code, const XmlValue& value,
                                   const grammar::XmlElement& element, std::string message, std::string help)
    -> diag::Diagnostic;
/// At an attribute of it, which is spelled so.
[[nodiscard]] auto attribute_finding(const SettingContext& context, diag::Code code, const XmlValue& value,
                                     const grammar::XmlElement& element, std::string_view attribute,
                                     std::string message, std::string help) -> diag::Diagnostic;

}  // namespace pinwright::check
