#pragma once

#include <span>
#include <vector>

#include "diag/sink.hpp"
#include "model/workspace.hpp"
#include "source/source_map.hpp"
#include "syntax/node.hpp"

namespace pinwright::model {

/// The documents of one file. A piece that is wrong is reported and left out, a definition whose required key is wrong
/// stays under its name, so that one mistake is one finding. Findings: the shape group of codes.def that needs only one
/// file. `sink` holds what the reader of YAML found in the file: what it refused is not missed.
[[nodiscard]] auto decode_fragments(const source::SourceMap& sources, std::span<const syntax::Node> documents,
                                    diag::Sink& sink) -> std::vector<Fragment>;

}  // namespace pinwright::model
