#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "diag/sink.hpp"
#include "syntax/node.hpp"

namespace pinwright::syntax {

/// True, with a finding, for what is no key of ours: a collection, nothing, the merge key.
[[nodiscard]] auto refuse_key(const Node& key, diag::Sink& sink) -> bool;
/// Of members with one key the first stays; each further one is a finding.
auto drop_duplicates(std::vector<Member>& members, diag::Sink& sink) -> void;
/// Whether two members have one key.
[[nodiscard]] auto has_duplicates(const std::vector<Member>& members) -> bool;
/// Whether `? ` stands before the key at `at`.
[[nodiscard]] auto is_explicit_key(std::string_view text, std::size_t at) -> bool;

}  // namespace pinwright::syntax
