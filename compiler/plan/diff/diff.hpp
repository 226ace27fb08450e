#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/world.hpp"
#include "lower/deployment.hpp"
#include "plan/diff/replace_after.hpp"
#include "plan/plan.hpp"
#include "plan/tenant.hpp"

namespace pinwright::plan {

class TenantCache;

/// Which of the values are read that Intune shows as masks: each costs a request.
enum class ReadMasks : std::uint8_t {
  All,
  UnlessCached,  ///< those of which `cache` does not know that they are as declared
  Never,         ///< what the marker says is believed, as with a credential that may not read them
};

/// When the old object of a Replace may go.
struct ReplaceOptions {
  std::int64_t after = kReplaceAfterHours * 60 * 60;  ///< `--replace-after`: seconds since the new one was last changed
  std::set<std::string> allowed;                      ///< `--replace KEY`: also where the policy is protected
  std::set<std::string> now;  ///< `--replace-now KEY`: without that time, and also where it keeps a device connected
};

/// `--rewrite-secrets`: whose values from the environment are written although nobody can compare them with what the
/// tenant holds. A variable that is missing stops such a policy alone.
struct RewriteSecrets {
  bool all = false;
  std::set<std::string> keys;  ///< of policies

  [[nodiscard]] auto takes(const std::string& key) const -> bool { return all || keys.contains(key); }
};

struct DiffOptions {
  std::string workspace;        ///< owner name in markers
  base::Variables variable;     ///< values from the environment are read here, and only here and in apply
  std::set<std::string> adopt;  ///< `--adopt KEY`: take over the one unmarked object of the same display name
  /// Whether a journal of this workspace says that a run wrote the object of this id, which tells an object of ours
  /// from its copy. Empty: no journal is asked.
  std::function<bool(std::string_view id)> is_written;
  /// Whether a journal of this workspace says that a new description of the object of this id waits for approval.
  /// Empty: no journal is asked.
  std::function<bool(std::string_view id)> awaits_description;
  /// Whether a journal of this workspace says that a run wrote a policy of this target to the tenant of this ID, which
  /// no later run deleted. Empty: no journal is asked.
  std::function<bool(std::string_view tenant_id, object::Target target)> has_written;
  /// Whether journals of this workspace say that a run deleted the object of this kind and key in the tenant of this
  /// ID, and none that a run wrote the one of this id: then this is a copy that was made of it. Empty: no journal is
  /// asked.
  std::function<bool(std::string_view tenant_id, object::Kind kind, std::string_view key, std::string_view id)>
      is_left_copy;
  /// Where journals of this workspace say that runs wrote the object of this kind and key in the tenant of this ID, and
  /// none that one deleted it. Empty: no journal is asked.
  std::function<std::vector<object::Address>(std::string_view tenant_id, object::Kind kind, std::string_view key)>
      written_as;
  ReplaceOptions replace;
  RewriteSecrets rewrite;
  const csp::Catalog* catalog = nullptr;  ///< tells which nodes hold secrets; nullptr: the built-in one
  ReadMasks masks = ReadMasks::All;
  TenantCache* cache = nullptr;  ///< takes what is read; nullptr: nothing is remembered
  object::CanonicalRules rules;
  bool is_applied = false;                              ///< a right that is missing to write the changes is a finding
  bool with_reach = true;                               ///< ask for member counts
  bool with_conflicts = true;                           ///< compare with policies of others (live-conflict)
  std::string login_host;                               ///< for consent URLs, as consent_url() takes it
  object::GraphApi graph_api = object::GraphApi::Beta;  ///< v1.0 has neither filters nor scope tags
};

/// Reads the live tenant and says what an apply would do. Reads only. Every live slug of codes.def is looked for by
/// its file in conditions/; findings go into the TenantPlan.
[[nodiscard]] auto diff(const lower::Deployment& deployment, Tenant& tenant, const DiffOptions& options) -> TenantPlan;

}  // namespace pinwright::plan
