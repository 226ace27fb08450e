#include "plan/wrong_tenant.hpp"

#include <fmt/format.h>

namespace pinwright::plan {

auto wrong_tenant(std::string_view observed, std::string_view declared_id) -> base::Error {
  return {fmt::format("{}, and the files say `{}`", observed, declared_id),
          "compare `tenantId` with the directory ID that the Entra admin center shows under Overview, and sign in to "
          "that tenant; nothing is read or written in the other one"};
}

auto wrong_credential(std::string_view token_id, std::string_view declared_id) -> base::Error {
  return wrong_tenant(fmt::format("the credential belongs to the tenant `{}`", token_id), declared_id);
}

}  // namespace pinwright::plan
