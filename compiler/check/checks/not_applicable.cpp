#include <fmt/format.h>

#include <algorithm>

#include "check/applicability.hpp"
#include "check/catalog_text.hpp"
#include "check/check.hpp"

namespace pinwright::check::checks {

namespace {

/// What of a tenant's fleet lacks a node.
struct Lack {
  const model::Text* build = nullptr;
  std::vector<const model::Text*> editions;
};

auto lacking_build(const csp::Node& node, const model::Fleet& fleet) -> const model::Text* {
  if (!fleet.minimum_build) return nullptr;
  const auto oldest = csp::parse_os_build(fleet.minimum_build->value);
  return !oldest || exists_in(node.os_builds(), *oldest) ? nullptr : &*fleet.minimum_build;
}

auto lacking_editions(const csp::Catalog& catalog, const csp::Node& node, const model::Fleet& fleet)
    -> std::vector<const model::Text*> {
  std::vector<const model::Text*> lacking;
  const auto listed = node.editions();
  if (listed.empty() || !fleet.editions) return lacking;
  for (const auto& edition : *fleet.editions) {
    const auto sku = catalog.edition_sku(edition.value);
    if (sku && std::find(listed.begin(), listed.end(), *sku) == listed.end()) lacking.push_back(&edition);
  }
  return lacking;
}

/// The same in every tenant: what of its fleet is to blame stands in the labels.
auto message_for(const csp::Node& node, const Lack& lack) -> std::string {
  if (lack.build == nullptr)
    return fmt::format("`{}` does not exist in every edition of the fleet ({})", node.uri(), edition_of(node));
  const auto builds = released_builds(node.os_builds());
  if (builds.empty()) return fmt::format("`{}` is in no released build of Windows ({})", node.uri(), edition_of(node));
  return fmt::format("`{}` exists from Windows build {}, and the fleet has older ones ({})", node.uri(), builds,
                     edition_of(node));
}

auto help_for(const csp::Node& node, const Lack& lack) -> std::string {
  constexpr std::string_view kWhat = "devices without it report -2016281111, not applicable";
  if (lack.build == nullptr) return fmt::format("{}; assign the policy to the editions that have it", kWhat);
  if (released_builds(node.os_builds()).empty()) return fmt::format("{}; wait for the build that brings it", kWhat);
  return fmt::format(
      "{}; assign the policy to newer ones, or raise `fleet.minimumBuild`, with its last number as in "
      "`10.0.19045.4239`, when "
      "all are updated",
      kWhat);
}

}  // namespace

auto not_applicable(const SettingContext& context, diag::Sink& sink) -> void {
  const auto& fleet = context.tenant().fleet;
  const auto* node = context.node();
  if (!fleet || node == nullptr) return;
  const Lack lack{lacking_build(*node, *fleet), lacking_editions(context.catalog(), *node, *fleet)};
  if (lack.build == nullptr && lack.editions.empty()) return;
  auto finding = uri_finding(context, diag::Code::NotApplicable, message_for(*node, lack), help_for(*node, lack));
  if (lack.build != nullptr) finding.labels.push_back({lack.build->span, "the oldest build of the fleet"});
  for (const auto* edition : lack.editions)
    finding.labels.push_back({edition->span, "this edition does not have the node"});
  sink.add(std::move(finding));
}

}  // namespace pinwright::check::checks
