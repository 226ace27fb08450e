#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "source/source_map.hpp"
#include "source/span.hpp"

namespace pinwright::lower {

class PlaceCache;

/// Where bytes [begin, end) of a filled text come from: from byte `offset` of `decoded`, the decoded text of the scalar
/// at `scalar`. `decoded` points into the workspace or a file's text, both of which outlive every Deployment.
struct Piece {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  source::Span scalar;
  const std::string* decoded = nullptr;
  std::uint32_t offset = 0;
  bool from_placeholder = false;
};

/// Where a filled text comes from.
struct Origin {
  source::Span span;          ///< of the scalar that was written; of the file's text for `valueFrom.file`
  std::vector<Piece> pieces;  ///< in order, covering the text; empty: the text is that of the scalar, byte for byte

  /// How the scalars are spelled, once place() was asked: a thousand findings in one text walk over it once. A
  /// Deployment belongs to one thread at a time, and so does this.
  mutable std::shared_ptr<PlaceCache> cache = {};

  [[nodiscard]] auto uses_placeholder() const -> bool { return !pieces.empty(); }
};

/// The first piece that holds all bytes [begin, end); nullptr: none does.
[[nodiscard]] auto piece_with(const Origin& origin, std::size_t begin, std::size_t end) -> const Piece*;

/// A text whose placeholders were filled, with its origin.
struct Filled : Origin {
  std::string text;
  std::vector<std::string> secrets;  ///< environment variables whose `{env.NAME}` stands in `text`

  Filled() = default;
  /// A text that holds no placeholder.
  Filled(std::string plain, source::Span scalar) : Origin{scalar, {}, {}}, text(std::move(plain)) {}
};

/// The source bytes to blame for bytes [begin, end) of `text`, whose origin is given: those of the one piece that holds
/// them all, else the whole scalar.
[[nodiscard]] auto place(const source::SourceMap& sources, const Origin& origin, std::string_view text,
                         std::size_t begin, std::size_t end) -> source::Span;
[[nodiscard]] auto place(const source::SourceMap& sources, const Filled& filled, std::size_t begin, std::size_t end)
    -> source::Span;
/// The place of the whole text: a text that is one placeholder is blamed on what fills it.
[[nodiscard]] auto place(const Origin& origin) -> source::Span;

}  // namespace pinwright::lower
