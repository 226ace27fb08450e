#pragma once

#include <cstddef>
#include <vector>

#include "graph/reader.hpp"
#include "unit/graph/support.hpp"

/// Reads of a bench, and what they were sent as.
namespace graph_test {

inline auto read(Bench& bench, const std::vector<pinwright::graph::Read>& reads)
    -> std::vector<pinwright::base::Result<json>> {
  return pinwright::graph::read_all(bench.session, kBase, reads);
}

/// How many reads each request held; 0: it is no batch.
inline auto batch_sizes(const Bench& bench) -> std::vector<std::size_t> {
  std::vector<std::size_t> sizes;
  for (const auto& request : bench.transport.seen) {
    sizes.push_back(request.method == "POST" ? json::parse(request.body).at("requests").size() : 0);
  }
  return sizes;
}

}  // namespace graph_test
