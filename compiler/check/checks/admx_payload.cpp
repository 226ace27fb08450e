#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>
#include <utility>

#include "base/text.hpp"
#include "check/admx.hpp"
#include "check/check.hpp"
#include "check/value_type.hpp"
#include "check/xml_value.hpp"

namespace pinwright::check::checks {

namespace {

constexpr auto kCode = diag::Code::AdmxPayload;
constexpr std::string_view kHelp =
    "write `<enabled/>` with its `<data id=\"…\" value=\"…\"/>` elements, or `<disabled/>`";

using Elements = std::vector<grammar::XmlElement>;

auto is_state(const grammar::XmlElement& element) -> bool {
  return base::equal_folded(element.name, "enabled") || base::equal_folded(element.name, "disabled");
}

auto is_data(const grammar::XmlElement& element) -> bool { return base::equal_folded(element.name, "data"); }

/// At the tag of an element.
auto element_at(const SettingContext& context, const XmlBody& body, const grammar::XmlElement& element,
                std::string message) -> diag::Diagnostic {
  const auto end = grammar::tag_end(body.text, element.begin);
  return value_finding(context, kCode, body.begin + element.begin, body.begin + end, std::move(message),
                       std::string(kHelp));
}

auto check_data(const SettingContext& context, const XmlBody& body, const grammar::XmlElement& data, diag::Sink& sink)
    -> void {
  const auto* id = data.attribute("id");
  if (id == nullptr || id->empty()) {
    sink.add(element_at(context, body, data,
                        "a `<data>` element has no `id`, which names the element of the policy that it sets"));
  } else if (data.attribute("value") == nullptr) {
    sink.add(element_at(context, body, data, fmt::format("the `<data>` element {} has no `value`", base::quoted(*id))));
  }
}

auto is_known(const grammar::XmlElement& element) -> bool { return is_state(element) || is_data(element); }

/// What Microsoft's pages know no payload with, though nobody says that Windows refuses it; empty: there is nothing.
auto strange_part(const grammar::XmlElement& element) -> std::string {
  // That is said already.
  if (is_data(element) && element.attribute("value") == nullptr) return {};
  const auto name = base::quoted("<" + element.name + ">");
  if (!element.space.empty()) return fmt::format("{} is in a namespace", name);
  if (!base::trimmed(element.text).empty()) return fmt::format("{} holds text", name);
  if (!element.children.empty())
    return fmt::format("{} stands within {}", base::quoted("<" + element.children.front().name + ">"), name);
  for (const auto& [attribute, value] : element.attributes) {
    if (!is_data(element) || (attribute != "id" && attribute != "value"))
      return fmt::format("{} has the attribute {}", name, base::quoted(attribute));
  }
  return {};
}

/// Such a payload is sent as it is, and its elements are not compared with the policy's.
auto check_form(const SettingContext& context, const XmlBody& body, const Elements& elements, diag::Sink& sink)
    -> void {
  for (const auto& element : elements) {
    const auto part = strange_part(element);
    if (part.empty()) continue;
    auto found = element_at(context, body, element, part + ", which no documented value of an ADMX policy has");
    found.help += "; the elements of this one are not checked";
    found.severity = diag::Severity::Warning;
    sink.add(std::move(found));
    return;
  }
}

auto check_elements(const SettingContext& context, const XmlBody& body, const Elements& elements, diag::Sink& sink)
    -> void {
  if (elements.empty()) {
    sink.add(value_finding(context, kCode, "the value of an ADMX policy is empty", std::string(kHelp)));
    return;
  }
  if (!is_state(elements.front())) {
    sink.add(element_at(
        context, body, elements.front(),
        fmt::format("the value of an ADMX policy begins with {}", base::quoted("<" + elements.front().name + ">"))));
    return;
  }
  const auto second = std::find_if(elements.begin() + 1, elements.end(), is_state);
  if (second != elements.end()) {
    sink.add(
        element_at(context, body, *second, "the value of an ADMX policy says `<enabled/>` or `<disabled/>` twice"));
    return;
  }
  const auto foreign = std::find_if_not(elements.begin(), elements.end(), is_known);
  if (foreign != elements.end()) {
    sink.add(element_at(
        context, body, *foreign,
        fmt::format("{} is no part of the value of an ADMX policy", base::quoted("<" + foreign->name + ">"))));
    return;
  }
  for (const auto& element : elements) {
    if (is_data(element)) check_data(context, body, element, sink);
    for (const auto& inner : element.children) {
      if (is_data(inner)) check_data(context, body, inner, sink);
    }
  }
  check_form(context, body, elements, sink);
}

/// `<disabled/>` of `&lt;disabled/&gt;`.
auto decoded(std::string_view text) -> std::string {
  constexpr std::array<std::pair<std::string_view, char>, 5> kReferences{
      {{"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}, {"&amp;", '&'}}};
  std::string out;
  while (!text.empty()) {
    const auto* const row = std::find_if(kReferences.begin(), kReferences.end(),
                                         [&](const auto& one) { return text.starts_with(one.first); });
    out += row == kReferences.end() ? text.front() : row->second;
    text.remove_prefix(row == kReferences.end() ? 1 : row->first.size());
  }
  return out;
}

auto check_encoded(const SettingContext& context, const std::string& text, diag::Sink& sink) -> void {
  constexpr std::size_t kLongest = 120;
  auto value = decoded(base::trimmed(text));
  const bool is_short = value.size() <= kLongest && value.find('\n') == std::string::npos;
  sink.add(value_finding(context, kCode, "the value is XML whose mark-up is HTML encoded: it begins with `&lt;`",
                         is_short
                             ? fmt::format("write {}: Intune encodes it on the way", base::quoted(value))
                             : std::string("write `<`, `>` and `\"` as they are: Intune encodes them on the way")));
}

auto check_policy(const SettingContext& context, const std::string& text, diag::Sink& sink) -> void {
  if (is_html_encoded(text)) return check_encoded(context, text, sink);
  if (base::trimmed(text).empty() || base::trimmed(text).front() != '<') {
    sink.add(value_finding(context, kCode, "the value of an ADMX policy is not XML", std::string(kHelp)));
    return;
  }
  const auto value = parse_written(text);
  if (const auto* error = std::get_if<grammar::SyntaxError>(&value.parsed)) {
    sink.add(xml_finding(context, kCode, "the value of an ADMX policy is not well-formed", value.body, *error));
    return;
  }
  if (auto found = declaration_finding(context, kCode, value)) sink.add(*std::move(found));
  check_elements(context, value.body, *value.elements(), sink);
}

auto check_file(const SettingContext& context, const std::string& text, diag::Sink& sink) -> void {
  const auto value = parse_written(text);
  if (const auto* error = std::get_if<grammar::SyntaxError>(&value.parsed)) {
    sink.add(xml_finding(context, kCode, "the ADMX file is not well-formed XML", value.body, *error));
    return;
  }
  if (auto found = declaration_finding(context, kCode, value)) sink.add(*std::move(found));
  constexpr std::string_view kWhole = "give the whole ADMX file as the value: `<policyDefinitions …>`";
  const auto& elements = *value.elements();
  if (elements.empty()) {
    sink.add(value_finding(context, kCode, "the ADMX file is empty", std::string(kWhole)));
    return;
  }
  // Of an ADML file speaks admx-is-adml.
  const auto root = elements.front().local_name();
  if (root == "policyDefinitions" || root == "policyDefinitionResources") return;
  sink.add(value_finding(
      context, kCode, fmt::format("the value is no ADMX file but {}", base::quoted("<" + elements.front().name + ">")),
      std::string(kWhole)));
}

auto check_letter_case(const SettingContext& context, diag::Sink& sink) -> void {
  const auto& statement = *context.setting.admx;
  if (!statement.other_letter_case) return;
  auto found = admx_finding(context, kCode, statement.place, {},
                            "Windows spells `<enabled/>`, `<disabled/>` and `<data/>` in lower case",
                            "nothing needs to be done: the value is sent in that spelling");
  found.severity = diag::Severity::Note;
  sink.add(std::move(found));
}

/// `admx` has no id twice.
auto check_twins(const SettingContext& context, diag::Sink& sink) -> void {
  const auto& entries = context.setting.admx->entries;
  if (entries.size() < 2) return;
  std::unordered_set<std::string> known;
  for (const auto& entry : entries) {
    if (known.insert(base::folded(entry.id)).second) continue;
    sink.add(admx_finding(context, kCode, entry.place, entry.id,
                          fmt::format("the element {} has a value already", base::quoted(entry.id)),
                          "keep one of the two"));
  }
}

/// `#xF000;` and `&amp;#xF000;` are left when the reference to U+F000 goes through one escaping too few or too many.
auto holds_spelled_separator(const lower::AdmxEntry& entry) -> bool {
  return std::any_of(entry.parts.begin(), entry.parts.end(), [](const std::string& part) {
    if (part.find('#') == std::string::npos) return false;
    const auto folded = base::folded(part);
    return folded.find("#xf000;") != std::string::npos || folded.find("#61440;") != std::string::npos;
  });
}

auto check_separators(const SettingContext& context, diag::Sink& sink) -> void {
  for (const auto& entry : context.setting.admx->entries) {
    if (!holds_spelled_separator(entry)) continue;
    const bool is_xml = entry.form == lower::AdmxEntry::Form::Xml;
    auto found = admx_finding(
        context, kCode, entry.place, entry.id,
        fmt::format("the element {} holds the letters of the reference `&#xF000;`, and no separator",
                    base::quoted(entry.id)),
        is_xml ? "write `&#xF000;` between the texts, as XML has it" : "write a list of the texts that it separates");
    found.severity = diag::Severity::Warning;
    sink.add(std::move(found));
  }
}

}  // namespace

auto admx_payload(const SettingContext& context, diag::Sink& sink) -> void {
  const bool is_policy = is_admx_policy(context);
  if (!is_policy && !is_admx_file(context)) return;
  if (is_policy && context.setting.admx) {
    check_letter_case(context, sink);
    check_twins(context, sink);
    check_separators(context, sink);
    return;
  }
  const auto* text = known_text(context);
  if (text == nullptr || type_error(context) != TypeError::None) return;
  if (is_policy) {
    check_policy(context, *text, sink);
  } else {
    check_file(context, *text, sink);
  }
}

}  // namespace pinwright::check::checks
