#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "csp/definitions.hpp"

namespace pinwright::csp {

struct AnsweredOption {
  std::string id, value;
};

/// One definition as Microsoft Graph has it.
struct AnsweredDefinition {
  std::string id;
  std::string path;  ///< "./Device/Vendor/MSFT/…": instances as `{0}`
  Control control = Control::Unknown;
  std::vector<AnsweredOption> options;
  bool is_secret = false;
};

struct DefinitionAnswer {
  std::vector<AnsweredDefinition> definitions;  ///< of CSP nodes of Windows
  bool goes_on = false;                         ///< every page names a next one
};

/// A list of definitions, a page with one as its `value`, or a list of pages.
[[nodiscard]] auto read_definition_answer(std::string_view json) -> base::Result<DefinitionAnswer>;

}  // namespace pinwright::csp
