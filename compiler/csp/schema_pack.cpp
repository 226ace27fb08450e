#include "csp/schema_pack.hpp"

#include <vector>

namespace pinwright::csp {
namespace {

using Words = std::vector<std::uint32_t>;

auto bit_if(bool on, std::uint32_t bit) -> std::uint32_t { return on ? bit : 0; }

class SchemaPacker {
 public:
  SchemaPacker(const XmlSchemaFacts& schema, Pool& pool) : schema_(schema), pool_(pool) {}

  auto run() -> std::uint32_t {
    for (const auto& one : schema_.simple) simple_.push_back(simple(one));
    Words words = {pool_.text(schema_.space), static_cast<std::uint32_t>(schema_.roots.size())};
    for (const auto& root : schema_.roots) words.insert(words.end(), {pool_.text(root.name), root.type});
    for (const auto& one : schema_.types) words.push_back(type(one));
    return pool_.list(words);
  }

 private:
  auto simple(const XmlSimpleFacts& facts) -> std::uint32_t {
    using namespace schema_bits;
    Words words = {static_cast<std::uint32_t>(facts.kind) | bit_if(facts.min.has_value(), kMin) |
                   bit_if(facts.max.has_value(), kMax)};
    for (const auto one : facts.of) words.push_back(simple_[one]);
    if (facts.kind == XmlSimpleKind::Restriction) {
      words.insert(words.end(), {pool_.texts(facts.values), pool_.text(facts.pattern),
                                 pool_.text(facts.min.value_or("")), pool_.text(facts.max.value_or("")),
                                 facts.min_length.value_or(kNone), facts.max_length.value_or(kNone)});
    }
    return pool_.list(words);
  }

  auto content(const XmlParticleFacts& part) -> std::uint32_t {
    using namespace schema_bits;
    Words words = {static_cast<std::uint32_t>(part.kind) | bit_if(part.qualified, kQualified), part.min,
                   part.max.value_or(kNone)};
    if (part.kind == XmlParticleKind::Element) words.insert(words.end(), {pool_.text(part.name), part.type});
    for (const auto& one : part.parts) words.push_back(content(one));
    return pool_.list(words);
  }

  auto type(const XmlTypeFacts& facts) -> std::uint32_t {
    using namespace schema_bits;
    Words words = {bit_if(facts.anything, kAnything) | bit_if(facts.mixed, kMixed) |
                       bit_if(facts.any_attribute, kAnyAttribute) | bit_if(facts.text.has_value(), kText),
                   facts.text ? simple_[*facts.text] : 0, facts.content ? content(*facts.content) : 0};
    for (const auto& attribute : facts.attributes) {
      words.insert(words.end(),
                   {pool_.text(attribute.name), simple_[attribute.type], bit_if(attribute.required, kRequired)});
    }
    return pool_.list(words);
  }

  const XmlSchemaFacts& schema_;
  Pool& pool_;
  Words simple_;
};

}  // namespace

auto pack_schema(const XmlSchemaFacts& schema, Pool& pool) -> std::uint32_t { return SchemaPacker(schema, pool).run(); }

}  // namespace pinwright::csp
