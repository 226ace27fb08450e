#pragma once

#include "graph/ask.hpp"

namespace pinwright::graph {

/// Lists leave `assignments` out, or show none, although `$expand` asks for them. So none means nothing: the policies
/// of `answer` that seem to have none are asked for theirs, all in one round. A policy that is gone meanwhile keeps
/// none, and one whose assignments alone cannot be had is unreadable; where the tenant, or the right, is what is
/// missing, the policy, or the list that it came in, has no answer.
auto confirm_assignments(Session& session, const Endpoint& endpoint, plan::Answer& answer) -> void;

}  // namespace pinwright::graph
