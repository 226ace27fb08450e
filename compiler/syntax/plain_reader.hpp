#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "source/span.hpp"
#include "syntax/node.hpp"
#include "syntax/parse.hpp"

namespace pinwright::syntax {

/// Reads the plain part of YAML (docs/decisions/plain-yaml.md lists it) at a tenth of what read_full() costs and makes
/// the same nodes of it. nullopt for everything else, all mistakes and whatever is over a limit among it: read_full()
/// is to read the whole text then, and words what is wrong.
[[nodiscard]] auto read_plain(source::FileId file, std::string_view text, const Limits& limits)
    -> std::optional<std::vector<Node>>;

}  // namespace pinwright::syntax
