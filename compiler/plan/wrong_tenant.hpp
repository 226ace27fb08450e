#pragma once

#include <string_view>

#include "base/result.hpp"

namespace pinwright::plan {

/// What every command says of a tenant that is not the one that the files declare. `observed` says how that shows:
/// "the organization that answers is `…`".
[[nodiscard]] auto wrong_tenant(std::string_view observed, std::string_view declared_id) -> base::Error;
/// Of a credential, by the tenant ID in its token.
[[nodiscard]] auto wrong_credential(std::string_view token_id, std::string_view declared_id) -> base::Error;

}  // namespace pinwright::plan
