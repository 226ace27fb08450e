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

using grammar::xml_body;
using grammar::XmlBody;

/// "not well-formed XML", where the reader gave up.
[[nodiscard]] auto xml_finding(const SettingContext& context, diag::Code code, std::string_view what,
                               const XmlBody& body, const grammar::SyntaxError& error) -> diag::Diagnostic;

}  // namespace pinwright::check
