#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pinwright::sandbox {

using Headers = std::vector<std::pair<std::string, std::string>>;
/// The value of the header of this name in any letter case; empty when there is none.
[[nodiscard]] auto header_of(const Headers& headers, std::string_view name) -> std::string_view;

/// What came over the wire, or as an item of a `$batch`.
struct Call {
  std::string method;
  std::string target;  ///< path and query as written, percent-encoded
  Headers headers;
  std::string body;
  bool batched = false;
};

/// What becomes of the connection.
enum class Ending : std::uint8_t {
  Answered,
  Cut,        ///< closed without an answer
  Truncated,  ///< closed in the middle of the answer's body
};

inline constexpr std::string_view kJsonType =
    "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";

struct Reply {
  int status = 200;
  std::string body;
  std::string type = std::string(kJsonType);  ///< Content-Type; sent when there is a body
  Headers headers;
  Ending ending = Ending::Answered;
};

}  // namespace pinwright::sandbox
