#pragma once

#include <string_view>
#include <vector>

#include "diag/sink.hpp"
#include "source/span.hpp"
#include "syntax/node.hpp"
#include "syntax/parse.hpp"

namespace pinwright::syntax {

/// Reads all of YAML with yaml-cpp. What it makes of a text and what it finds wrong is what parse() promises.
[[nodiscard]] auto read_full(source::FileId file, std::string_view whole, const Limits& limits, diag::Sink& sink)
    -> std::vector<Node>;

}  // namespace pinwright::syntax
