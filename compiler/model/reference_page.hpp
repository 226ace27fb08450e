#pragma once

#include <string>

namespace pinwright::model {

/// docs/reference.md: every key of the language, made from the field tables.
[[nodiscard]] auto reference_page() -> std::string;

}  // namespace pinwright::model
