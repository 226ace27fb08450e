#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "check/admx.hpp"
#include "check/check.hpp"
#include "check/written.hpp"

namespace pinwright::check::checks {

namespace {

constexpr auto kCode = diag::Code::AdmxUnknownElement;
constexpr std::size_t kListed = 12;

auto known_ids(const csp::AdmxPolicy& policy) -> std::string {
  if (policy.elements.empty()) return "the policy has no elements: it is enabled or disabled, and no more";
  std::vector<std::string> quoted;
  for (const auto& element : policy.elements) quoted.push_back(fmt::format("`{}`", element.id));
  return fmt::format("its elements: {}", base::listed(quoted, kListed));
}

/// Puts the right id in the place of the wrong one.
auto add_repair(diag::Diagnostic& found, const SettingContext& context, const lower::AdmxPlace& place,
                const std::string& wrong, std::string_view right) -> void {
  const auto title = fmt::format("write `{}`", right);
  if (!place.in_value) {
    found.fixes.push_back({title, {{place.span, std::string(right)}}});
    return;
  }
  const auto& value = context.setting.value.text;
  const auto at = value.text.find(wrong, place.in_value->begin);
  if (at == std::string::npos || at >= place.in_value->end) return;
  add_edit(found, context.sources(), {value, at, at + wrong.size()}, title, std::string(right));
}

auto report(const SettingContext& context, const csp::AdmxPolicy& policy, const std::string& id,
            const lower::AdmxPlace& place, diag::Sink& sink) -> void {
  auto found = admx_finding(context, kCode, place, id,
                            fmt::format("{} is no element of {}", base::quoted(id), policy_and_source(policy)),
                            known_ids(policy));
  if (const auto* near = meant_element(policy, id)) {
    found.help = fmt::format("did you mean `{}`? {}", near->id, found.help);
    add_repair(found, context, place, id, near->id);
  }
  sink.add(std::move(found));
}

}  // namespace

auto admx_unknown_element(const SettingContext& context, diag::Sink& sink) -> void {
  const auto* subject = admx_subject(context);
  if (subject == nullptr) return;
  for (const auto& entry : subject->statement.entries) {
    if (subject->policy.element(entry.id) == nullptr) report(context, subject->policy, entry.id, entry.id_place, sink);
  }
}

}  // namespace pinwright::check::checks
