#pragma once

#include <algorithm>
#include <string_view>
#include <variant>
#include <vector>

#include "base/utf8.hpp"
#include "grammar/xml_full.hpp"
#include "grammar/xml_plain.hpp"

namespace pinwright::testing {

inline auto is_same(const grammar::XmlElement& a, const grammar::XmlElement& b) -> bool {
  return a.name == b.name && a.space == b.space && a.attributes == b.attributes && a.text == b.text &&
         a.begin == b.begin &&
         std::equal(a.children.begin(), a.children.end(), b.children.begin(), b.children.end(), is_same);
}

enum class PlainXmlResult { Refused, Same, Different };

/// What the plain reader takes, expat takes and reads as the same elements at the same places, whatever it asks of
/// prefixes. The text may be anything.
inline auto compare_plain_xml(std::string_view text) -> PlainXmlResult {
  if (base::find_invalid_utf8(text)) return PlainXmlResult::Refused;
  const auto plain = grammar::read_plain_xml(text);
  if (!plain) return PlainXmlResult::Refused;
  for (const auto prefixes : {grammar::Prefixes::Declared, grammar::Prefixes::Any}) {
    const auto full = grammar::read_full_xml(text, prefixes);
    const auto* elements = std::get_if<std::vector<grammar::XmlElement>>(&full);
    if (elements == nullptr || !std::equal(plain->begin(), plain->end(), elements->begin(), elements->end(), is_same))
      return PlainXmlResult::Different;
  }
  return PlainXmlResult::Same;
}

}  // namespace pinwright::testing
