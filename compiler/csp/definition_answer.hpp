#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "csp/definitions.hpp"

namespace pinwright::csp {

/// `dependentOn`: a definition, and what of it another one stands in, one of its options or, of a group, itself.
struct AnsweredParent {
  std::string id, option;
};

struct AnsweredOption {
  std::string id, value;
  std::vector<std::string> children;  ///< `dependedOnBy`: ids of the definitions that stand in it
};

/// One definition as Microsoft Graph has it.
struct AnsweredDefinition {
  std::string id;
  std::string path;  ///< "./Device/Vendor/MSFT/…": instances as `{0}`
  Control control = Control::Unknown;
  std::vector<AnsweredOption> options;
  std::vector<AnsweredParent> parents;  ///< a choice says them for each of its options: those of any
  bool is_secret = false;
  bool tells_parents = false;  ///< the answer has such members, be they empty
};

struct DefinitionAnswer {
  std::vector<AnsweredDefinition> definitions;  ///< of CSP nodes of Windows
  bool goes_on = false;                         ///< every page names a next one
};

/// Of all that is said about one child, a row for each parent that is a choice.
[[nodiscard]] auto joined_parents(const std::string& child, const std::vector<AnsweredParent>& parents)
    -> std::vector<DefinitionParent>;

/// One definition, as the answer to a request for its id has it: where it may stand, none of a group's. Nothing where
/// the answer cannot be read.
[[nodiscard]] auto parents_in_answer(const nlohmann::json& definition) -> std::vector<DefinitionParent>;

/// A list of definitions, a page with one as its `value`, or a list of pages.
[[nodiscard]] auto read_definition_answer(std::string_view json) -> base::Result<DefinitionAnswer>;

}  // namespace pinwright::csp
