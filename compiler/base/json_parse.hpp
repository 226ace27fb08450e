#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "base/limits.hpp"
#include "base/result.hpp"

/// JSON that this run did not write, as a value: the one parser for catalogue files, exports, answers, plans and
/// journals. What the value holds is read with json_reader.hpp.
namespace pinwright::base {

struct JsonLimits {
  std::size_t bytes = kGiB;
  std::size_t depth = kJsonDepth;
};

/// The value of `text` (RFC 8259, UTF-8, a byte order mark is passed over). An Error is a clause that follows the name
/// of the text:
///
///     is not JSON: a comma stands before `}` (line 3, column 5)
///     has the key `name` twice in one object (line 3, column 5)
///     nests deeper than 100 levels (line 1, column 101)
///     is larger than 64 MiB
///
/// Lines and columns begin at 1, a column is a code point. No value of the text is quoted: it may be secret.
/// A key that stands twice is refused: RFC 8259 leaves open which one counts, so that a person and a program could read
/// two documents. A number that a double cannot hold is refused; a whole number beyond 64 bits is read as a double.
[[nodiscard]] auto parse_json(std::string_view text, const JsonLimits& limits = {}) -> Result<nlohmann::json>;
/// The same; the keys of an object stay in the order of the text.
[[nodiscard]] auto parse_ordered_json(std::string_view text, const JsonLimits& limits = {})
    -> Result<nlohmann::ordered_json>;

}  // namespace pinwright::base
