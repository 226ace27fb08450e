#include <fmt/format.h>

#include <optional>

#include "check/check.hpp"
#include "check/hello.hpp"
#include "check/setting_place.hpp"

namespace pinwright::check::checks {

namespace {

/// What Windows assumes where nothing is set, and the range of both (PassportForWork CSP).
constexpr std::int32_t kLowest = 4;
constexpr std::int32_t kHighest = 127;

struct Bound {
  const lower::Setting* setting = nullptr;  ///< nullptr: the default
  std::int32_t value = 0;

  [[nodiscard]] auto told() const -> std::string {
    return setting == nullptr ? fmt::format("{} (the default)", value) : fmt::format("{}", value);
  }
};

/// nullopt: set to something that another check reports, or that is not known.
auto bound(const lower::Policy& policy, csp::Scope scope, std::string_view name, std::int32_t fallback)
    -> std::optional<Bound> {
  const auto* setting = hello::find(policy, scope, name);
  if (setting == nullptr) return Bound{nullptr, fallback};
  const auto value = hello::number(*setting);
  if (!value || *value < kLowest || *value > kHighest) return std::nullopt;
  return Bound{setting, *value};
}

/// A tenant's variable is to blame for what is right in other tenants; else an override was written against what the
/// policy says, and the policy against its sets.
auto is_later(const lower::Setting& a, const lower::Setting& b) -> bool {
  const auto rank = [](const lower::Setting& setting) {
    if (setting.value.text.uses_placeholder()) return 3;
    if (setting.where.list == lower::Where::List::Override) return 2;
    return setting.where.list == lower::Where::List::Policy ? 1 : 0;
  };
  return rank(a) != rank(b) ? rank(a) > rank(b) : &a > &b;
}

auto check_scope(const PolicyContext& context, csp::Scope scope, diag::Sink& sink) -> void {
  const auto low = bound(context.policy, scope, "pincomplexity/minimumpinlength", kLowest);
  const auto high = bound(context.policy, scope, "pincomplexity/maximumpinlength", kHighest);
  if (!low || !high || low->value < high->value) return;
  const auto* blamed = low->setting;
  const auto* other = high->setting;
  if (blamed == nullptr || (other != nullptr && is_later(*other, *blamed))) std::swap(blamed, other);
  auto found = value_finding(
      context, *blamed, diag::Code::PinLengthOrder,
      fmt::format("the minimum PIN length {} is not below the maximum {}", low->told(), high->told()),
      "make `MinimumPINLength` less than `MaximumPINLength`: where they are not, Windows ignores both and uses "
      "4 and 127");
  if (other != nullptr) {
    found.labels.push_back({lower::place(other->value.text),
                            other == low->setting ? "the minimum is set here" : "the maximum is set here"});
  }
  sink.add(std::move(found));
}

}  // namespace

auto pin_length_order(const PolicyContext& context, diag::Sink& sink) -> void {
  check_scope(context, csp::Scope::Device, sink);
  check_scope(context, csp::Scope::User, sink);
}

}  // namespace pinwright::check::checks
