#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What the XSD of a DDF file says about a value that is XML, in a form of our own: which elements and attributes it
/// may have, and what these may hold. What cannot be said in it is not judged: identity constraints, digits of numbers,
/// types without a kind below.
namespace pinwright::csp {

/// How a text is written. Restriction, List and Union are made of others.
enum class XmlSimpleKind : std::uint8_t {
  Any,               ///< not judged
  String,            ///< white space counts
  NormalizedString,  ///< each white space character is a blank
  Token,             ///< white space joined, none at the ends; so in all below
  Boolean,           ///< true, false, 1, 0
  Decimal,
  Integer,
  DateTime,  ///< of XML Schema: the time zone may be left out
  Restriction,
  List,  ///< parts between white space
  Union
};
[[nodiscard]] auto name(XmlSimpleKind kind) -> std::string_view;  ///< "dateTime", "restriction"
[[nodiscard]] auto xml_simple_kind_of(std::string_view text) -> std::optional<XmlSimpleKind>;

/// The type of a text. `of` are indices of earlier simple types in the same schema, so there is no circle.
struct XmlSimpleFacts {
  XmlSimpleKind kind = XmlSimpleKind::Any;
  std::vector<std::uint32_t> of;  ///< Restriction: what is restricted; List: of its parts; Union: one of these

  // Restriction: each holds where it is stated.
  std::vector<std::string> values;
  std::string pattern;             ///< for RE2, of the whole text
  std::optional<std::string> min;  ///< decimal numbers as text, of any size
  std::optional<std::string> max;
  std::optional<std::uint32_t> min_length, max_length;  ///< in characters; of a list in parts

  auto operator==(const XmlSimpleFacts&) const -> bool = default;
};

enum class XmlParticleKind : std::uint8_t {
  Element,
  Any,  ///< one element of any name: judged where the schema declares one of this name, and what is in it likewise
  Sequence,
  Choice,
  All  ///< each part at most once, in any order
};
[[nodiscard]] auto name(XmlParticleKind kind) -> std::string_view;  ///< "sequence"
[[nodiscard]] auto xml_particle_kind_of(std::string_view text) -> std::optional<XmlParticleKind>;

/// A part of what an element may hold.
struct XmlParticleFacts {
  XmlParticleKind kind = XmlParticleKind::Element;
  std::uint32_t min = 1;
  std::optional<std::uint32_t> max = 1;  ///< nothing: without end
  std::string name;                      ///< Element: local name
  bool qualified = false;                ///< Element: of the schema's namespace, else of none
  std::uint32_t type = 0;                ///< Element: index of its type
  std::vector<XmlParticleFacts> parts;   ///< Sequence, Choice, All
};

struct XmlAttributeFacts {
  std::string name;
  std::uint32_t type = 0;  ///< index of its simple type
  bool required = false;
};

/// The type of an element.
struct XmlTypeFacts {
  bool anything = false;  ///< its content and its attributes are those of XmlParticleKind::Any
  bool mixed = false;     ///< text may stand between its elements
  bool any_attribute = false;
  std::optional<std::uint32_t> text;  ///< index of the simple type of its text; it holds no elements then
  std::optional<XmlParticleFacts> content;
  std::vector<XmlAttributeFacts> attributes;
};

struct XmlRootFacts {
  std::string name;  ///< local name; it is of the schema's namespace
  std::uint32_t type = 0;
};

struct XmlSchemaFacts {
  std::string space;                ///< its target namespace, or empty
  std::vector<XmlRootFacts> roots;  ///< elements that may be outermost, and those that XmlParticleKind::Any finds
  std::vector<XmlTypeFacts> types;
  std::vector<XmlSimpleFacts> simple;
};

/// Bounds of one schema: an XSD that says more is not read.
inline constexpr std::size_t kMaxSchemaParts = 20'000;
inline constexpr std::size_t kMaxSchemaDepth = 64;

/// Why content that fits `content` may fit it in more than one way, so that reading on without looking back would go
/// wrong; empty: it never does. XML Schema forbids one of the two ways (Unique Particle Attribution), and the other, a
/// count inside of a repetition, is in no XSD of Microsoft's.
[[nodiscard]] auto ambiguity(const XmlParticleFacts& content) -> std::string;

}  // namespace pinwright::csp
