#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The value of an ADMX-backed policy. It stays a value in this form until the codec of a target writes it, so that
/// every target writes the same, and two spellings of one payload are one value.
namespace pinwright::object {

/// U+F000, what Windows takes between the lines of a multiText, and between the names and values of a list.
inline constexpr std::string_view kAdmxSeparator = "\xEF\x80\x80";

struct AdmxDatum {
  std::string id;     ///< of the policy's element
  std::string value;  ///< as Windows takes it: `true`, `5`, text, or texts joined by kAdmxSeparator
  auto operator==(const AdmxDatum&) const -> bool = default;
};

struct AdmxPayload {
  bool enabled = false;
  std::vector<AdmxDatum> data;  ///< in the order of the files; the order means nothing to Windows
  auto operator==(const AdmxPayload&) const -> bool = default;
};

/// Bytes [begin, end) of a text.
struct ByteRange {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// A payload that was read from XML, with its places there.
struct AdmxReading {
  AdmxPayload payload;
  ByteRange state;                 ///< the tag `<enabled/>` or `<disabled/>`
  std::vector<ByteRange> tags;     ///< of `payload.data`, one each
  bool other_letter_case = false;  ///< an element is not spelled `enabled`, `disabled` or `data`
};

/// The payload as XML, the one form that is ever written: `<enabled/>`, then each `<data id="…" value="…"/>` on a line
/// of its own. Characters that a reader of XML would change, and U+F000, which nobody can see, are references.
[[nodiscard]] auto to_xml(const AdmxPayload& payload) -> std::string;

/// Reads what is a payload and nothing else: one `enabled` or `disabled` without content, then any number of `data`
/// with `id` and `value` alone, names of elements in any letter case (Microsoft's own pages write `<Enabled/><Data
/// …/>`), with or without `<![CDATA[…]]>` round all of it. nullopt: something else, which is then to be kept as it is.
[[nodiscard]] auto read_admx_payload(std::string_view xml) -> std::optional<AdmxReading>;

/// The payload in the order of ids, ids in lower case: the same for all spellings of one payload.
[[nodiscard]] auto canonical_payload(AdmxPayload payload) -> AdmxPayload;

}  // namespace pinwright::object
