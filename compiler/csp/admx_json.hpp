#pragma once

#include <nlohmann/json_fwd.hpp>

#include "base/json_reader.hpp"
#include "csp/admx.hpp"

namespace pinwright::csp {

/// The facts of one policy in a catalogue file: {"name","class","enabled","disabled","elements":[…]}, an item as
/// ["name","value"], or ["name"] where there is nothing to send.
[[nodiscard]] auto to_json(const AdmxPolicyFacts& policy) -> nlohmann::ordered_json;
/// The same, read; what is wrong with it goes to the reader.
[[nodiscard]] auto read_admx_policy(const base::JsonReader& in) -> AdmxPolicyFacts;

}  // namespace pinwright::csp
