#pragma once

#include <map>
#include <string>

#include "lower/deployment.hpp"

/// A policy under another target than it has.
namespace pinwright::lower {

/// The settings that a policy of `target` cannot carry, by OMA-URI, and why: half a sentence. One whose definition is
/// not known for certain is among them, and one of an ingested ADMX file: the areas of these have other names in the
/// settings catalog.
[[nodiscard]] auto misfits(const Policy& policy, object::Target target) -> std::map<std::string, std::string>;

/// What the policy sets: nodes, data types and values, as text that two policies share when they set the same.
[[nodiscard]] auto essence(const Policy& policy) -> std::string;

}  // namespace pinwright::lower
