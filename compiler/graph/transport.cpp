#include "graph/transport.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace pinwright::graph {

auto Response::header(std::string_view name) const -> std::string_view {
  const auto found = std::find_if(headers.begin(), headers.end(),
                                  [&](const auto& one) { return base::equal_folded(one.first, name); });
  return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

}  // namespace pinwright::graph
