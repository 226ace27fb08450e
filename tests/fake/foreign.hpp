#pragma once

#include "fake/store.hpp"

/// Policies of kinds that the program does not write. Internal to tests/fake.
namespace pinwright::fake {

/// Answer::foreign and Answer::kinds: a row for each kind that the tenant has policies of, or that is forbidden
/// (Knobs::forbidden: "deviceConfigurations", "deviceEnrollmentConfigurations", "intents",
/// "groupPolicyConfigurations").
auto answer_foreign(Store& store, const plan::Question& question, plan::Answer& answer) -> void;

}  // namespace pinwright::fake
