#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "source/source_map.hpp"
#include "source/span.hpp"
#include "syntax/node.hpp"

namespace pinwright::syntax {

struct Null {
  auto operator==(const Null&) const -> bool = default;
};
using ScalarValue = std::variant<Null, bool, std::int64_t, double, std::string>;

/// How sure a reader can be of a plain scalar.
enum class Doubt : std::uint8_t {
  None,
  Everywhere,  ///< `yes`, `on`, `012`, `12:30:45`, `1_000`: readers of YAML 1.1 and 1.2 differ, whatever is meant here
  WhereTextMeant,  ///< `1.10`, `1e3`, `0x1F`: a number that is not written as it would be printed
};

struct Resolved {
  ScalarValue value;
  Doubt doubt = Doubt::None;
};

/// The YAML 1.2 core schema for plain scalars; quoted and block scalars are text. An integer beyond 64 bits is a
/// double.
[[nodiscard]] auto resolve(const Node& scalar) -> Resolved;
[[nodiscard]] auto resolve_plain(std::string_view text) -> Resolved;
/// A quick look at a plain scalar: true only when it resolves to text without a doubt. No word of any reader of YAML
/// has more than five letters, and no number begins with one.
[[nodiscard]] auto is_surely_text(std::string_view text) -> bool;

/// The source bytes that spell bytes [begin, end) of a scalar's decoded text, as a ScalarMap gives them, for one
/// question: it walks over the whole scalar. `span` is the scalar's span.
[[nodiscard]] auto slice(const source::SourceMap& sources, source::Span span, std::string_view decoded,
                         std::size_t begin, std::size_t end) -> source::Span;

}  // namespace pinwright::syntax
