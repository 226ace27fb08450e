#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "diag/diagnostic.hpp"
#include "model/workspace.hpp"
#include "source/source_map.hpp"

namespace pinwright::fix {

/// Two policies out of one: the settings whose mappings are at `moved` go, with the comments above them, into a custom
/// policy `key` right behind it, which has all else that the first has but what makes it another policy; the first gets
/// `target`. Both are for the same tenants and have the same assignments. The display name of the second ends in
/// ` (custom)`.
///
/// An Error says why it cannot be done, in a clause: the settings stand elsewhere or all of them would go, overrides
/// change more than texts and assignments, or the policy is not written in lines.
[[nodiscard]] auto split_policy(const model::Named<model::Policy>& policy, object::Target target,
                                const std::vector<source::Span>& moved, std::string_view key,
                                const source::SourceMap& sources) -> base::Result<diag::Fix>;

}  // namespace pinwright::fix
