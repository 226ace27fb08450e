#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "check/check.hpp"
#include "check/oddity.hpp"
#include "check/schema_check.hpp"
#include "check/simple_type.hpp"
#include "check/xml_value.hpp"

namespace pinwright::check::checks {

namespace {

constexpr auto kCode = diag::Code::XmlSchema;

/// The type of the outermost element; nullopt: it is not judged.
auto type_of_root(const csp::XmlSchema& schema, const grammar::XmlElement& root,
                  const std::optional<csp::XmlRoot>& stated) -> std::optional<std::uint32_t> {
  const auto declared = schema.root(root.local_name());
  // A node may take a part of the document that its XSD describes: of AppLocker's policy one collection.
  return declared || !stated ? declared : schema.inner(root.local_name());
}

/// Whether another check speaks about the outermost element.
auto has_other_root(const grammar::XmlElement& root, const std::optional<csp::XmlRoot>& stated) -> bool {
  if (!stated) return is_syncml_name(root.local_name());
  return root.local_name() != stated->name || (stated->space && root.space != *stated->space);
}

auto help_of(const SettingContext& context, std::string help) -> std::string {
  if (!help.empty()) return help;
  return fmt::format("write it as the XML schema of `{}` in {} has it", context.node()->name(), edition_of(context));
}

auto report(const SettingContext& context, const XmlValue& value, SchemaError error, diag::Sink& sink) -> void {
  auto help = help_of(context, std::move(error.help));
  sink.add(error.attribute.empty()
               ? element_finding(context, kCode, value, *error.element, std::move(error.message), std::move(help))
               : attribute_finding(context, kCode, value, *error.element, error.attribute, std::move(error.message),
                                   std::move(help)));
}

auto report_root(const SettingContext& context, const XmlValue& value, const csp::XmlSchema& schema, diag::Sink& sink)
    -> void {
  std::vector<std::string> names;
  for (const auto name : schema.roots()) names.push_back(fmt::format("`<{}>`", name));
  report(context, value,
         {value.root(),
          {},
          fmt::format("the XML is {}, and `{}` takes {}", base::quoted("<" + value.root()->name + ">"),
                      context.node()->name(), one_of(names)),
          {}},
         sink);
}

auto report_space(const SettingContext& context, const XmlValue& value, const csp::XmlSchema& schema, diag::Sink& sink)
    -> void {
  const auto& root = *value.root();
  report(context, value,
         {&root,
          {},
          fmt::format("`<{}>` is of {}, and is expected of {}", root.name, namespace_words(root.space),
                      namespace_words(schema.space())),
          {}},
         sink);
}

}  // namespace

auto xml_schema(const SettingContext& context, diag::Sink& sink) -> void {
  if (context.node() == nullptr || context.node()->allowed() != csp::Allowed::Xsd) return;
  const auto schema = context.node()->schema();
  const auto* value = schema ? xml_value(context) : nullptr;
  const auto* root = value == nullptr ? nullptr : value->root();
  const auto stated = context.node()->xml_root();
  if (root == nullptr || has_other_root(*root, stated)) return;
  const auto type = type_of_root(*schema, *root, stated);
  if (!type) {
    if (!stated) report_root(context, *value, *schema, sink);
  } else if (root->space != schema->space()) {
    report_space(context, *value, *schema, sink);
  } else if (auto error = find_schema_error(*schema, *type, *root, context.patterns())) {
    report(context, *value, *std::move(error), sink);
  }
}

}  // namespace pinwright::check::checks
