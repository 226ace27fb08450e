#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace pinwright::diag {

enum class Severity : std::uint8_t { Error, Warning, Note };
inline constexpr std::array<std::string_view, 3> kSeverityNames{"error", "warning", "note"};
[[nodiscard]] auto name(Severity severity) -> std::string_view;

/// What a check is called for; see check/check.hpp. Phase: an earlier phase finds it. Live: a plan finds it in a tenant
/// (plan/conditions). Act: found while a tenant is changed.
/// diag/scopes.def makes something of the rows of each.
enum class Scope : std::uint8_t { Phase, Workspace, WorkspaceAndSetting, Setting, Policy, Tenant, Live, Act };

enum class Code : std::uint8_t {
#define PW_CODE(id, name, slug, severity, scope, title) name,
#include "diag/codes.def"
#undef PW_CODE
};

struct CodeInfo {
  Code code;
  std::string_view id;    ///< "PW0501"
  std::string_view slug;  ///< "unknown-node": what users and tests rely on
  Severity severity;
  Scope scope;
  std::string_view title;
};

[[nodiscard]] auto info(Code code) -> const CodeInfo&;
[[nodiscard]] auto all_codes() -> std::span<const CodeInfo>;
/// By "PW0501", "pw0501" or slug.
[[nodiscard]] auto find_code(std::string_view id_or_slug) -> std::optional<Code>;
/// YAML, shape and live slugs cannot be waived.
[[nodiscard]] auto can_be_waived(Code code) -> bool;

}  // namespace pinwright::diag
