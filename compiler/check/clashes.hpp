#pragma once

#include <vector>

#include "check/reach_index.hpp"

namespace pinwright::check {

/// A setting of a policy, and one of an earlier policy that sets the same node.
struct Clash {
  const lower::Policy* policy = nullptr;
  const lower::Setting* setting = nullptr;
  const lower::Policy* earlier_policy = nullptr;
  const lower::Setting* earlier = nullptr;
  bool same_value = false;
  Overlap overlap = Overlap::None;
};

/// At most one clash a setting, the worst: a surely overlapping policy with another value, a possibly overlapping one,
/// a surely overlapping one with the same value; of several, the first in the order of policies. Values that cannot be
/// known clash with nothing. In the order of policies and settings.
[[nodiscard]] auto find_clashes(const lower::Deployment& deployment, Reaches& reaches) -> std::vector<Clash>;

}  // namespace pinwright::check
