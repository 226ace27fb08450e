#include <array>

#include "check/check.hpp"
#include "check/hello.hpp"
#include "check/setting_place.hpp"

namespace pinwright::check::checks {

namespace {

constexpr std::array<std::string_view, 4> kClasses = {"pincomplexity/digits", "pincomplexity/lowercaseletters",
                                                      "pincomplexity/uppercaseletters",
                                                      "pincomplexity/specialcharacters"};
constexpr std::int32_t kForbidden = 2;  // 0 allows, 1 requires, 2 does not allow

auto check_scope(const PolicyContext& context, csp::Scope scope, diag::Sink& sink) -> void {
  std::array<const lower::Setting*, kClasses.size()> settings{};
  const lower::Setting* last = nullptr;
  for (std::size_t i = 0; i < kClasses.size(); ++i) {
    settings[i] = hello::find(context.policy, scope, kClasses[i]);
    if (settings[i] == nullptr || hello::number(*settings[i]) != kForbidden) return;
    if (last == nullptr || settings[i] > last) last = settings[i];
  }
  auto found =
      value_finding(context, *last, diag::Code::PinComplexityImpossible,
                    "digits, lower-case letters, upper-case letters and special characters are all forbidden in a PIN",
                    "allow at least one of the four: 0 allows a kind of character, 1 requires it, 2 forbids it");
  for (const auto* setting : settings) {
    if (setting == last) continue;
    found.labels.push_back({lower::place(setting->value.text), "forbidden here"});
  }
  sink.add(std::move(found));
}

}  // namespace

auto pin_complexity_impossible(const PolicyContext& context, diag::Sink& sink) -> void {
  check_scope(context, csp::Scope::Device, sink);
  check_scope(context, csp::Scope::User, sink);
}

}  // namespace pinwright::check::checks
