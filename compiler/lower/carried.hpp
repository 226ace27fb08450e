#pragma once

#include <map>
#include <string>
#include <vector>

#include "lower/deployment.hpp"

/// A policy under another target than it has.
namespace pinwright::lower {

struct Misfit {
  std::string reason;  ///< half a sentence
  source::Span span;   ///< of the setting's mapping; unknown where it is made from something else
};

/// The settings that a policy of `target` cannot carry, by OMA-URI. One whose definition is not known for certain is
/// among them, and one of an ingested ADMX file: the areas of these have other names in the settings catalog.
[[nodiscard]] auto misfits(const Policy& policy, object::Target target) -> std::map<std::string, Misfit>;

/// What each setting of the policy sets: node, data type and value, as text that two policies share when they set the
/// same. Sorted.
[[nodiscard]] auto essence(const Policy& policy) -> std::vector<std::string>;

}  // namespace pinwright::lower
