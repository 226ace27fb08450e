#include "diag/sink.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <tuple>
#include <utility>

namespace pinwright::diag {
namespace {

auto mixed(std::size_t seed, std::size_t value) -> std::size_t {
  return seed ^ (value + 0x9E3779B97F4A7C15U + (seed << 6U) + (seed >> 2U));
}

auto key_of(const Diagnostic& diagnostic) -> std::size_t {
  auto key = static_cast<std::size_t>(diagnostic.code);
  key = mixed(key, diagnostic.span.file.value);
  key = mixed(key, diagnostic.span.begin);
  key = mixed(key, diagnostic.span.end);
  key = mixed(key, std::hash<std::string>{}(diagnostic.message));
  return diagnostic.span.known() ? key : mixed(key, std::hash<std::string>{}(diagnostic.path));
}

auto is_same(const Diagnostic& a, const Diagnostic& b) -> bool {
  return a.code == b.code && a.span == b.span && a.message == b.message && (a.span.known() || a.path == b.path);
}

auto order_of(const Diagnostic& diagnostic) {
  return std::tie(diagnostic.span.file, diagnostic.span.begin, diagnostic.code, diagnostic.span.end, diagnostic.path);
}

}  // namespace

/// The first finding stays, unless the second is worse: a softer one must not hide an error. Tenants come together; no
/// tenants means that the finding depends on none, and that holds for all.
auto Sink::absorb(Diagnostic& first, Diagnostic&& second) -> void {
  if (second.severity < first.severity) std::swap(first, second);
  first.waived = first.waived && second.waived;
  if (first.tenants.empty() || second.tenants.empty()) {
    first.tenants.clear();
    return;
  }
  if (tenant_names_ + second.tenants.size() > kMostTenants) return leave_out(first.code, {first.severity, first.span});
  tenant_names_ += second.tenants.size();
  first.tenants.insert(first.tenants.end(), std::make_move_iterator(second.tenants.begin()),
                       std::make_move_iterator(second.tenants.end()));
}

auto Sink::leave_out(Code code, const LeftOut& what) -> void {
  const auto [known, is_new] = left_out_.try_emplace(code, what);
  if (!is_new) known->second.worst = std::min(known->second.worst, what.worst);
}

auto Sink::add(Diagnostic diagnostic) -> void {
  const auto key = key_of(diagnostic);
  const auto [begin, end] = by_place_.equal_range(key);
  for (auto at = begin; at != end; ++at) {
    // The list is open to its users, so an index may be stale: it is believed only after a look.
    if (at->second >= diagnostics_.size() || !is_same(diagnostics_[at->second], diagnostic)) continue;
    return absorb(diagnostics_[at->second], std::move(diagnostic));
  }
  auto& kept = kept_[diagnostic.code];
  if (kept == kMostOfACode) return leave_out(diagnostic.code, {diagnostic.severity, diagnostic.span});
  ++kept;
  tenant_names_ += diagnostic.tenants.size();
  by_place_.emplace(key, diagnostics_.size());
  diagnostics_.push_back(std::move(diagnostic));
}

auto Sink::is_full(Code code) const -> bool {
  // The first that is left out has to be seen: it says where, and how bad.
  const auto kept = kept_.find(code);
  return kept != kept_.end() && kept->second == kMostOfACode && left_out_.contains(code);
}

auto Sink::report_left_out() -> void {
  for (const auto& [code, what] : std::exchange(left_out_, {})) {
    auto finding =
        make(Code::LimitExceeded, what.first,
             fmt::format("there are more findings `{}` than {}, or they are in too many tenants: the rest is left "
                         "out",
                         info(code).slug, kMostOfACode),
             "fix or waive what is shown, and run again");
    finding.severity = what.worst;
    add(std::move(finding));
  }
}

auto Sink::merge(Sink&& other) -> void {
  if (&other == this) return;
  for (auto& diagnostic : other.diagnostics_) add(std::move(diagnostic));
  for (const auto& [code, what] : other.left_out_) leave_out(code, what);
  other = {};
}

auto Sink::has_errors() const -> bool {
  return std::any_of(diagnostics_.begin(), diagnostics_.end(), [](const Diagnostic& diagnostic) {
    return diagnostic.severity == Severity::Error && !diagnostic.waived;
  });
}

auto Sink::sort() -> void {
  std::stable_sort(diagnostics_.begin(), diagnostics_.end(),
                   [](const Diagnostic& a, const Diagnostic& b) { return order_of(a) < order_of(b); });
  by_place_.clear();
  for (std::size_t i = 0; i < diagnostics_.size(); ++i) {
    by_place_.emplace(key_of(diagnostics_[i]), i);
    auto& tenants = diagnostics_[i].tenants;
    std::sort(tenants.begin(), tenants.end());
    tenants.erase(std::unique(tenants.begin(), tenants.end()), tenants.end());
  }
}

}  // namespace pinwright::diag
