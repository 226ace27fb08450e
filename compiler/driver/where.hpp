#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "driver/at_a_time.hpp"
#include "driver/online_connect.hpp"
#include "object/secrecy.hpp"
#include "plan/conditions/overlap.hpp"
#include "plan/node_setters.hpp"

namespace pinwright::driver {

/// The node that `where` is asked about.
struct WhereNode {
  std::string uri;         ///< as it was asked for, or of the definition
  object::SettingKey key;  ///< of `uri`
  /// What is below an area of an ingested ADMX file: the definition that the settings catalog has for it, by the rule
  /// of ids. Empty: any other node.
  object::SettingKey definition;
  /// Which segments of `key` stand for any name of an instance: that of `{FirewallRuleName}`.
  std::vector<std::size_t> any_name;
};
/// `text`: an OMA-URI, or the id of a definition of the settings catalog, of an ingested ADMX file too. An Error is
/// wrong usage: no policy can set such a node, as far as `catalog` (with what the files declare) and the list of
/// properties know. What nobody's catalogue can know is taken as it is: policies of ingested ADMX files, CSPs that have
/// no DDF.
[[nodiscard]] auto where_node(std::string_view text, const csp::Catalog& catalog) -> base::Result<WhereNode>;

struct WhereOptions {
  std::string group;       ///< `--group`: display name; only policies that reach it
  bool shows_live = true;  ///< false: values are hidden, as in plan::hide_live
  unsigned parallel = kTenantsAtATime;
};

/// A policy that sets the node.
struct WherePolicy {
  object::PolicyKind kind = object::PolicyKind::Custom;
  std::string id;
  std::string display_name;
  std::string owner;                 ///< workspace of its marker; empty: none
  std::string uri;                   ///< as the policy spells it, or as the CSP does
  std::string instance;              ///< its name, where any was asked for; of several, outermost first, `a/b`
  std::optional<std::string> value;  ///< nullopt: hidden, or not known
  object::Secrecy secrecy = object::Secrecy::Clear;
  bool has_value = true;                 ///< false: which value it is nobody states
  bool is_whole = true;                  ///< false: some of the policy could not be read
  std::vector<std::string> assignments;  ///< "all devices", "not the group `SG Kiosks`"
};

/// Two of them that one device may get.
struct WherePair {
  std::size_t first = 0, second = 0;  ///< of WhereTenant::policies
  plan::Overlap overlap = plan::Overlap::None;
  std::optional<bool> same_value;  ///< nullopt: cannot be compared
};

struct WhereTenant {
  std::string name;
  std::string tenant_id;
  std::vector<WherePolicy> policies;
  std::vector<WherePair> pairs;
  bool has_more_pairs = false;  ///< there are too many policies to name all pairs
  std::vector<plan::KindNotRead> not_read;
  bool lacks_group = false;  ///< no group has the name of WhereOptions::group
  std::optional<base::Error> unusable;
};

/// Asks several tenants at a time; in order of `tenants`.
[[nodiscard]] auto find_setters(const Loaded& loaded, const std::vector<lower::TenantRef>& tenants,
                                Connections& connections, const WhereNode& node, const WhereOptions& options)
    -> std::vector<WhereTenant>;

}  // namespace pinwright::driver
