#pragma once

#include <cstdint>
#include <map>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "csp/ddf_index.hpp"
#include "csp/schema_facts.hpp"

namespace pinwright::csp {

/// The simple types of an XSD, each read when it is first asked for. What a type says that XmlSimpleFacts cannot is
/// left out of it; what makes no sense at all is refused.
class XsdSimpleTypes {
 public:
  XsdSimpleTypes(const XsdIndex& index, XsdProgress& progress) : index_(index), progress_(progress) {}

  /// The type called `name` at `place`, built in or declared; empty: any text. Its index.
  auto named(const pugi::xml_node& place, std::string_view name, std::size_t depth) -> std::uint32_t;
  /// The type that a `simpleType` element describes.
  auto described(const pugi::xml_node& simple_type, std::size_t depth) -> std::uint32_t;
  /// The type `base` with the facets that stand below `restriction`.
  auto restricted(std::uint32_t base, const pugi::xml_node& restriction) -> std::uint32_t;
  /// The type `base` with one value left.
  auto fixed(std::uint32_t base, std::string value) -> std::uint32_t;
  auto any() -> std::uint32_t { return add({}); }

  [[nodiscard]] auto take() -> std::vector<XmlSimpleFacts> { return std::move(types_); }

 private:
  auto refuse(std::string problem) -> std::uint32_t;
  auto add(XmlSimpleFacts facts) -> std::uint32_t;
  auto built_in(std::string_view local_name) -> std::uint32_t;
  auto base_of(const pugi::xml_node& node, const char* key, std::size_t depth) -> std::uint32_t;
  auto union_of(const pugi::xml_node& node, std::size_t depth) -> std::uint32_t;
  [[nodiscard]] auto kind_below(std::uint32_t type) const -> XmlSimpleKind;

  const XsdIndex& index_;
  XsdProgress& progress_;
  std::vector<XmlSimpleFacts> types_;
  std::map<pugi::xml_node, std::uint32_t> known_;
};

}  // namespace pinwright::csp
