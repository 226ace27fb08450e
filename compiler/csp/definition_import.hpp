#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "csp/catalog.hpp"
#include "csp/definitions.hpp"

namespace pinwright::csp {

struct DefinitionImport {
  Definitions list;
  std::size_t ids = 0;       ///< of Windows definitions that were read
  std::size_t ingested = 0;  ///< of them those below the area of an ingested ADMX file, which are left out
  std::size_t unknown = 0;   ///< nodes that `catalog` does not know
  std::vector<std::string> notes;
};

/// Microsoft Graph's answer to `GET deviceManagement/configurationSettings`: a list of definitions, a page with one as
/// its `value`, or a list of pages. What a definition is of says its OMA-URI (`baseUri` and `offsetUri`); of several
/// with one OMA-URI, that whose id follows the rule is the node's own, or its successor (`…_v2`), and the others are
/// further ids, elements of an ADMX policy, or the name of a group's instance. `catalog` tells the nodes, `list` when
/// the answer was made. Definitions for other platforms are passed over. An Error names the definition that is wrong.
[[nodiscard]] auto import_definitions(std::string_view json, const Catalog& catalog, const std::string& list)
    -> base::Result<DefinitionImport>;

/// As schemas/csp-definitions.json: fixed order, LF, ASCII.
[[nodiscard]] auto to_json(const Definitions& definitions) -> std::string;

}  // namespace pinwright::csp
