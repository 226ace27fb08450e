#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

/// What a text looks like when it was copied out of the wrong place.
namespace pinwright::check {

struct Oddity {
  enum class Kind : std::uint8_t {
    Mask,         ///< `****`, or base64 of `<a/>`: what Intune shows in the place of an encrypted value
    SyncMl,       ///< `<Data>…`, `<Replace>…`: the SyncML around the value
    Cdata,        ///< `<![CDATA[` that does not stand round the whole value
    EncodedXml,   ///< `&lt;…&gt;`
    Entity,       ///< `&amp;`, `&#38;`
    Separator,    ///< the letters `#xF000;`
    Mojibake,     ///< UTF-8 that was read as Windows-1252: `Â®`, `Ã¤`
    CurlyQuotes,  ///< `“24H2”`
    Control,      ///< a character that XML, and so the protocol of devices, cannot carry: U+0007
  } kind = Kind::Mask;
  std::size_t begin = 0, end = 0;  ///< bytes of the text
};

/// What may be asked of a text: in XML, mark-up and references are right.
enum class TextKind : std::uint8_t {
  Plain,     ///< what a node takes as it stands
  Unknown,   ///< of a node that nobody knows: it may want mark-up that is encoded
  MarkedUp,  ///< XML, JSON, HTML-encoded XML
};

/// The most telling oddity of `text`, found in one pass; nullopt: none.
[[nodiscard]] auto find_oddity(std::string_view text, TextKind kind) -> std::optional<Oddity>;

/// As object::is_mask, with white space around it, or more stars: what people copy.
[[nodiscard]] auto is_mask(std::string_view text) -> bool;

/// Whether an element of this name stands round a value in SyncML: `Data`, `Item`, `Replace`, ….
[[nodiscard]] auto is_syncml_name(std::string_view name) -> bool;

/// UTF-8 that was read as Windows-1252, at `offset`: the bytes of the characters that were meant one. 0: it is none.
[[nodiscard]] auto mojibake_at(std::string_view text, std::size_t offset) -> std::size_t;

}  // namespace pinwright::check
