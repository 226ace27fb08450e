#include <fmt/format.h>

#include "base/text.hpp"
#include "check/catalog_text.hpp"
#include "check/check.hpp"
#include "object/codec/codec.hpp"

namespace pinwright::check::checks {

namespace {

/// "Add" or "Add and Get": what Intune wants and the node lacks.
auto lacking(const csp::Node& node) -> std::string {
  std::vector<std::string> words;
  if (!node.can(csp::Access::Add)) words.emplace_back("Add");
  if (!node.can(csp::Access::Replace)) words.emplace_back("Replace");
  if (!node.can(csp::Access::Get)) words.emplace_back("Get");
  return base::joined(words, " and ");
}

auto help_for(const csp::Node& node) -> std::string {
  if (!node.can(csp::Access::Get))
    return "Intune may report an error although the value is set: it cannot read it back";
  if (!node.can(csp::Access::Replace)) return "Intune may set it once and fail to change it; test it on one device";
  return "the setting works only where Windows has the node already; test it on one device";
}

}  // namespace

auto partly_settable(const SettingContext& context, diag::Sink& sink) -> void {
  const auto* node = context.node();
  if (node == nullptr) return;
  // The target has a way of its own, which asks for nothing of the kind.
  const auto& codec = object::codec_of(context.in.policy.target);
  if (codec.has_own_values != nullptr && codec.has_own_values(context.setting.key)) return;
  if (node->can(csp::Access::Add) && node->can(csp::Access::Replace) && node->can(csp::Access::Get)) return;
  sink.add(uri_finding(context, diag::Code::PartlySettable,
                       fmt::format("`{}` allows {} and lacks {}, and Intune asks for Add, Replace and Get ({})",
                                   node->uri(), access_words(*node), lacking(*node), edition_of(*node)),
                       help_for(*node)));
}

}  // namespace pinwright::check::checks
