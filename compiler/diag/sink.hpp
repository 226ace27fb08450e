#pragma once

#include <cstddef>
#include <unordered_map>
#include <vector>

#include "diag/diagnostic.hpp"

namespace pinwright::diag {

/// Where phases put findings. Findings of equal (code, span, message) are one (without a span: of equal path): the
/// first stays, or the more severe one, and their tenants are collected (none, when one of them depends on no tenant).
/// One thread each; `merge` joins the Sinks of several tasks, in an order that the caller fixes.
class Sink {
 public:
  auto add(Diagnostic diagnostic) -> void;
  auto merge(Sink&& other) -> void;

  [[nodiscard]] auto empty() const -> bool { return diagnostics_.empty(); }
  [[nodiscard]] auto has_errors() const -> bool;  ///< waived ones aside
  [[nodiscard]] auto diagnostics() const -> const std::vector<Diagnostic>& { return diagnostics_; }
  [[nodiscard]] auto diagnostics() -> std::vector<Diagnostic>& { return diagnostics_; }
  /// By file, offset, code; tenants by name within each.
  auto sort() -> void;

 private:
  std::vector<Diagnostic> diagnostics_;
  std::unordered_multimap<std::size_t, std::size_t> by_place_;  // hash of the key -> index
};

}  // namespace pinwright::diag
