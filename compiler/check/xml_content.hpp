#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "csp/schema.hpp"
#include "grammar/xml.hpp"

namespace pinwright::check {

/// How the elements within an element fit what it may hold.
struct ContentMatch {
  /// Of each element that fits, in order: its type in the schema; nullopt: any element may stand there.
  std::vector<std::optional<std::uint32_t>> types;
  bool is_whole = true;                    ///< they all fit, and none is missing
  std::vector<csp::XmlParticle> expected;  ///< what may stand behind those that fit
};

/// Holds elements against a content in one pass, each against what may stand at its place: the schema's content is
/// unambiguous (csp::ambiguity), so what fits once need not be looked at again.
[[nodiscard]] auto match_content(const csp::XmlSchema& schema, const csp::XmlParticle& content,
                                 const std::vector<grammar::XmlElement>& elements) -> ContentMatch;

/// The namespace that an element of the content has.
[[nodiscard]] auto space_of(const csp::XmlSchema& schema, const csp::XmlParticle& element) -> std::string_view;

}  // namespace pinwright::check
