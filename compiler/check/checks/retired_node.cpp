#include <fmt/format.h>

#include "check/catalog_text.hpp"
#include "check/check.hpp"

namespace pinwright::check::checks {

auto retired_node(const SettingContext& context, diag::Sink& sink) -> void {
  const auto* node = context.node();
  if (node == nullptr || !node->is_retired()) return;
  auto finding = uri_finding(
      context, diag::Code::RetiredNode,
      fmt::format("`{}` is not in DDF edition {}; the last edition that has it is {}", node->uri(),
                  context.catalog().edition(), node->edition()),
      "Windows versions of that time take it, later ones may not: make sure that the fleet's Windows still has it");
  finding.notes.push_back(fmt::format("the value is checked by the facts of {}", node->edition()));
  sink.add(std::move(finding));
}

}  // namespace pinwright::check::checks
