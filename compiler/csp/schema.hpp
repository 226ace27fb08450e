#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "csp/schema_facts.hpp"

/// Schemas of the catalogue: light handles into its packed data, as csp::Node is. They live as long as the Catalog.
namespace pinwright::csp {

class Blob;

/// The type of a text; schema_facts.hpp says what each fact means.
class XmlSimple {
 public:
  XmlSimple(const Blob& blob, std::uint32_t list);

  [[nodiscard]] auto kind() const -> XmlSimpleKind;
  [[nodiscard]] auto of(std::size_t index) const -> XmlSimple;
  [[nodiscard]] auto of_count() const -> std::size_t;
  // Of a restriction.
  [[nodiscard]] auto values() const -> std::vector<std::string_view>;  ///< empty: not stated
  [[nodiscard]] auto pattern() const -> std::string_view;              ///< empty: not stated
  [[nodiscard]] auto min() const -> std::optional<std::string_view>;
  [[nodiscard]] auto max() const -> std::optional<std::string_view>;
  [[nodiscard]] auto min_length() const -> std::optional<std::uint32_t>;
  [[nodiscard]] auto max_length() const -> std::optional<std::uint32_t>;

 private:
  const Blob* blob_;
  std::span<const std::uint32_t> words_;
};

struct XmlAttributeRule {
  std::string_view name;
  XmlSimple type;
  bool required = false;
};

/// A part of what an element may hold.
class XmlParticle {
 public:
  XmlParticle(const Blob& blob, std::uint32_t list);

  [[nodiscard]] auto kind() const -> XmlParticleKind;
  [[nodiscard]] auto min() const -> std::uint32_t;
  [[nodiscard]] auto max() const -> std::optional<std::uint32_t>;  ///< nullopt: without end
  [[nodiscard]] auto name() const -> std::string_view;             ///< Element
  [[nodiscard]] auto is_qualified() const -> bool;                 ///< Element: of the schema's namespace
  [[nodiscard]] auto type() const -> std::uint32_t;                ///< Element: for XmlSchema::type
  [[nodiscard]] auto part(std::size_t index) const -> XmlParticle;
  [[nodiscard]] auto part_count() const -> std::size_t;

 private:
  const Blob* blob_;
  std::span<const std::uint32_t> words_;
};

/// The type of an element.
class XmlType {
 public:
  XmlType(const Blob& blob, std::uint32_t list);

  [[nodiscard]] auto is_anything() const -> bool;
  [[nodiscard]] auto is_mixed() const -> bool;
  [[nodiscard]] auto takes_any_attribute() const -> bool;
  [[nodiscard]] auto text() const -> std::optional<XmlSimple>;
  [[nodiscard]] auto content() const -> std::optional<XmlParticle>;
  [[nodiscard]] auto attribute(std::size_t index) const -> XmlAttributeRule;
  [[nodiscard]] auto attribute_count() const -> std::size_t;

 private:
  const Blob* blob_;
  std::span<const std::uint32_t> words_;
};

class XmlSchema {
 public:
  XmlSchema(const Blob& blob, std::uint32_t list);

  [[nodiscard]] auto space() const -> std::string_view;
  [[nodiscard]] auto type(std::uint32_t index) const -> XmlType;
  /// The names of the elements that may be outermost.
  [[nodiscard]] auto roots() const -> std::vector<std::string_view>;
  /// The type of the outermost element of this name.
  [[nodiscard]] auto root(std::string_view name) const -> std::optional<std::uint32_t>;
  /// The type that every element of this name has that is not outermost; nullopt: there is none, or they differ.
  [[nodiscard]] auto inner(std::string_view name) const -> std::optional<std::uint32_t>;

 private:
  [[nodiscard]] auto root_count() const -> std::size_t;
  [[nodiscard]] auto type_count() const -> std::size_t;

  const Blob* blob_;
  std::span<const std::uint32_t> words_;
};

}  // namespace pinwright::csp
