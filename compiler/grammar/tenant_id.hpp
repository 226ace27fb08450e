#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace pinwright::grammar {

enum class TenantIdForm : std::uint8_t {
  Guid,
  Braced,    ///< a GUID in braces, parentheses, or percent-encoded braces
  Nil,       ///< 00000000-0000-0000-0000-000000000000
  Reserved,  ///< `common`, `organizations`, `consumers`, and the tenant of personal accounts
             ///< 9188040d-6c67-4c5b-b112-36a304b66dad
  Domain,    ///< looks like a host name
  NotGuid,
};

/// Any letter case. Dashes are required (8-4-4-4-12 hexadecimal digits).
[[nodiscard]] auto classify_tenant_id(std::string_view text) -> TenantIdForm;
[[nodiscard]] auto is_guid(std::string_view text) -> bool;
/// Whether `TenantIdForm::Braced` is its form.
[[nodiscard]] auto is_braced_guid(std::string_view text) -> bool;
/// The GUID inside braces, parentheses or their escapes; the text itself when there are none.
[[nodiscard]] auto without_braces(std::string_view text) -> std::string;

}  // namespace pinwright::grammar
