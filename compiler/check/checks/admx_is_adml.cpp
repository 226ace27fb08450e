#include <string>

#include "check/check.hpp"
#include "check/value_type.hpp"
#include "check/xml_value.hpp"
#include "csp/admx_xml.hpp"

namespace pinwright::check::checks {

namespace {

/// Asked before the whole file is read: an ADMX file has megabytes.
auto may_be_adml(std::string_view text) -> bool {
  constexpr std::string_view kRoot = "policyDefinitionResources";
  constexpr std::size_t kHead = 4096;
  return text.substr(0, kHead).find(kRoot) != std::string_view::npos;
}

}  // namespace

auto admx_is_adml(const SettingContext& context, diag::Sink& sink) -> void {
  if (!is_admx_file(context)) return;
  const auto* text = known_text(context);
  if (text == nullptr || !may_be_adml(*text) || !csp::is_adml(*text)) return;
  sink.add(value_finding(context, diag::Code::AdmxIsAdml, "the value is an ADML file: the texts of an ADMX file",
                         "give the file of the same name that ends in `.admx`"));
}

}  // namespace pinwright::check::checks
