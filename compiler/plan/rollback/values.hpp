#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/world.hpp"
#include "object/live.hpp"

namespace pinwright::plan {

/// Policies of the files of then, by key: secrets as `{env.NAME}`.
using FilesOfThen = std::map<std::string, object::Policy>;

/// What came of looking for the values that a journal does not hold.
struct FilledValues {
  std::vector<std::string> missing;    ///< OMA-URIs of settings whose value nobody knows
  std::vector<std::string> unset;      ///< variables of the environment that are not set, sorted
  std::vector<std::string> variables;  ///< those that values come from, sorted: what they held then, nothing tells
  bool has_other_files = false;        ///< the files have the policy, and not as it was written then
};

/// Puts values into the masked settings of `policy`, the state of the object `key` that is to come back: those of the
/// files of then, if the marker in its description says that it was written from them.
[[nodiscard]] auto fill_values(object::Policy& policy, const std::string& key, const FilesOfThen& files,
                               const base::Variables& variable) -> FilledValues;

}  // namespace pinwright::plan
