#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "csp/definitions.hpp"
#include "csp/facts.hpp"
#include "csp/overlay.hpp"

namespace pinwright::csp {

/// One catalogue file and the folder it came from: a later folder replaces whole CSPs of an earlier one, files of one
/// folder add up.
struct PackInput {
  std::size_t folder = 0;
  FileFacts file;
};

/// The packed form (layout.hpp), in words of 8 bytes for alignment. `overlay_json` is what `overlay` was read from. A
/// node that is defined twice in one folder is an Error, and so is a definition of a node that is not there.
[[nodiscard]] auto pack(const std::vector<PackInput>& inputs, const Overlay& overlay, std::string_view overlay_json,
                        const Definitions& definitions) -> base::Result<std::vector<std::uint64_t>>;

}  // namespace pinwright::csp
