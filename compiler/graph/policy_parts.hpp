#pragma once

#include "graph/ask.hpp"

/// What a policy has beside itself in Graph: lists of their own below it.
namespace pinwright::graph {

/// Adds the read of the settings of one policy to `batch`: they go into `policy`, which the read before may have filled
/// or not. Where the tenant does not say, `policy` has no answer. Where they are not to be found it has no settings,
/// and whether it is gone, complete_policies() asks.
auto ask_settings(ReadBatch& batch, const Endpoint& endpoint, const object::Address& address,
                  base::Result<object::Live>& policy) -> void;

/// Reads what the lists of `answer` do not hold:
/// - the settings of the policies that `whole` takes, and of those that are assigned where it wants these.
/// - assignments. Lists leave them out, or show none, although `$expand` asks for them. So none means nothing: policies
///   that seem to have none are asked for theirs, all in one round; but not one whose settings nobody wants to know.
/// That a part is not to be found does not say that the policy is gone: it is asked for by its id, and one that is gone
/// is left out of the list, or is NotFound. One whose part alone cannot be had is unreadable; where the tenant, or the
/// right, is what is missing, the policy, or the list that it came in, has no answer.
auto complete_policies(Session& session, const Endpoint& endpoint, const plan::WholePolicies& whole,
                       plan::Answer& answer) -> void;

}  // namespace pinwright::graph
