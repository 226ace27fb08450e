#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "source/source_map.hpp"
#include "source/span.hpp"

namespace pinwright::syntax {

/// Which source bytes spell which bytes of a scalar's decoded text: escapes, doubled quotes, folded lines and block
/// indentation are followed. It is made in one walk over the scalar, and each question costs the logarithm of what the
/// walk met: whoever asks more than once about one scalar keeps it.
class ScalarMap {
 public:
  /// `span` is the scalar's; `decoded` is not needed afterwards. Scalars have less than 4 GiB, as their files have.
  ScalarMap(const source::SourceMap& sources, source::Span span, std::string_view decoded);

  /// The source bytes of decoded bytes [begin, end). Never leaves the scalar's span.
  [[nodiscard]] auto slice(std::size_t begin, std::size_t end) const -> source::Span;

 private:
  /// Decoded bytes [decoded, decoded + size) are spelled by source bytes [begin, end): byte by byte where both have one
  /// length.
  struct Stretch {
    std::uint32_t decoded = 0;
    std::uint32_t size = 0;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    [[nodiscard]] auto by_byte() const -> bool { return size == end - begin; }
    [[nodiscard]] auto behind() const -> std::size_t { return std::size_t{decoded} + size; }
  };

  auto add(const Stretch& next) -> void;

  source::Span span_;
  std::vector<Stretch> stretches_;
  std::size_t behind_ = 0;  // the last stretch, before the closing quote
};

}  // namespace pinwright::syntax
