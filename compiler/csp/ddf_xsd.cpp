#include "csp/ddf_xsd.hpp"

#include <map>
#include <pugixml.hpp>
#include <set>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "csp/ddf_attributes.hpp"
#include "csp/ddf_index.hpp"
#include "csp/ddf_simple.hpp"
#include "csp/ddf_xml.hpp"

namespace pinwright::csp {
namespace {

using pugi::xml_node;

auto is_true(const std::string& text) -> bool { return text == "true" || text == "1"; }

auto is_group(std::string_view kind) -> bool { return kind == "sequence" || kind == "choice" || kind == "all"; }

auto parts_in(const XmlParticleFacts& part) -> std::size_t {
  std::size_t count = 1;
  for (const auto& one : part.parts) count += parts_in(one);
  return count;
}

auto parts_in(const XmlTypeFacts& type) -> std::size_t {
  return type.attributes.size() + (type.content ? parts_in(*type.content) : 0);
}

class XsdReader {
 public:
  explicit XsdReader(const xml_node& schema)
      : schema_(schema),
        index_(schema),
        simple_(index_, progress_),
        attributes_(schema, index_, simple_, progress_),
        qualifies_(attribute(schema, "elementFormDefault") == "qualified") {}

  auto read() -> base::Result<XmlSchemaFacts>;

 private:
  // Types of elements; each gives its index.
  auto type_of(const xml_node& element, std::size_t depth) -> std::uint32_t;
  auto named_type(const xml_node& place, const std::string& name, std::size_t depth) -> std::uint32_t;
  auto complex_type(const xml_node& node, std::size_t depth) -> std::uint32_t;
  auto text_type(std::uint32_t simple) -> std::uint32_t;
  auto anything() -> std::uint32_t;

  // What stands in a complexType, or in the extension or restriction in it.
  auto fill(const xml_node& node, XmlTypeFacts& out, std::size_t depth) -> void;
  auto derive(const xml_node& content, XmlTypeFacts& out, std::size_t depth) -> void;
  auto derive_text(const xml_node& content, XmlTypeFacts& out, std::size_t depth) -> void;
  auto base_type(const xml_node& step, std::size_t depth) -> XmlTypeFacts;

  auto particle(const xml_node& node, std::size_t depth) -> std::optional<XmlParticleFacts>;
  auto parts_of(const xml_node& node, std::size_t depth) -> std::vector<XmlParticleFacts>;
  auto element(const xml_node& node, XmlParticleFacts out, std::size_t depth) -> XmlParticleFacts;
  auto group(const xml_node& node, XmlParticleFacts out, std::size_t depth) -> XmlParticleFacts;
  auto occurrence(const xml_node& node) -> XmlParticleFacts;

  auto check_top_level() -> void;
  auto check_contents() -> void;
  auto refuse(std::string problem) -> void { progress_.refuse(std::move(problem)); }
  auto refuse_construct(const xml_node& node) -> void {
    refuse("uses " + base::quoted(local_name(node)) + ", which is not read");
  }
  auto required(std::string_view kind, const xml_node& place, const std::string& name) -> xml_node {
    auto found = index_.find(kind, index_.resolve(place, name));
    if (!found) refuse("needs " + base::quoted(name) + ", which is not there");
    return found;
  }

  xml_node schema_;
  XsdIndex index_;
  XsdProgress progress_;
  XsdSimpleTypes simple_;
  XsdAttributes attributes_;
  bool qualifies_;
  XmlSchemaFacts out_;
  std::map<xml_node, std::uint32_t> known_;            // complexType
  std::set<xml_node> open_;                            // complexType that is being read
  std::map<std::uint32_t, std::uint32_t> text_types_;  // simple type to type
  std::optional<std::uint32_t> anything_;
};

auto XsdReader::anything() -> std::uint32_t {
  if (!anything_) {
    anything_ = static_cast<std::uint32_t>(out_.types.size());
    auto& type = out_.types.emplace_back();
    type.anything = type.mixed = type.any_attribute = true;
  }
  return *anything_;
}

auto XsdReader::text_type(std::uint32_t simple) -> std::uint32_t {
  const auto [entry, added] = text_types_.emplace(simple, static_cast<std::uint32_t>(out_.types.size()));
  if (added) out_.types.emplace_back().text = simple;
  return entry->second;
}

auto XsdReader::type_of(const xml_node& element, std::size_t depth) -> std::uint32_t {
  // An empty element stands for this text, which need not look like it.
  const bool is_filled = !element.attribute("default").empty() || !element.attribute("fixed").empty();
  if (const auto complex = child(element, "complexType")) return complex_type(complex, depth + 1);
  if (const auto simple = child(element, "simpleType"))
    return text_type(is_filled ? simple_.any() : simple_.described(simple, depth + 1));
  const auto name = attribute(element, "type");
  if (name.empty()) return anything();
  return is_filled && !index_.find("complexType", index_.resolve(element, name)) ? text_type(simple_.any())
                                                                                 : named_type(element, name, depth);
}

auto XsdReader::named_type(const xml_node& place, const std::string& name, std::size_t depth) -> std::uint32_t {
  const XsdName full = index_.resolve(place, name);
  if (full.is_built_in() && full.local == "anyType") return anything();
  if (const auto complex = index_.find("complexType", full)) return complex_type(complex, depth + 1);
  return text_type(simple_.named(place, name, depth + 1));
}

auto XsdReader::complex_type(const xml_node& node, std::size_t depth) -> std::uint32_t {
  if (const auto found = known_.find(node); found != known_.end()) return found->second;
  const auto index = static_cast<std::uint32_t>(out_.types.size());
  out_.types.emplace_back();
  known_.emplace(node, index);
  if (is_true(attribute(node, "abstract"))) refuse("uses an abstract type, which is not read");
  XmlTypeFacts facts;
  facts.mixed = is_true(attribute(node, "mixed"));
  open_.insert(node);
  if (progress_.may_go_on(depth)) fill(node, facts, depth);
  open_.erase(node);
  out_.types[index] = std::move(facts);
  return index;
}

auto XsdReader::fill(const xml_node& node, XmlTypeFacts& out, std::size_t depth) -> void {
  for (const xml_node& part : node.children()) {
    if (says_nothing(part)) continue;
    const auto kind = local_name(part);
    if (is_group(kind) || kind == "group") {
      out.content = particle(part, depth + 1);
    } else if (kind == "complexContent") {
      out.mixed = out.mixed || is_true(attribute(part, "mixed"));
      derive(part, out, depth + 1);
    } else if (kind == "simpleContent") {
      derive_text(part, out, depth + 1);
    } else if (!attributes_.add(part, out, depth + 1)) {
      refuse_construct(part);
    }
  }
}

auto XsdReader::base_type(const xml_node& step, std::size_t depth) -> XmlTypeFacts {
  const auto name = attribute(step, "base");
  const auto complex = index_.find("complexType", index_.resolve(step, name));
  if (complex && open_.contains(complex)) refuse("has a type that extends itself");
  XmlTypeFacts out;
  if (complex) {
    const auto& base = out_.types[complex_type(complex, depth)];
    return progress_.may_go_on(depth, parts_in(base)) ? base : out;
  }
  if (const XsdName full = index_.resolve(step, name); full.is_built_in() && full.local == "anyType") {
    out.anything = true;
  } else {
    out.text = simple_.named(step, name, depth);
  }
  return out;
}

auto XsdReader::derive(const xml_node& content, XmlTypeFacts& out, std::size_t depth) -> void {
  const auto step = first_element(content);
  if (!progress_.may_go_on(depth)) return;
  XmlTypeFacts base = base_type(step, depth + 1);
  const bool extends = local_name(step) == "extension";
  XmlTypeFacts own;
  fill(step, own, depth + 1);
  if (base.anything && !extends) base = {};
  if (base.anything || base.text) return refuse("derives from a type that cannot be derived from here");
  out.any_attribute = own.any_attribute || (extends && base.any_attribute);
  out.mixed = out.mixed || (extends && base.mixed);
  out.attributes = std::move(base.attributes);
  for (auto& attribute : own.attributes) {
    std::erase_if(out.attributes, [&](const auto& one) { return one.name == attribute.name; });
    out.attributes.push_back(std::move(attribute));
  }
  if (!extends || !base.content) {
    out.content = std::move(own.content);
  } else if (!own.content) {
    out.content = std::move(base.content);
  } else {
    XmlParticleFacts both;
    both.kind = XmlParticleKind::Sequence;
    both.parts = {*std::move(base.content), *std::move(own.content)};
    out.content = std::move(both);
  }
}

auto XsdReader::derive_text(const xml_node& content, XmlTypeFacts& out, std::size_t depth) -> void {
  const auto step = first_element(content);
  if (!progress_.may_go_on(depth)) return;
  XmlTypeFacts base = base_type(step, depth + 1);
  if (!base.text) return refuse("derives text from a type that has none");
  out.text = local_name(step) == "restriction" ? simple_.restricted(*base.text, step) : *base.text;
  out.attributes = std::move(base.attributes);
  out.any_attribute = base.any_attribute;
  for (const xml_node& part : step.children()) {
    if (!says_nothing(part)) attributes_.add(part, out, depth + 1);  // the others are facets
  }
}

auto XsdReader::occurrence(const xml_node& node) -> XmlParticleFacts {
  const auto number = [&](const char* key) -> std::uint32_t {
    const auto text = attribute(node, key);
    const auto value = text.empty() ? 1 : base::to_int(text).value_or(-1);
    if (value < 0 || value > UINT32_MAX) refuse("says " + base::quoted(text) + " where a count belongs");
    return static_cast<std::uint32_t>(value);
  };
  XmlParticleFacts out;
  out.min = number("minOccurs");
  if (attribute(node, "maxOccurs") == "unbounded") {
    out.max.reset();
  } else {
    out.max = number("maxOccurs");
  }
  return out;
}

/// nullopt: it may not occur.
auto XsdReader::particle(const xml_node& node, std::size_t depth) -> std::optional<XmlParticleFacts> {
  XmlParticleFacts out = occurrence(node);
  if (!progress_.may_go_on(depth) || out.max == std::uint32_t{0}) return std::nullopt;
  const auto kind = local_name(node);
  if (kind == "element") return element(node, std::move(out), depth);
  if (kind == "any") {
    const auto space = attribute(node, "namespace");
    if (!space.empty() && space != "##any") refuse("uses `any` of some namespaces, which is not read");
    out.kind = XmlParticleKind::Any;
    return out;
  }
  if (kind == "group") return group(required("group", node, attribute(node, "ref")), std::move(out), depth);
  const auto group_kind = xml_particle_kind_of(kind);
  if (!is_group(kind)) refuse_construct(node);
  out.kind = group_kind.value_or(XmlParticleKind::Sequence);
  out.parts = parts_of(node, depth);
  return out;
}

auto XsdReader::parts_of(const xml_node& node, std::size_t depth) -> std::vector<XmlParticleFacts> {
  std::vector<XmlParticleFacts> parts;
  for (const xml_node& part : node.children()) {
    if (says_nothing(part)) continue;
    if (auto one = particle(part, depth + 1)) parts.push_back(*std::move(one));
  }
  return parts;
}

auto XsdReader::group(const xml_node& node, XmlParticleFacts out, std::size_t depth) -> XmlParticleFacts {
  out.kind = XmlParticleKind::Sequence;
  out.parts = parts_of(node, depth);
  // What is said once about one group is that group.
  if (out.parts.size() == 1 && out.min == 1 && out.max == 1) return std::move(out.parts.front());
  return out;
}

auto XsdReader::element(const xml_node& node, XmlParticleFacts out, std::size_t depth) -> XmlParticleFacts {
  const auto ref = attribute(node, "ref");
  const auto form = attribute(node, "form");
  const auto declared = ref.empty() ? node : required("element", node, ref);
  out.kind = XmlParticleKind::Element;
  out.name = attribute(declared, "name");
  const bool is_qualified = !ref.empty() || (form.empty() ? qualifies_ : form == "qualified");
  out.qualified = is_qualified && !index_.space().empty();
  out.type = type_of(declared, depth);
  return out;
}

/// What stands at the top changes what all the rest means.
auto XsdReader::check_top_level() -> void {
  static const std::set<std::string_view> kRead{"element",   "complexType",    "simpleType", "group",
                                                "attribute", "attributeGroup", "notation"};
  for (const xml_node& node : schema_.children()) {
    if (says_nothing(node)) continue;
    const auto file = attribute(node, "schemaLocation");
    if (!file.empty()) refuse("needs " + base::quoted(file));
    if (!kRead.contains(local_name(node))) refuse_construct(node);
    if (node.attribute("substitutionGroup")) refuse("uses `substitutionGroup`, which is not read");
    if (local_name(node) == "element" && is_true(attribute(node, "abstract")))
      refuse("uses an abstract element, which is not read");
  }
}

auto XsdReader::check_contents() -> void {
  for (const auto& type : out_.types) {
    if (!type.content) continue;
    const auto problem = ambiguity(*type.content);
    if (!problem.empty()) refuse("describes content that could be read in two ways: " + problem);
  }
}

auto XsdReader::read() -> base::Result<XmlSchemaFacts> {
  check_top_level();
  out_.space = index_.space();
  for (const xml_node& node : schema_.children()) {
    if (!progress_.problem().empty()) break;
    if (local_name(node) == "element") out_.roots.push_back({attribute(node, "name"), type_of(node, 0)});
  }
  if (out_.roots.empty()) refuse("declares no element");
  if (progress_.problem().empty()) check_contents();
  if (!progress_.problem().empty()) return base::Error{progress_.problem(), {}};
  out_.simple = simple_.take();
  return std::move(out_);
}

}  // namespace

auto read_xsd(const std::string& xsd) -> base::Result<XmlSchemaFacts> {
  pugi::xml_document document;
  const auto text = base::trimmed(xsd);
  if (!document.load_buffer(text.data(), text.size())) return base::Error{"is not well-formed XML", {}};
  const auto schema = document.document_element();
  if (local_name(schema) != "schema" || !XsdIndex(schema).resolve(schema, schema.name()).is_built_in())
    return base::Error{"is not an XML Schema", {}};
  return XsdReader(schema).read();
}

}  // namespace pinwright::csp
