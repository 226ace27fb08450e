#include "check/schema_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "base/nearest.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"
#include "check/secret_names.hpp"
#include "check/simple_type.hpp"
#include "check/xml_content.hpp"
#include "check/xml_value.hpp"

namespace pinwright::check {

namespace {

using csp::XmlType;
using grammar::XmlElement;
using MaybeError = std::optional<SchemaError>;
using Names = std::vector<std::string_view>;

auto tag(std::string_view name) -> std::string { return fmt::format("`<{}>`", name); }

auto is_blank(std::string_view text) -> bool { return std::all_of(text.begin(), text.end(), base::is_space); }

auto is_filled_in(std::string_view text) -> bool { return text.find("{env.") != std::string_view::npos; }

/// The instance says itself what it is: `xsi:type`, `xsi:nil`.
auto says_its_type(const XmlElement& element) -> bool {
  return std::any_of(element.attributes.begin(), element.attributes.end(),
                     [](const auto& one) { return one.first.ends_with(":type") || one.first.ends_with(":nil"); });
}

auto meant(std::string_view word, const Names& names, std::string_view shape) -> std::string {
  const auto near = base::nearest(word, names);
  return near ? fmt::format("did you mean `{}`?", fmt::format(fmt::runtime(shape), *near)) : std::string();
}

auto names_of(const std::vector<csp::XmlParticle>& parts) -> Names {
  Names names;
  for (const auto& part : parts) {
    if (part.kind() == csp::XmlParticleKind::Element) names.push_back(part.name());
  }
  return names;
}

auto expected_words(const std::vector<csp::XmlParticle>& parts) -> std::string {
  std::vector<std::string> words;
  for (const auto& part : parts)
    words.push_back(part.kind() == csp::XmlParticleKind::Any ? "any element" : tag(part.name()));
  return one_of(words);
}

/// A value in a message, unless it is long or a secret.
auto shown(std::string_view value, std::string_view name) -> std::string {
  constexpr std::size_t kLongest = 60;
  const bool is_open = base::count_code_points(value) <= kLongest && !names_a_secret(name);
  return is_open ? base::quoted(value) : std::string("the value");
}

class Walk {
 public:
  Walk(const csp::XmlSchema& schema, const PatternCache& patterns) : schema_(schema), patterns_(patterns) {}

  // parse_xml bounds the depth.
  [[nodiscard]] auto judge(const XmlElement& element, const XmlType& type) const -> MaybeError {
    if (says_its_type(element)) return std::nullopt;
    if (type.is_anything()) return judge_open(element);
    if (auto error = judge_attributes(element, type)) return error;
    if (const auto text = type.text()) return judge_text(element, *text);
    if (!type.is_mixed() && !is_blank(element.text)) {
      return SchemaError{&element,
                         {},
                         fmt::format("{} holds text, and takes {}", tag(element.name),
                                     type.content() ? "elements alone" : "nothing within it"),
                         {}};
    }
    if (const auto content = type.content()) return judge_content(element, *content);
    if (element.children.empty()) return std::nullopt;
    return unexpected(element, element.children.front(), {});
  }

 private:
  /// Any elements: those that the schema declares are judged.
  [[nodiscard]] auto judge_open(const XmlElement& element) const -> MaybeError {
    for (const auto& child : element.children) {
      if (auto error = judge_any(child)) return error;
    }
    return std::nullopt;
  }

  [[nodiscard]] auto judge_any(const XmlElement& element) const -> MaybeError {
    const auto declared = element.space == schema_.space() ? schema_.root(element.local_name()) : std::nullopt;
    return declared ? judge(element, schema_.type(*declared)) : judge_open(element);
  }

  [[nodiscard]] auto judge_content(const XmlElement& element, const csp::XmlParticle& content) const -> MaybeError {
    const auto match = match_content(schema_, content, element.children);
    for (std::size_t i = 0; i < match.types.size(); ++i) {
      const auto& child = element.children[i];
      auto error = match.types[i] ? judge(child, schema_.type(*match.types[i])) : judge_any(child);
      if (error) return error;
    }
    if (match.is_whole) return std::nullopt;
    if (match.types.size() < element.children.size())
      return unexpected(element, element.children[match.types.size()], match.expected);
    return SchemaError{&element,
                       {},
                       fmt::format("{} ends where {} is expected", tag(element.name), expected_words(match.expected)),
                       {}};
  }

  [[nodiscard]] auto unexpected(const XmlElement& parent, const XmlElement& child,
                                const std::vector<csp::XmlParticle>& expected) const -> MaybeError {
    for (const auto& part : expected) {
      if (part.kind() != csp::XmlParticleKind::Element || part.name() != child.local_name()) continue;
      return SchemaError{&child,
                         {},
                         fmt::format("{} is of {}, and is expected of {}", tag(child.name),
                                     namespace_words(child.space), namespace_words(space_of(schema_, part))),
                         {}};
    }
    const auto what = expected.empty() ? fmt::format("{} takes no {}", tag(parent.name),
                                                     parent.children.size() > 1 ? "further element" : "element")
                                       : expected_words(expected) + " is expected";
    return SchemaError{&child,
                       {},
                       fmt::format("{} is not allowed here; {}", tag(child.name), what),
                       meant(child.local_name(), names_of(expected), "<{}>")};
  }

  [[nodiscard]] auto judge_text(const XmlElement& element, const csp::XmlSimple& text) const -> MaybeError {
    if (!element.children.empty()) {
      const auto& child = element.children.front();
      return SchemaError{
          &child,
          {},
          fmt::format("{} is not allowed here; {} holds {}", tag(child.name), tag(element.name), words_of(text)),
          {}};
    }
    if (is_filled_in(element.text) || fits(text, element.text, patterns_)) return std::nullopt;
    return SchemaError{&element,
                       {},
                       fmt::format("{} is not what {} holds; {} is expected", shown(element.text, element.name),
                                   tag(element.name), words_of(text)),
                       {}};
  }

  [[nodiscard]] auto judge_attributes(const XmlElement& element, const XmlType& type) const -> MaybeError {
    std::vector<csp::XmlAttributeRule> rules;
    for (std::size_t i = 0; i < type.attribute_count(); ++i) rules.push_back(type.attribute(i));
    for (const auto& [name, value] : element.attributes) {
      if (auto error = judge_attribute(element, name, value, rules, type.takes_any_attribute())) return error;
    }
    for (const auto& rule : rules) {
      if (rule.required && element.attribute(rule.name) == nullptr)
        return SchemaError{&element,
                           {},
                           fmt::format("{} lacks the attribute `{}`", tag(element.name), rule.name),
                           fmt::format("write `{}=\"…\"` with {}", rule.name, words_of(rule.type))};
    }
    return std::nullopt;
  }

  [[nodiscard]] auto judge_attribute(const XmlElement& element, std::string_view name, std::string_view value,
                                     const std::vector<csp::XmlAttributeRule>& rules, bool takes_any) const
      -> MaybeError {
    if (name.find(':') != std::string_view::npos) return std::nullopt;
    const auto rule = std::find_if(rules.begin(), rules.end(), [&](const auto& one) { return one.name == name; });
    if (rule == rules.end()) return takes_any ? std::nullopt : unknown_attribute(element, name, rules);
    if (is_filled_in(value) || fits(rule->type, value, patterns_)) return std::nullopt;
    return SchemaError{&element,
                       name,
                       fmt::format("{} is not what the attribute `{}` of {} holds; {} is expected", shown(value, name),
                                   name, tag(element.name), words_of(rule->type)),
                       {}};
  }

  static auto unknown_attribute(const XmlElement& element, std::string_view name,
                                const std::vector<csp::XmlAttributeRule>& rules) -> MaybeError {
    Names names;
    std::vector<std::string> words;
    for (const auto& rule : rules) {
      if (element.attribute(rule.name) != nullptr) continue;
      names.push_back(rule.name);
      words.push_back(base::quoted(rule.name));
    }
    const auto rest = words.empty() ? std::string() : fmt::format("; it may have {}", one_of(words));
    return SchemaError{&element, name, fmt::format("{} has no attribute `{}`{}", tag(element.name), name, rest),
                       meant(name, names, "{}")};
  }

  const csp::XmlSchema& schema_;
  const PatternCache& patterns_;
};

}  // namespace

auto find_schema_error(const csp::XmlSchema& schema, std::uint32_t type, const XmlElement& element,
                       const PatternCache& patterns) -> std::optional<SchemaError> {
  return Walk(schema, patterns).judge(element, schema.type(type));
}

}  // namespace pinwright::check
