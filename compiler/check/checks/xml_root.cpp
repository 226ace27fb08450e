#include <fmt/format.h>

#include "base/text.hpp"
#include "check/check.hpp"
#include "check/xml_value.hpp"

namespace pinwright::check::checks {

namespace {

constexpr auto kCode = diag::Code::XmlRoot;

auto check_name(const SettingContext& context, const XmlValue& value, const grammar::XmlElement& element,
                const csp::XmlRoot& root, diag::Sink& sink) -> void {
  sink.add(element_finding(context, kCode, value, element,
                           fmt::format("the XML is {}, and `{}` takes `<{}>`", base::quoted("<" + element.name + ">"),
                                       context.node()->name(), root.name),
                           fmt::format("write the `<{}>` alone, with its letters in this case", root.name)));
}

auto check_space(const SettingContext& context, const XmlValue& value, const grammar::XmlElement& element,
                 std::string_view space, diag::Sink& sink) -> void {
  sink.add(element_finding(
      context, kCode, value, element,
      fmt::format("`<{}>` is of {}, and `{}` takes that of `{}`", element.name, namespace_words(element.space),
                  context.node()->name(), space),
      fmt::format("write `xmlns=\"{}\"`: the name of a namespace is compared letter by letter", space)));
}

auto check_element(const SettingContext& context, const XmlValue& value, const grammar::XmlElement& element,
                   const csp::XmlRoot& root, diag::Sink& sink) -> void {
  if (element.local_name() != root.name) {
    check_name(context, value, element, root, sink);
  } else if (root.space && element.space != *root.space) {
    check_space(context, value, element, *root.space, sink);
  }
}

}  // namespace

auto xml_root(const SettingContext& context, diag::Sink& sink) -> void {
  if (context.node() == nullptr || context.node()->content() == csp::Content::Plain) return;
  const auto root = context.node()->xml_root();
  if (!root) return;
  const auto* value = xml_value(context);
  if (value == nullptr || value->elements() == nullptr) return;
  const bool is_document = context.node()->content() != csp::Content::XmlFragments;
  if (is_document && value->root() == nullptr) return;
  for (const auto& element : *value->elements()) check_element(context, *value, element, *root, sink);
}

}  // namespace pinwright::check::checks
