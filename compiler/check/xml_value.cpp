#include "check/xml_value.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace pinwright::check {

namespace {

constexpr std::string_view kOpen = "<![CDATA[";
constexpr std::string_view kClose = "]]>";

}  // namespace

auto is_admx_policy(const SettingContext& context) -> bool {
  if (const auto* node = context.node()) return node->is_admx_backed();
  return context.uri.missing && context.uri.missing->kind == csp::NotFound::Kind::AdmxIngested;
}

auto is_admx_file(const SettingContext& context) -> bool {
  constexpr std::string_view kInstall = "./Device/Vendor/MSFT/Policy/ConfigOperations/ADMXInstall/";
  constexpr std::size_t kSegments = 6;
  const auto* node = context.node();
  if (node == nullptr || !node->is_dynamic() || context.uri.uri->segments.size() != kSegments) return false;
  return node->uri().rfind(kInstall, 0) == 0;
}

auto xml_body(std::string_view text) -> XmlBody {
  const auto trimmed = base::trimmed(text);
  const bool wrapped = trimmed.size() >= kOpen.size() + kClose.size() && trimmed.substr(0, kOpen.size()) == kOpen &&
                       trimmed.substr(trimmed.size() - kClose.size()) == kClose;
  if (!wrapped) return {text, 0};
  const auto inner = trimmed.substr(kOpen.size(), trimmed.size() - kOpen.size() - kClose.size());
  return {inner, static_cast<std::size_t>(inner.data() - text.data())};
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
