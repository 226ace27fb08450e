#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

namespace pinwright::grammar {

/// What is wrong with the form of an OMA-URI: the first defect in this order of checks.
enum class OmaUriDefect : std::uint8_t {
  Whitespace,          ///< at the ends; or a tab, carriage return or line feed anywhere
  InvisibleCharacter,  ///< base::is_invisible
  Backslash,
  Root,           ///< does not begin with `./` (a leading `/`, a missing dot, a bare name, `../`)
  EmptySegment,   ///< `//` inside
  TrailingSlash,  ///< at the end
  BadEscape,      ///< `%` without two hexadecimal digits, unless it is a placeholder: `%tenantid%`
  Wildcard,       ///< a segment that is only `*`
};

struct OmaUriError {
  OmaUriDefect defect = OmaUriDefect::Root;
  std::size_t begin = 0;  ///< the offending bytes; an absent thing is an empty range
  std::size_t end = 0;
};

/// Which tree the first segments name. `./Vendor/MSFT` is the device's (domain: OMA DM protocol support, "no prefix =
/// device").
enum class OmaUriRoot : std::uint8_t {
  Device,  ///< ./Device/Vendor/MSFT, any letter case
  User,    ///< ./User/Vendor/MSFT
  Vendor,  ///< ./Vendor/MSFT
  Cimv2,   ///< ./cimv2, ./Device/cimv2 … : WMI bridge; segments are not URI segments
  Other,   ///< anything else behind `./`
};

struct Segment {
  std::string_view text;  ///< as spelled, escapes kept
  std::size_t begin = 0;  ///< offset in the OMA-URI
};

/// Views into the text that was parsed, which must outlive it.
struct OmaUri {
  OmaUriRoot root = OmaUriRoot::Other;
  std::string_view root_text;     ///< "./Device/Vendor/MSFT"; "." for Other; "./cimv2" …
  std::vector<Segment> segments;  ///< behind the root; empty when the OMA-URI is only the root
  std::string_view query;         ///< "?list=StructData" behind the last segment; empty when there is none
  std::size_t query_begin = 0;
  /// The first byte that the protocol wants percent-encoded, in a segment (a plain space, a non-ASCII letter, …);
  /// letters, digits and `. _ - ~ ! ( ) , ; = @ : + ' $ &` and the braces, brackets and angle brackets of placeholders
  /// are none.
  std::optional<std::size_t> unescaped;
};

/// Never throws. The WMI bridge is only checked for white space and invisible characters.
[[nodiscard]] auto parse_oma_uri(std::string_view text) -> std::variant<OmaUri, OmaUriError>;

}  // namespace pinwright::grammar
