#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "diag/sink.hpp"
#include "model/shape.hpp"
#include "source/source_map.hpp"
#include "syntax/node.hpp"
#include "syntax/scalar.hpp"

namespace pinwright::model {

/// A place in the workspace as a chain on the stack: `policies.pin-recovery.settings[0]`. Costs nothing until it is
/// printed.
struct Path {
  const Path* parent = nullptr;
  std::string_view key;  ///< of a mapping; empty for an item of a list
  std::size_t index = 0;

  [[nodiscard]] auto text() const -> std::string;
};

/// What every codec gets: where it is and where findings go. The report functions return false, so that a codec can end
/// with them.
struct Decoder {
  const source::SourceMap& sources;
  diag::Sink& sink;
  const Path* path = nullptr;
  /// The keys, in order of place, that the reader of YAML refused, each with a finding: `<<`, one that is not there.
  std::span<const source::Span> refused = {};

  [[nodiscard]] auto at(const Path& inner) const -> Decoder { return {sources, sink, &inner, refused}; }
  /// False for a mapping that lacks a member of its own for a refused key: what that one said is not known.
  [[nodiscard]] auto is_whole(const syntax::Node& node) const -> bool;

  auto report(diag::Diagnostic diagnostic) -> bool;
  /// `wrong-type`: "`fleet` is a list, but a mapping is needed"; `needed` is `shape` in words.
  auto wrong_type(const syntax::Node& node, const Shape& shape, std::string_view needed) -> bool;
  /// `unknown-value`, with the nearest word.
  auto unknown_word(const syntax::Node& node, std::span<const std::string_view> words) -> bool;
  auto unknown_key(const syntax::Node& key, std::span<const std::string_view> known) -> bool;
  /// One finding for all keys that one mapping lacks; none where it is not whole.
  auto missing_keys(const syntax::Node& mapping, std::span<const std::string_view> keys, std::string_view help) -> bool;
};

/// "a mapping", "a list", "text", "the number 5", …
[[nodiscard]] auto describe(const syntax::Node& node) -> std::string;

/// What is meant where a scalar stands: it decides which spellings are doubtful and what the repair is.
enum class Meant : unsigned char { Text, Boolean, Any };

/// An `ambiguous-scalar` warning when a plain scalar stands in the quotes of a word processor, which YAML keeps as
/// letters of the text.
auto warn_of_curly_quotes(const syntax::Node& scalar, Decoder& decoder) -> void;

/// False after an `ambiguous-scalar` finding: the plain scalar is one that readers of YAML understand differently.
/// `doubt` is that of its resolved value.
[[nodiscard]] auto is_clear(const syntax::Node& scalar, syntax::Doubt doubt, Meant meant, Decoder& decoder) -> bool;

}  // namespace pinwright::model
