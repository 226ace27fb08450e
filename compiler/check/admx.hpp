#pragma once

#include <string>
#include <string_view>

#include "check/context.hpp"
#include "csp/admx.hpp"
#include "lower/admx.hpp"

/// What the checks of ADMX payloads share: each speaks of one element where it is written, in YAML or inside the XML.
namespace pinwright::check {

struct AdmxSubject {
  csp::AdmxPolicy policy;
  const lower::AdmxStatement& statement;
};
/// nullptr: the payload's elements are not judged. The policy is not known or disabled, the OMA-URI is wrong, or the
/// value is no payload, which other checks say.
[[nodiscard]] auto admx_subject(const SettingContext& context) -> const AdmxSubject*;

/// The element that a writer of `id` means: the one of that id, else the nearest; nullptr: none is near.
[[nodiscard]] auto meant_element(const csp::AdmxPolicy& policy, std::string_view id) -> const csp::AdmxElement*;

/// A finding at `place`; `id`: the element that it is about, or empty.
[[nodiscard]] auto admx_finding(const SettingContext& context, diag::Code code, const lower::AdmxPlace& place,
                                std::string_view id, std::string message, std::string help) -> diag::Diagnostic;

/// "a whole number from 1 to 9999": what people are told.
[[nodiscard]] auto taken_by(const csp::AdmxElement& element) -> std::string;
/// "the policy `X` (ADMX files of August 2026)".
[[nodiscard]] auto policy_and_source(const csp::AdmxPolicy& policy) -> std::string;

}  // namespace pinwright::check
