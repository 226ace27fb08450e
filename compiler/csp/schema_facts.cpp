#include "csp/schema_facts.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "base/text.hpp"
#include "base/words.hpp"

namespace pinwright::csp {
namespace {

constexpr std::array<std::string_view, 11> kSimpleKinds{
    "any",     "string",   "normalizedString", "token", "boolean", "decimal",
    "integer", "dateTime", "restriction",      "list",  "union"};
constexpr std::array<std::string_view, 5> kParticleKinds{"element", "any", "sequence", "choice", "all"};

auto may_repeat(const XmlParticleFacts& part) -> bool { return !part.max || *part.max > 1; }
/// Other than `?`, `*`, `+` and once.
auto is_counted(const XmlParticleFacts& part) -> bool { return part.min > 1 || (part.max && *part.max > 1); }

/// Elements by name; an empty name is any.
using Names = std::map<std::string, const XmlParticleFacts*>;

/// What may begin a content, and what may go on behind a content that could end there.
struct Edges {
  Names first, next;
  bool nullable = false;
};

auto name_of(const XmlParticleFacts& part) -> std::string { return part.kind == XmlParticleKind::Any ? "" : part.name; }

/// Goes over a content once. The Glushkov construction without its table: two parts are in each other's way when an
/// element could be of both.
class AmbiguityFinder {
 public:
  auto edges(const XmlParticleFacts& part, bool repeated, std::size_t depth) -> Edges {
    if (depth > kMaxSchemaDepth) problem_ = "it is nested too deeply";
    const bool may_differ = part.max != part.min;  // a fixed count can be read in one way only
    if (is_counted(part) && ((repeated && may_differ) || holds_repetition(part)))
      problem_ = "a count inside of a repetition";
    Edges out = once(part, repeated || may_repeat(part), depth);
    if (may_repeat(part)) {
      // The same part again is the same way.
      expect_apart(out.next, out.first);
      out.next.insert(out.first.begin(), out.first.end());
    }
    out.nullable = out.nullable || part.min == 0;
    return out;
  }
  [[nodiscard]] auto problem() const -> const std::string& { return problem_; }

 private:
  static auto holds_repetition(const XmlParticleFacts& part) -> bool {
    return std::any_of(part.parts.begin(), part.parts.end(),
                       [](const auto& one) { return may_repeat(one) || holds_repetition(one); });
  }

  auto once(const XmlParticleFacts& part, bool repeated, std::size_t depth) -> Edges {
    switch (part.kind) {
      case XmlParticleKind::Element:
      case XmlParticleKind::Any:
        return {{{name_of(part), &part}}, {}, false};
      case XmlParticleKind::Sequence:
        return sequence(part, repeated, depth);
      case XmlParticleKind::Choice:
      case XmlParticleKind::All:
        break;
    }
    return alternatives(part, repeated, depth);
  }

  auto sequence(const XmlParticleFacts& part, bool repeated, std::size_t depth) -> Edges {
    Edges out;
    out.nullable = true;
    for (const auto& one : part.parts) {
      const Edges inner = edges(one, repeated, depth + 1);
      expect_apart(out.next, inner.first);
      if (out.nullable) {
        expect_apart(out.first, inner.first);
        out.first.insert(inner.first.begin(), inner.first.end());
      }
      if (!inner.nullable) out.next.clear();
      if (inner.nullable) out.next.insert(inner.first.begin(), inner.first.end());
      out.next.insert(inner.next.begin(), inner.next.end());
      out.nullable = out.nullable && inner.nullable;
    }
    return out;
  }

  auto alternatives(const XmlParticleFacts& part, bool repeated, std::size_t depth) -> Edges {
    const bool is_all = part.kind == XmlParticleKind::All;
    Edges out;
    out.nullable = is_all || part.parts.empty();
    for (const auto& one : part.parts) {
      const Edges inner = edges(one, repeated, depth + 1);
      expect_apart(out.first, inner.first);
      out.first.insert(inner.first.begin(), inner.first.end());
      out.next.insert(inner.next.begin(), inner.next.end());
      out.nullable = is_all ? out.nullable && inner.nullable : out.nullable || inner.nullable;
    }
    if (is_all) out.next.insert(out.first.begin(), out.first.end());
    return out;
  }

  auto expect_apart(const Names& some, const Names& others) -> void {
    for (const auto& [name, part] : some) {
      const auto same = others.find(name);
      const bool clashes = (same != others.end() && same->second != part) ||
                           (name.empty() && has_other(others, part)) ||
                           (!name.empty() && others.contains("") && others.at("") != part);
      if (clashes)
        problem_ = "two places for " + (name.empty() ? std::string("any element") : base::quoted("<" + name + ">"));
    }
  }
  static auto has_other(const Names& names, const XmlParticleFacts* part) -> bool {
    return std::any_of(names.begin(), names.end(), [part](const auto& one) { return one.second != part; });
  }

  std::string problem_;
};

}  // namespace

auto name(XmlSimpleKind kind) -> std::string_view { return kSimpleKinds.at(static_cast<std::size_t>(kind)); }
auto xml_simple_kind_of(std::string_view text) -> std::optional<XmlSimpleKind> {
  return base::enumerator_of<XmlSimpleKind>(kSimpleKinds, text);
}
auto name(XmlParticleKind kind) -> std::string_view { return kParticleKinds.at(static_cast<std::size_t>(kind)); }
auto xml_particle_kind_of(std::string_view text) -> std::optional<XmlParticleKind> {
  return base::enumerator_of<XmlParticleKind>(kParticleKinds, text);
}

auto ambiguity(const XmlParticleFacts& content) -> std::string {
  AmbiguityFinder finder;
  [[maybe_unused]] const Edges edges = finder.edges(content, false, 0);
  return finder.problem();
}

}  // namespace pinwright::csp
