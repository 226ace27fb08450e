#include <fmt/format.h>

#include "check/catalog_text.hpp"
#include "check/check.hpp"

namespace pinwright::check::checks {

namespace {

auto message_for(const csp::Node& node) -> std::string {
  if (node.format() == csp::Format::Null) {
    return fmt::format("`{}` takes no value: its format is `null` and it allows {} ({})", node.uri(),
                       access_words(node), edition_of(node));
  }
  return fmt::format("`{}` cannot be set: it allows only {} ({})", node.uri(), access_words(node), edition_of(node));
}

auto help_for(const csp::Node& node) -> std::string {
  if (node.can(csp::Access::Exec)) return "remove the setting: it is a command, and a custom policy runs no commands";
  return "remove the setting: Intune sets a node with Add or Replace";
}

}  // namespace

auto not_settable(const SettingContext& context, diag::Sink& sink) -> void {
  if (context.uri.slug != diag::Code::NotSettable || !context.uri.found) return;
  const auto& node = context.uri.found->node;
  sink.add(uri_finding(context, diag::Code::NotSettable, message_for(node), help_for(node)));
}

}  // namespace pinwright::check::checks
