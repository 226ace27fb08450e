#include <fmt/format.h>

#include "check/catalog_text.hpp"
#include "check/check.hpp"

namespace pinwright::check::checks {

auto interior_node(const SettingContext& context, diag::Sink& sink) -> void {
  if (context.uri.slug != diag::Code::InteriorNode || !context.uri.found) return;
  const auto& node = context.uri.found->node;
  const auto help = node.children().empty() ? std::string("name a node that holds a value")
                                            : fmt::format("name one of the nodes below: {}", listed_children(node));
  sink.add(uri_finding(context, diag::Code::InteriorNode,
                       fmt::format("`{}` holds other nodes and no value ({})", node.uri(), edition_of(node)), help));
}

}  // namespace pinwright::check::checks
