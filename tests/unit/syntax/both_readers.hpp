#pragma once

#include <catch2/catch.hpp>
#include <string_view>

#include "support/tree_difference.hpp"
#include "syntax/full_reader.hpp"
#include "syntax/plain_reader.hpp"

namespace pinwright::syntax::testing {

/// Reads a text with both readers. "refused" when the plain one leaves it to the other; "" when both read the same
/// nodes and the full one has no finding; else where they differ.
[[nodiscard]] inline auto compare_readers(std::string_view text, const Limits& limits = {}) -> std::string {
  const auto plain = read_plain({0}, text, limits);
  if (!plain) return "refused";
  diag::Sink sink;
  const auto full = read_full({0}, text, limits, sink);
  if (!sink.diagnostics().empty()) return "finding: " + sink.diagnostics().front().message;
  return pinwright::testing::tree_difference(*plain, full).value_or("");
}

}  // namespace pinwright::syntax::testing
