#pragma once

#include <cstddef>
#include <string_view>

namespace pinwright::syntax {

/// Decoded bytes [decoded, decoded + size) are spelled by source bytes [begin, end). When both have one length they go
/// byte by byte, else the piece is one whole: an escape, a doubled quote, folded line breaks.
struct Piece {
  std::size_t decoded = 0;
  std::size_t size = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Goes through a scalar's source and its decoded text side by side. The decoded text leads: the walk need not know the
/// indentation around the scalar, and a source that does not spell it ends the walk instead of misleading it.
class ScalarWalk {
 public:
  /// `begin`: the scalar's first byte, its quote or block indicator included. The walk stays before text.size().
  ScalarWalk(std::string_view text, std::size_t begin, std::string_view decoded);

  auto next(Piece& piece) -> bool;

  /// Where the content starts: behind the opening quote; behind a block scalar's indicators.
  [[nodiscard]] auto content_begin() const -> std::size_t { return content_begin_; }
  /// Where the walk stands; behind the last piece, before the closing quote.
  [[nodiscard]] auto position() const -> std::size_t { return at_; }

 private:
  auto enter_block(std::size_t begin) -> void;
  auto infer_indent(std::size_t first_line) const -> std::size_t;
  auto skip_indent(std::size_t at) const -> std::size_t;
  auto take(Piece& piece, std::size_t begin, std::size_t end, std::size_t size) -> bool;
  auto take_verbatim(Piece& piece, std::size_t end) -> bool;
  auto next_in_block(Piece& piece) -> bool;
  auto next_in_flow(Piece& piece) -> bool;
  auto end_of_run() const -> std::size_t;
  auto fold(Piece& piece, bool escaped) -> bool;
  auto escape(Piece& piece) -> bool;

  std::string_view text_;
  std::string_view decoded_;
  char style_ = 0;  // `'`, `"`, `|`, `>`, or 0 for plain
  std::size_t at_ = 0;
  std::size_t done_ = 0;  // decoded bytes
  std::size_t content_begin_ = 0;
  std::size_t indent_ = 0;
};

}  // namespace pinwright::syntax
