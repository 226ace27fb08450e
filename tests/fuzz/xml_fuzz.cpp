#include <cstddef>
#include <cstdint>
#include <string_view>

#include "fuzz/require.hpp"
#include "grammar/xml.hpp"
#include "support/xml_difference.hpp"

extern "C" auto LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) -> int {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  require(pinwright::testing::compare_plain_xml(text) != pinwright::testing::PlainXmlResult::Different);
  const auto result = pinwright::grammar::parse_xml(text);
  if (const auto* error = std::get_if<pinwright::grammar::SyntaxError>(&result)) {
    require(error->begin <= error->end && error->end <= size);
    require(error->begin < error->end || error->begin == size);
    return 0;
  }
  for (const auto& element : std::get<std::vector<pinwright::grammar::XmlElement>>(result)) {
    require(element.begin < size && text[element.begin] == '<');
  }
  return 0;
}
