#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "check/admx.hpp"
#include "check/check.hpp"
#include "csp/settings_catalog.hpp"
#include "object/codec/codec.hpp"

namespace pinwright::check::checks {

namespace {

using csp::AdmxElement;
using csp::AdmxKind;

constexpr auto kCode = diag::Code::AdmxMissingElement;
constexpr std::size_t kListed = 8;

/// An item that deletes its registry value has no value to send: leaving the element out may be what is meant.
auto has_item_without_value(const AdmxElement& element) -> bool {
  return std::any_of(element.items.begin(), element.items.end(), [](const auto& item) { return !item.value; });
}

/// What no editor of Group Policy lets pass: a choice or a number that is not made, a text that must not be empty.
auto is_needed(const AdmxElement& element) -> bool {
  switch (element.kind) {
    case AdmxKind::Enum:
    case AdmxKind::Decimal:
    case AdmxKind::LongDecimal:
      return true;
    case AdmxKind::Text:
      return element.required;
    case AdmxKind::Boolean:
    case AdmxKind::MultiText:
    case AdmxKind::List:
      return false;
  }
  return false;
}

auto missing_elements(const AdmxSubject& subject) -> std::vector<const AdmxElement*> {
  std::vector<const AdmxElement*> given;
  // A misspelt id has a finding of its own.
  for (const auto& entry : subject.statement.entries) given.push_back(meant_element(subject.policy, entry.id));
  std::vector<const AdmxElement*> missing;
  for (const auto& element : subject.policy.elements) {
    const bool is_there = std::any_of(given.begin(), given.end(), [&](const AdmxElement* one) {
      return one != nullptr && base::equal_folded(one->id, element.id);
    });
    if (!is_there && !has_item_without_value(element)) missing.push_back(&element);
  }
  // The needed ones first; each kind in the order of the ADMX file.
  std::stable_partition(missing.begin(), missing.end(), [](const auto* one) { return is_needed(*one); });
  return missing;
}

auto names(const std::vector<const AdmxElement*>& elements) -> std::string {
  std::vector<std::string> quoted;
  for (const auto* element : elements) quoted.push_back(fmt::format("`{}`", element->id));
  return base::listed(quoted, kListed);
}

auto what_they_take(const std::vector<const AdmxElement*>& elements) -> std::string {
  std::vector<std::string> lines;
  for (const auto* element : elements) lines.push_back(fmt::format("`{}`: {}", element->id, taken_by(*element)));
  return base::listed(lines, kListed);
}

/// Of the missing ones those without which the target refuses the policy.
auto refused_without(const SettingContext& context, const std::vector<const AdmxElement*>& missing)
    -> std::vector<const AdmxElement*> {
  std::vector<const AdmxElement*> required;
  if (!object::codec_of(context.in.policy.target).requires_elements || context.node() == nullptr) return required;
  const auto definition = context.node()->definition();
  if (!definition) return required;
  for (const auto* element : missing) {
    if (csp::is_required(*definition, *element)) required.push_back(element);
  }
  return required;
}

}  // namespace

auto admx_missing_element(const SettingContext& context, diag::Sink& sink) -> void {
  const auto* subject = admx_subject(context);
  if (subject == nullptr) return;
  const auto missing = missing_elements(*subject);
  if (missing.empty()) return;
  auto found = admx_finding(context, kCode, subject->statement.place, {},
                            fmt::format("{} {} no value in {}", names(missing), missing.size() == 1 ? "has" : "have",
                                        policy_and_source(subject->policy)),
                            fmt::format("an enabled policy is to have every element; {}", what_they_take(missing)));
  if (!is_needed(*missing.front())) found.severity = diag::Severity::Note;
  if (const auto required = refused_without(context, missing); !required.empty()) {
    found.severity = diag::Severity::Error;
    found.message += fmt::format("; Intune refuses a {} without {}", object::codec_of(context.in.policy.target).noun,
                                 required.size() < missing.size() ? names(required)
                                 : required.size() == 1           ? "it"
                                                                  : "them");
  }
  sink.add(std::move(found));
}

}  // namespace pinwright::check::checks
