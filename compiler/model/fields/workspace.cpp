#include "model/codecs.hpp"

namespace pinwright::model {

template <>
auto table<Waiver>() -> const Table<Waiver>& {
  static const Table<Waiver> kTable{
      "waiver",
      "A finding that is accepted: it no longer counts for the exit code, and stays in the reports. A waiver that "
      "waives nothing is "
      "an error.",
      {field<Waiver, &Waiver::slug>("slug", "The finding's slug.", kRequired),
       field<Waiver, &Waiver::path>("path", "Where, such as policies.pin-recovery; what stands below it is meant too.",
                                    kRequired),
       field<Waiver, &Waiver::tenants>("tenants", "For which tenants. Default: all."),
       field<Waiver, &Waiver::reason>("reason", "Why the finding is accepted.", kRequired),
       field<Waiver, &Waiver::expires>("expires", "Last day of the waiver, such as 2027-01-31.")}};
  return kTable;
}

template <>
auto table<DeclaredNode>() -> const Table<DeclaredNode>& {
  static const Table<DeclaredNode> kTable{
      "node",
      "A CSP node that the catalogue does not know yet.",
      {field<DeclaredNode, &DeclaredNode::oma_uri>(
           "omaUri", "The node, such as ./Device/Vendor/MSFT/…; {name} is a segment that each writer names.",
           kRequired),
       field<DeclaredNode, &DeclaredNode::format>(
           "format", "Its format as Microsoft's page or DDF file has it; admx: the policy of an ADMX file.", kRequired),
       field<DeclaredNode, &DeclaredNode::allowed>("allowed", "The values that it takes. Default: all of the format."),
       field<DeclaredNode, &DeclaredNode::definition_id>(
           "definitionId",
           "Id of its definition in the settings catalog, such as device_vendor_msft_policy_config_…; without it only "
           "custom policies set the node."),
       field<DeclaredNode, &DeclaredNode::source>("source", "Where this is written.", kRequired)}};
  return kTable;
}

template <>
auto table<Fragment>() -> const Table<Fragment>& {
  static const Table<Fragment> kTable{
      "workspace",
      "A file of a workspace. Every file has these keys; definitions of all files are merged.",
      {field<Fragment, &Fragment::pinwright>("pinwright", "Language version: 1. Makes this file the root; only there."),
       field<Fragment, &Fragment::workspace>("workspace",
                                             "Name of the workspace, the owner of what apply makes; only in the root."),
       field<Fragment, &Fragment::ignore>("ignore",
                                          "Globs of files that are no part of the workspace; only in the root."),
       field<Fragment, &Fragment::graph_api>("graphApi",
                                             "Version of Microsoft Graph. Default: beta; only in the root."),
       field<Fragment, &Fragment::catalog>("catalog",
                                           "Folders with further CSPs, made by csp import; only in the root."),
       field<Fragment, &Fragment::tenant_defaults>("tenantDefaults", "What all tenants share; only in the root."),
       field<Fragment, &Fragment::policy_defaults>("policyDefaults", "What all policies share; only in the root."),
       field<Fragment, &Fragment::tenants>("tenants", "Microsoft Entra tenants by name."),
       field<Fragment, &Fragment::groups>("groups", "Groups that assignments name."),
       field<Fragment, &Fragment::filters>("filters", "Assignment filters that assignments name."),
       field<Fragment, &Fragment::setting_sets>("settingSets", "Lists of settings that several policies share."),
       field<Fragment, &Fragment::policies>("policies", "Intune policies by name."),
       field<Fragment, &Fragment::nodes>("nodes", "CSP nodes that the catalogue does not know yet."),
       field<Fragment, &Fragment::waivers>("waivers", "Findings that are accepted.")}};
  return kTable;
}

}  // namespace pinwright::model
