#pragma once

#include <cstddef>
#include <vector>

#include "diag/sink.hpp"
#include "source/source_map.hpp"
#include "syntax/node.hpp"

namespace pinwright::syntax {

struct Limits {
  std::size_t bytes = std::size_t{8} << 20;     ///< of one file
  std::size_t depth = 64;                       ///< of nested collections
  std::size_t nodes = 1'000'000;                ///< of one file, aliases expanded
  std::size_t repeated = std::size_t{8} << 20;  ///< bytes of text that the anchors and aliases of one file stand for
};

/// The documents of a file. Never throws. Findings: `yaml-syntax` (tabs as indentation, merge keys, tags other than the
/// core schema's, non-scalar keys and undefined aliases too), `duplicate-key` (the first stays, the second is
/// labelled), `invalid-utf8` (UTF-16, binary), `limit-exceeded`. A document that cannot be read is left out, the ones
/// before it stay. An empty document is left out without a finding.
[[nodiscard]] auto parse(const source::SourceMap& sources, source::FileId file, const Limits& limits, diag::Sink& sink)
    -> std::vector<Node>;

}  // namespace pinwright::syntax
