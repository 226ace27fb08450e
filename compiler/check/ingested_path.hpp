#pragma once

#include <optional>
#include <string>

#include "lower/deployment.hpp"

namespace pinwright::check {

/// The policy of an ADMX file of this tenant that an OMA-URI below `Policy/Config` means, and does not name.
struct MeantPolicy {
  enum class Why : unsigned char {
    Form,         ///< `~` before the policy's name, or `/` between categories
    Application,  ///< the file is installed under another application, or as Preference in place of Policy
    Category,     ///< the policy stands in another category
  } why = Why::Form;
  std::string area, name;  ///< as they have to be written
};

/// nullopt: the path is right, or means nothing that is known. Of several the first in the order of areas.
[[nodiscard]] auto meant_policy(const lower::Deployment& deployment, const lower::Setting& setting)
    -> std::optional<MeantPolicy>;

}  // namespace pinwright::check
