#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "sandbox/service.hpp"

namespace pinwright::sandbox {

enum class FaultKind : std::uint8_t { Status, Cut, Delay, Hold, Stale, EmptyList, Malformed, Truncated, ExpiredToken };
enum class When : std::uint8_t { Before, After };  ///< the work

struct FaultRule {
  // Which calls. An empty text matches every one; `*` in path and query stands for any characters.
  std::string method, path, query, tenant;
  std::optional<bool> batched;
  // Which of them, counted from 1.
  std::vector<std::uint64_t> nth;
  std::uint64_t from = 1;
  std::uint64_t times = UINT64_MAX;
  std::optional<double> probability;
  // What happens.
  FaultKind kind = FaultKind::Status;
  When when = When::Before;
  int status = 0;
  std::string code, message;
  bool is_html = false;                          ///< the answer is a page, as of a proxy
  std::string location;                          ///< the header, of a redirect
  std::string claims;                            ///< the claims challenge of a 401 or 403
  std::string retry_after;                       ///< the header as it is
  std::optional<std::int64_t> retry_after_date;  ///< seconds from the answer on, as a date
  std::int64_t milliseconds = 0;
  std::string name;
  std::size_t writes = 0;
};

struct FaultScript {
  Service service;
  std::vector<FaultRule> rules;
  std::uint64_t seed = 0;  ///< of `probability`
};

/// An empty text is an empty script; `service` is what its object `service` is read over. An Error names the JSON
/// pointer of the first mistake.
[[nodiscard]] auto parse_fault_script(std::string_view text, Service service = {}) -> base::Result<FaultScript>;

}  // namespace pinwright::sandbox
