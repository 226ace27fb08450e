#include <cstddef>
#include <cstdint>
#include <string_view>

#include "fuzz/require.hpp"
#include "grammar/oma_uri.hpp"
#include "grammar/oma_uri_canonical.hpp"
#include "grammar/placeholder.hpp"
#include "grammar/tenant_id.hpp"

extern "C" auto LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) -> int {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto result = pinwright::grammar::parse_oma_uri(text);
  if (const auto* error = std::get_if<pinwright::grammar::OmaUriError>(&result)) {
    require(error->begin <= error->end && error->end <= size);
  } else {
    const auto& uri = std::get<pinwright::grammar::OmaUri>(result);
    for (const auto& segment : uri.segments) require(text.substr(segment.begin, segment.text.size()) == segment.text);
    require(!uri.unescaped || *uri.unescaped < size);
  }
  if (const auto mark = pinwright::grammar::find_documentation_placeholder(text)) {
    require(mark->begin < mark->end && mark->end <= size);
  }
  require(pinwright::grammar::decoded_segment(text).size() <= size);
  static_cast<void>(pinwright::grammar::canonical_oma_uri(text));
  static_cast<void>(pinwright::grammar::classify_tenant_id(text));
  return 0;
}
