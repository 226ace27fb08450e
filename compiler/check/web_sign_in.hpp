#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lower/deployment.hpp"

/// The list of domains in ConfigureWebSignInAllowedUrls: those that the PIN reset page at the lock screen may open.
namespace pinwright::check::web_sign_in {

/// Whether the setting is that of the node, whoever wrote it.
[[nodiscard]] auto is_list(const lower::Setting& setting) -> bool;
/// The policy's setting of the node, or nullptr.
[[nodiscard]] auto find(const lower::Policy& policy) -> const lower::Setting*;
/// False for a list that comes from the environment or does not fit its type.
[[nodiscard]] auto is_known(const lower::Setting& setting) -> bool;

/// Bytes [begin, end) of a list, between two `;`.
struct Entry {
  std::size_t begin = 0;
  std::size_t end = 0;
};
[[nodiscard]] auto entries(std::string_view list) -> std::vector<Entry>;
/// Whether one entry is `domain`, white space and letter case aside.
[[nodiscard]] auto holds(std::string_view list, std::string_view domain) -> bool;

/// Why an entry is not a plain domain.
struct EntryError {
  std::string fact;      ///< "has a scheme and a path", "is not a domain name"
  std::string repaired;  ///< the one right spelling; empty when it cannot be told
};
/// nullopt: the entry, which is not empty, is a domain.
[[nodiscard]] auto check_entry(std::string_view entry) -> std::optional<EntryError>;

}  // namespace pinwright::check::web_sign_in
