#include "csp/ddf_simple.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.hpp"
#include "csp/ddf_xml.hpp"
#include "csp/xsd_pattern.hpp"

namespace pinwright::csp {
namespace {

using Kind = XmlSimpleKind;

struct BuiltIn {
  std::string_view name;
  Kind kind;
  std::string_view min = {}, max = {};
};
/// XML Schema part 2, section 3. Of names and addresses only the white space is judged; what is not here is not judged.
constexpr std::array<BuiltIn, 27> kBuiltIns{{
    {"string", Kind::String},
    {"normalizedString", Kind::NormalizedString},
    {"token", Kind::Token},
    {"language", Kind::Token},
    {"Name", Kind::Token},
    {"NCName", Kind::Token},
    {"NMTOKEN", Kind::Token},
    {"ID", Kind::Token},
    {"IDREF", Kind::Token},
    {"anyURI", Kind::Token},
    {"boolean", Kind::Boolean},
    {"dateTime", Kind::DateTime},
    {"decimal", Kind::Decimal},
    {"integer", Kind::Integer},
    {"nonNegativeInteger", Kind::Integer, "0"},
    {"positiveInteger", Kind::Integer, "1"},
    {"nonPositiveInteger", Kind::Integer, {}, "0"},
    {"negativeInteger", Kind::Integer, {}, "-1"},
    {"byte", Kind::Integer, "-128", "127"},
    {"short", Kind::Integer, "-32768", "32767"},
    {"int", Kind::Integer, "-2147483648", "2147483647"},
    {"long", Kind::Integer, "-9223372036854775808", "9223372036854775807"},
    {"unsignedByte", Kind::Integer, "0", "255"},
    {"unsignedShort", Kind::Integer, "0", "65535"},
    {"unsignedInt", Kind::Integer, "0", "4294967295"},
    {"unsignedLong", Kind::Integer, "0", "18446744073709551615"},
    {"anySimpleType", Kind::Any},
}};

auto is_number(Kind kind) -> bool { return kind == Kind::Decimal || kind == Kind::Integer; }

auto decimal(std::string_view text) -> std::optional<std::string> {
  const auto digits = text.substr(text.starts_with('-') || text.starts_with('+') ? 1 : 0);
  const bool fits = digits.find_first_not_of("0123456789.") == std::string_view::npos &&
                    digits.find_first_of("0123456789") != std::string_view::npos &&
                    digits.find('.') == digits.rfind('.');
  return fits ? std::optional(std::string(text)) : std::nullopt;
}

auto length(std::string_view text) -> std::optional<std::uint32_t> {
  const auto number = base::to_int(text);
  return number && *number >= 0 && *number <= UINT32_MAX ? std::optional(static_cast<std::uint32_t>(*number))
                                                         : std::nullopt;
}

/// The facets below a `restriction`, as far as they can be judged of a type of this kind.
class Facets {
 public:
  Facets(Kind kind, XmlSimpleFacts& out) : kind_(kind), out_(out) {}

  auto read(const pugi::xml_node& restriction) -> void {
    for (const pugi::xml_node& node : restriction.children()) {
      if (!says_nothing(node)) take(local_name(node), attribute(node, "value"));
    }
    if (!judges_patterns_) out_.pattern.clear();
  }

 private:
  auto take(std::string_view facet, const std::string& value) -> void {
    if (facet == "enumeration" && kind_ != Kind::DateTime && kind_ != Kind::List && kind_ != Kind::Union) {
      out_.values.push_back(value);
    } else if (facet == "pattern" && kind_ != Kind::Union) {
      add_pattern(value);
    } else if (facet == "minInclusive" && is_number(kind_)) {
      out_.min = decimal(base::trimmed(value));
    } else if (facet == "maxInclusive" && is_number(kind_)) {
      out_.max = decimal(base::trimmed(value));
    } else if (takes_lengths()) {
      if (facet == "minLength" || facet == "length") out_.min_length = length(base::trimmed(value));
      if (facet == "maxLength" || facet == "length") out_.max_length = length(base::trimmed(value));
    }
  }

  /// The patterns of one step are alternatives: one that cannot be said takes the others with it.
  auto add_pattern(std::string_view pattern) -> void {
    const auto translated = xsd_pattern_to_re2(pattern);
    judges_patterns_ = judges_patterns_ && translated;
    if (!out_.pattern.empty()) out_.pattern += '|';
    out_.pattern += translated.value_or("");
  }

  [[nodiscard]] auto takes_lengths() const -> bool {
    return kind_ == Kind::String || kind_ == Kind::NormalizedString || kind_ == Kind::Token || kind_ == Kind::List;
  }

  Kind kind_;
  XmlSimpleFacts& out_;
  bool judges_patterns_ = true;
};

/// `whiteSpace` makes of one kind of text the next.
auto narrowed(Kind kind, std::string_view white_space) -> Kind {
  if (kind == Kind::String && white_space == "replace") return Kind::NormalizedString;
  const bool is_text = kind == Kind::String || kind == Kind::NormalizedString;
  return is_text && white_space == "collapse" ? Kind::Token : kind;
}

}  // namespace

auto XsdSimpleTypes::refuse(std::string problem) -> std::uint32_t {
  progress_.refuse(std::move(problem));
  return any();
}

auto XsdSimpleTypes::add(XmlSimpleFacts facts) -> std::uint32_t {
  const auto same = std::find(types_.begin(), types_.end(), facts);
  const auto index = static_cast<std::uint32_t>(same - types_.begin());
  if (same == types_.end()) types_.push_back(std::move(facts));
  if (types_.size() > kMaxSchemaParts) progress_.refuse("has too many types");
  return index;
}

auto XsdSimpleTypes::built_in(std::string_view local) -> std::uint32_t {
  const auto* const row =
      std::find_if(kBuiltIns.begin(), kBuiltIns.end(), [&](const auto& one) { return one.name == local; });
  if (row == kBuiltIns.end()) return any();
  XmlSimpleFacts plain;
  plain.kind = row->kind;
  const auto base = add(std::move(plain));
  if (row->min.empty() && row->max.empty()) return base;
  XmlSimpleFacts bounded;
  bounded.kind = Kind::Restriction;
  bounded.of = {base};
  if (!row->min.empty()) bounded.min = row->min;
  if (!row->max.empty()) bounded.max = row->max;
  return add(std::move(bounded));
}

auto XsdSimpleTypes::named(const pugi::xml_node& place, std::string_view text, std::size_t depth) -> std::uint32_t {
  if (text.empty()) return any();
  const XsdName name = index_.resolve(place, text);
  if (name.is_built_in()) return built_in(name.local);
  const auto node = index_.find("simpleType", name);
  return node ? described(node, depth) : refuse("needs the type " + base::quoted(text) + ", which is not there");
}

auto XsdSimpleTypes::described(const pugi::xml_node& simple_type, std::size_t depth) -> std::uint32_t {
  if (const auto found = known_.find(simple_type); found != known_.end()) return found->second;
  if (!progress_.may_go_on(depth)) return any();
  std::optional<std::uint32_t> made;
  for (const pugi::xml_node& node : simple_type.children()) {
    if (says_nothing(node)) continue;
    const auto kind = local_name(node);
    if (kind == "restriction") {
      made = restricted(base_of(node, "base", depth + 1), node);
    } else if (kind == "list") {
      XmlSimpleFacts list;
      list.kind = Kind::List;
      list.of = {base_of(node, "itemType", depth + 1)};
      made = add(std::move(list));
    } else {
      made = kind == "union" ? union_of(node, depth + 1) : refuse("uses " + base::quoted(kind) + ", which is not read");
    }
  }
  if (!made) made = any();
  known_.emplace(simple_type, *made);
  return *made;
}

auto XsdSimpleTypes::base_of(const pugi::xml_node& node, const char* key, std::size_t depth) -> std::uint32_t {
  const auto inner = child(node, "simpleType");
  return inner ? described(inner, depth) : named(node, attribute(node, key), depth);
}

auto XsdSimpleTypes::union_of(const pugi::xml_node& node, std::size_t depth) -> std::uint32_t {
  XmlSimpleFacts facts;
  facts.kind = Kind::Union;
  const std::string members = attribute(node, "memberTypes");
  for (const auto name : base::split(members, ' ')) {
    if (!base::trimmed(name).empty()) facts.of.push_back(named(node, base::trimmed(name), depth));
  }
  for (const pugi::xml_node& inner : node.children()) {
    if (!says_nothing(inner)) facts.of.push_back(described(inner, depth));
  }
  return facts.of.empty() ? any() : add(std::move(facts));
}

auto XsdSimpleTypes::kind_below(std::uint32_t type) const -> XmlSimpleKind {
  while (types_[type].kind == Kind::Restriction) type = types_[type].of.front();
  return types_[type].kind;
}

auto XsdSimpleTypes::restricted(std::uint32_t base, const pugi::xml_node& restriction) -> std::uint32_t {
  const Kind below = kind_below(base);
  if (below == Kind::Any) return base;
  const Kind kind = narrowed(below, attribute(child(restriction, "whiteSpace"), "value"));
  if (kind != below) {
    if (types_[base].kind == Kind::Restriction) return any();  // what was said of it was said of other white space
    XmlSimpleFacts plain;
    plain.kind = kind;
    base = add(std::move(plain));
  }
  XmlSimpleFacts facts;
  facts.kind = Kind::Restriction;
  facts.of = {base};
  const XmlSimpleFacts bare = facts;
  Facets(kind_below(base), facts).read(restriction);
  return facts == bare ? base : add(std::move(facts));
}

auto XsdSimpleTypes::fixed(std::uint32_t base, std::string value) -> std::uint32_t {
  const Kind kind = kind_below(base);
  if (kind == Kind::Any || kind == Kind::DateTime || kind == Kind::List || kind == Kind::Union) return base;
  XmlSimpleFacts facts;
  facts.kind = Kind::Restriction;
  facts.of = {base};
  facts.values = {std::move(value)};
  return add(std::move(facts));
}

}  // namespace pinwright::csp
