#pragma once

#include <cstddef>
#include <map>
#include <unordered_map>
#include <vector>

#include "diag/diagnostic.hpp"

namespace pinwright::diag {

/// Where phases put findings. Findings of equal (code, span, message) are one (without a span: of equal path): the
/// first stays, or the more severe one, and their tenants are collected (none, when one of them depends on no tenant).
/// One thread each; `merge` joins the Sinks of several tasks, in an order that the caller fixes. A workspace may be
/// wrong in a million places: of one code only the first kMostOfACode findings are kept, and of tenants at most
/// kMostTenants names in all.
class Sink {
 public:
  static constexpr std::size_t kMostOfACode = 5'000;
  static constexpr std::size_t kMostTenants = 4'000'000;

  auto add(Diagnostic diagnostic) -> void;
  auto merge(Sink&& other) -> void;

  /// No further finding of this code is kept: whoever would work for one may leave it.
  [[nodiscard]] auto is_full(Code code) const -> bool;
  /// Adds a `limit-exceeded` of the worst severity that was left out, for each code of which a finding was, where the
  /// first of those stands.
  auto report_left_out() -> void;

  [[nodiscard]] auto empty() const -> bool { return diagnostics_.empty(); }
  [[nodiscard]] auto has_errors() const -> bool;  ///< waived ones aside
  [[nodiscard]] auto diagnostics() const -> const std::vector<Diagnostic>& { return diagnostics_; }
  [[nodiscard]] auto diagnostics() -> std::vector<Diagnostic>& { return diagnostics_; }
  /// By file, offset, code; tenants by name within each.
  auto sort() -> void;

 private:
  struct LeftOut {
    Severity worst = Severity::Note;
    source::Span first;
  };

  auto absorb(Diagnostic& first, Diagnostic&& second) -> void;
  auto leave_out(Code code, const LeftOut& what) -> void;

  std::vector<Diagnostic> diagnostics_;
  std::unordered_multimap<std::size_t, std::size_t> by_place_;  // hash of the key -> index
  std::map<Code, std::size_t> kept_;
  std::map<Code, LeftOut> left_out_;
  std::size_t tenant_names_ = 0;
};

}  // namespace pinwright::diag
