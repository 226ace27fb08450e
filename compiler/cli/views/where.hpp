#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "driver/where.hpp"

namespace pinwright::cli::views {

/// What `where` answers.
struct Where {
  const std::string& uri;
  const std::string& group;  ///< empty: not asked for one
  const std::vector<driver::WhereTenant>& tenants;
};

/// A block for each tenant: its policies, which two meet, what was not looked at.
auto print_where(std::ostream& out, const Where& where) -> void;
/// The same as JSON (schemas/where.schema.json).
[[nodiscard]] auto where_json(const Where& where) -> std::string;

}  // namespace pinwright::cli::views
