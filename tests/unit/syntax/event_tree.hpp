#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "syntax/node.hpp"

namespace pinwright::syntax::testing {

/// The documents that a `test.event` file of the YAML test suite describes, as nodes without spans: aliases are copies,
/// a plain scalar with the tag `!` or `!!str` is in single quotes as parse() has it, and a document that is nothing but
/// an absent value is left out. A key that is no scalar, or that stands twice in its mapping, becomes a member all the
/// same.
[[nodiscard]] auto documents_of_events(std::string_view events) -> std::vector<Node>;

/// Kind, style and text of every node; no spans.
[[nodiscard]] auto same_content(const std::vector<Node>& a, const std::vector<Node>& b) -> bool;

}  // namespace pinwright::syntax::testing
