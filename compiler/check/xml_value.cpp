#include "check/xml_value.hpp"

#include <fmt/format.h>

#include "lower/ingested.hpp"

namespace pinwright::check {

auto is_admx_policy(const SettingContext& context) -> bool {
  if (const auto* node = context.node()) return node->is_admx_backed();
  return context.uri.missing && context.uri.missing->kind == csp::NotFound::Kind::AdmxIngested;
}

auto is_admx_file(const SettingContext& context) -> bool {
  return context.node() != nullptr && lower::is_admx_file(context.setting);
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
