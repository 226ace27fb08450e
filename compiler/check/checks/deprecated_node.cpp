#include <fmt/format.h>

#include "check/catalog_text.hpp"
#include "check/check.hpp"

namespace pinwright::check::checks {

namespace {

/// The node, or the one above it, that Microsoft marks; what lies below a deprecated node is deprecated with it.
auto marked(csp::Node node) -> csp::Node {
  while (node.valid() && !node.is_deprecated()) node = node.parent();
  return node;
}

}  // namespace

auto deprecated_node(const SettingContext& context, diag::Sink& sink) -> void {
  const auto* node = context.node();
  if (node == nullptr) return;
  const auto mark = marked(*node);
  if (!mark.valid()) return;
  const auto since =
      mark.deprecated_since().empty() ? std::string() : fmt::format(" since Windows build {}", mark.deprecated_since());
  const auto by = mark.replaced_by();
  sink.add(uri_finding(context, diag::Code::DeprecatedNode,
                       fmt::format("`{}` is deprecated{} ({})", mark.uri(), since, edition_of(mark)),
                       by.empty() ? std::string("look for its successor in Microsoft's reference of the CSP")
                                  : fmt::format("use `{}`", by)));
}

}  // namespace pinwright::check::checks
