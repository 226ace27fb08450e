#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "check/context.hpp"

/// Repairs of an OMA-URI in the file that writes it.
namespace pinwright::check {

/// Bytes [begin, end) of the filled OMA-URI, to be replaced by `text`.
struct UriEdit {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string text;
};

/// Adds the edits as one fix, where that is safe: all bytes are written in the file as such (not filled in by a
/// placeholder, not made from `pinRecovery`), in a scalar that is no block. A plain scalar that gets a brace is quoted.
auto add_uri_edits(diag::Diagnostic& finding, const SettingContext& context, std::string title,
                   const std::vector<UriEdit>& edits) -> void;

/// The OMA-URI with the edits made; they are in order and do not overlap.
[[nodiscard]] auto edited_uri(std::string_view uri, const std::vector<UriEdit>& edits) -> std::string;

/// Whether the catalogue has a node of this OMA-URI, inner nodes included.
[[nodiscard]] auto names_a_node(const csp::Catalog& catalog, std::string_view uri) -> bool;

}  // namespace pinwright::check
