#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "diag/sink.hpp"
#include "plan/diff/snapshot.hpp"

namespace pinwright::plan {

/// All conditions: what a plan has to say about the tenant.
auto look_for_conditions(const TenantSnapshot& snapshot, diag::Sink& sink) -> void;

// One function a live slug, in conditions/<slug>.cpp. The macro turns the registry into their declarations: a row
// without its file does not link.
#define PW_ROW_Live(slug) auto slug(const TenantSnapshot& snapshot, diag::Sink& sink)->void;
namespace conditions {
#include "diag/scopes.def"
}  // namespace conditions

/// A finding about this tenant.
[[nodiscard]] auto finding(const TenantSnapshot& snapshot, diag::Code code, source::Span span, std::string path,
                           std::string message, std::string help) -> diag::Diagnostic;

/// Where the tenant says who signs in, else its ID: for what the credential may not do.
[[nodiscard]] auto tenant_place(const TenantSnapshot& snapshot) -> source::Span;

/// "did you mean `b`?" where one of the `known` is near to `name`, else what there is to do.
[[nodiscard]] auto did_you_mean(std::string_view name, const std::vector<std::string_view>& known,
                                std::string_view otherwise) -> std::string;

/// "`a`, `b`, …": object ids.
[[nodiscard]] auto listed_ids(const std::vector<std::string>& ids) -> std::string;

}  // namespace pinwright::plan
