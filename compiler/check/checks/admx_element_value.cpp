#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "check/admx.hpp"
#include "check/check.hpp"
#include "lower/admx_words.hpp"

namespace pinwright::check::checks {

namespace {

using csp::AdmxElement;
using csp::AdmxKind;
using Form = lower::AdmxEntry::Form;

constexpr auto kCode = diag::Code::AdmxElementValue;

constexpr std::string_view kNotXml = "it holds a character that XML cannot carry";

struct Problem {
  std::string message;      ///< behind the element's name: "takes …, and …"
  bool is_warning = false;  ///< it may be meant, or the bound is not the ADMX file's own
};
using MaybeProblem = std::optional<Problem>;

auto is_xml_character(char32_t c) -> bool {
  if (c == U'\t' || c == U'\n' || c == U'\r') return true;
  return c >= 0x20 && c != 0xFFFE && c != 0xFFFF;
}

auto is_xml_text(std::string_view text) -> bool {
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const auto [value, size] = byte < 0x80 ? base::CodePoint{byte} : base::code_point_at(text, at);
    if (!is_xml_character(value)) return false;
    at += size;
  }
  return true;
}

auto check_boolean(std::string_view value) -> MaybeProblem {
  const auto word = base::trimmed(value);
  if (base::equal_folded(word, "true") || base::equal_folded(word, "false")) return std::nullopt;
  return Problem{fmt::format("{} is neither `true` nor `false`", base::quoted(value))};
}

auto check_enum(const AdmxElement& element, std::string_view value) -> MaybeProblem {
  if (element.item(value) != nullptr) return std::nullopt;
  return Problem{fmt::format("{} is none of its values", base::quoted(value))};
}

auto check_number(const AdmxElement& element, std::string_view value) -> MaybeProblem {
  const auto number = base::to_int(base::trimmed(value));
  if (!number) return Problem{fmt::format("{} is no whole number", base::quoted(value))};
  if (*number < element.min.value_or(0))
    return Problem{fmt::format("`{}` is below {}", value, element.min.value_or(0)), !element.min};
  if (element.max && *number > *element.max) return Problem{fmt::format("`{}` is above {}", value, *element.max)};
  const bool has_default = element.kind == AdmxKind::Decimal && element.min.value_or(0) <= csp::kAdmxDefaultMax;
  if (!element.max && has_default && *number > csp::kAdmxDefaultMax)
    return Problem{
        fmt::format("`{}` is above {}, which is the most where an ADMX file says nothing", value, csp::kAdmxDefaultMax),
        true};
  return std::nullopt;
}

auto check_length(const AdmxElement& element, std::string_view text) -> MaybeProblem {
  const auto most = static_cast<std::size_t>(element.max_length.value_or(csp::kAdmxDefaultMaxLength));
  if (text.size() <= most) return std::nullopt;
  const auto count = base::count_code_points(text);
  if (count <= most) return std::nullopt;
  if (element.max_length) return Problem{fmt::format("it has {} characters, more than {}", count, most)};
  return Problem{fmt::format("it has {} characters, and {} are the most where an ADMX file says nothing", count, most),
                 true};
}

auto check_text(const AdmxElement& element, std::string_view value) -> MaybeProblem {
  if (element.required && value.empty()) return Problem{"it is empty"};
  return check_length(element, value);
}

auto check_lines(const AdmxElement& element, std::string_view value) -> MaybeProblem {
  if (element.required && value.empty()) return Problem{"it is empty"};
  for (const auto line : base::split(value, object::kAdmxSeparator)) {
    if (auto problem = check_length(element, line)) return problem;
  }
  return std::nullopt;
}

/// The registry holds one value of a name, in whatever letter case: the later one takes the place of the earlier.
auto repeated_name(std::string_view value) -> MaybeProblem {
  std::unordered_map<std::string, std::string_view> value_of;
  const auto texts = base::split(value, object::kAdmxSeparator);
  for (std::size_t i = 0; i + 1 < texts.size(); i += 2) {
    const auto [first, is_new] = value_of.emplace(base::folded(texts[i]), texts[i + 1]);
    if (is_new || first->second == texts[i + 1]) continue;
    return Problem{
        fmt::format("it names {} twice, and only {} is kept", base::quoted(texts[i]), base::quoted(texts[i + 1])),
        true};
  }
  return std::nullopt;
}

/// Windows takes names and values in turn. A separator behind the last one is no further text.
auto check_pairs(std::string_view value) -> MaybeProblem {
  if (value.empty() || value.ends_with(object::kAdmxSeparator)) return std::nullopt;
  const auto texts = base::split(value, object::kAdmxSeparator).size();
  if (texts % 2 == 0) return repeated_name(value);
  return Problem{
      fmt::format("it holds {}, and a list is names and values in turn: every second one would be taken for a name",
                  base::counted(texts, "text"))};
}

auto check_value(const AdmxElement& element, std::string_view value) -> MaybeProblem {
  switch (element.kind) {
    case AdmxKind::Boolean:
      return check_boolean(value);
    case AdmxKind::Enum:
      return check_enum(element, value);
    case AdmxKind::Decimal:
    case AdmxKind::LongDecimal:
      return check_number(element, value);
    case AdmxKind::Text:
      return check_text(element, value);
    case AdmxKind::MultiText:
      return check_lines(element, value);
    case AdmxKind::List:
      return check_pairs(value);
  }
  return std::nullopt;
}

auto words(Form form) -> std::string_view {
  switch (form) {
    case Form::List:
      return "a list";
    case Form::Pairs:
      return "a mapping";
    case Form::Xml:
    case Form::Text:
      return "a text";
    case Form::Boolean:
      return "a boolean";
    case Form::Number:
      return "a number";
  }
  return {};
}

auto help_for(const AdmxElement& element, Form form) -> std::string {
  if (form == Form::Xml && element.kind == AdmxKind::List)
    return "it takes names and values, all joined by `&#xF000;`: `1&#xF000;first&#xF000;2&#xF000;second`";
  if (form == Form::Xml && element.kind == AdmxKind::MultiText) return "it takes texts, joined by `&#xF000;`";
  return fmt::format("it takes {}", taken_by(element));
}

auto problem_of_entry(const AdmxElement& element, const lower::AdmxEntry& entry) -> MaybeProblem {
  const auto value = lower::worded(&element, entry);
  if (!value) return Problem{fmt::format("its value is {}", words(entry.form))};
  if (!entry.secrets.empty()) return std::nullopt;
  // What was read from XML, XML can carry.
  if (entry.form != Form::Xml && !is_xml_text(*value)) return Problem{std::string(kNotXml)};
  return check_value(element, *value);
}

/// Without an ADMX file nobody can tell which form a list takes.
auto problem_of_unknown(const lower::AdmxEntry& entry) -> MaybeProblem {
  const auto value = lower::worded(nullptr, entry);
  if (!value) return Problem{"it is a list, and no ADMX file tells how its items are named"};
  return is_xml_text(*value) ? std::nullopt : MaybeProblem(Problem{std::string(kNotXml)});
}

auto check_unknown_policy(const SettingContext& context, diag::Sink& sink) -> void {
  const auto& setting = context.setting;
  if (!setting.admx || context.uri.slug == diag::Code::UnknownNode) return;
  if (!lower::is_admx_policy(setting) || lower::admx_policy(setting)) return;
  for (const auto& entry : setting.admx->entries) {
    const auto problem = problem_of_unknown(entry);
    if (!problem) continue;
    sink.add(admx_finding(context, kCode, entry.place, entry.id,
                          fmt::format("the element {}: {}", base::quoted(entry.id), problem->message),
                          "write a text, a mapping from names to values, or the whole payload as `value`"));
  }
}

/// Description of BitLocker/SystemDrivesRequireStartupAuthentication: only one of the additional options can be
/// required (1) at startup, otherwise a policy error occurs.
auto check_startup_options(const SettingContext& context, const AdmxSubject& subject, diag::Sink& sink) -> void {
  constexpr std::array<std::string_view, 3> kOptions{"ConfigureTPMStartupKeyUsageDropDown_Name",
                                                     "ConfigurePINUsageDropDown_Name",
                                                     "ConfigureTPMPINKeyUsageDropDown_Name"};
  const auto* node = context.node();
  if (node == nullptr || node->name() != "SystemDrivesRequireStartupAuthentication") return;
  const lower::AdmxEntry* first = nullptr;
  for (const auto& entry : subject.statement.entries) {
    const auto is_it = [&](std::string_view option) { return base::equal_folded(option, entry.id); };
    const auto* element = subject.policy.element(entry.id);
    if (element == nullptr || std::none_of(kOptions.begin(), kOptions.end(), is_it)) continue;
    if (lower::worded(element, entry) != "1") continue;
    if (first != nullptr) {
      sink.add(admx_finding(context, kCode, entry.place, entry.id,
                            fmt::format("{} is required at startup, and so is {} already", base::quoted(entry.id),
                                        base::quoted(first->id)),
                            "require one option at most (`1`), and write `0` or `2` for the others"));
    } else {
      first = &entry;
    }
  }
}

/// "Internet Explorer has 4 security zones, numbered 1-4" (description of the policy).
auto check_zones(const SettingContext& context, const AdmxSubject& subject, diag::Sink& sink) -> void {
  const auto* node = context.node();
  if (node == nullptr || node->name() != "AllowSiteToZoneAssignmentList") return;
  for (const auto& entry : subject.statement.entries) {
    const auto* element = subject.policy.element(entry.id);
    const auto value = element == nullptr ? std::nullopt : lower::worded(element, entry);
    if (!value || !entry.secrets.empty() || check_value(*element, *value)) continue;
    const auto texts = base::split(*value, object::kAdmxSeparator);
    for (std::size_t i = 1; i < texts.size(); i += 2) {
      const auto zone = base::trimmed(texts[i]);
      if (zone.size() == 1 && zone[0] >= '0' && zone[0] <= '4') continue;
      auto found = admx_finding(
          context, kCode, entry.place, entry.id,
          fmt::format("{} is no zone: the site {} is not assigned", base::quoted(zone), base::quoted(texts[i - 1])),
          "write a site and the number of its zone in turn: 1 (intranet), 2 (trusted), "
          "3 (internet) or 4 (restricted)");
      found.severity = diag::Severity::Warning;
      sink.add(std::move(found));
      break;
    }
  }
}

}  // namespace

auto admx_element_value(const SettingContext& context, diag::Sink& sink) -> void {
  const auto* subject = admx_subject(context);
  if (subject == nullptr) return check_unknown_policy(context, sink);
  check_startup_options(context, *subject, sink);
  check_zones(context, *subject, sink);
  for (const auto& entry : subject->statement.entries) {
    const auto* element = subject->policy.element(entry.id);
    if (element == nullptr) continue;
    auto problem = problem_of_entry(*element, entry);
    if (!problem) continue;
    auto found = admx_finding(
        context, kCode, entry.place, element->id,
        fmt::format("the element `{}` of {}: {}", element->id, policy_and_source(subject->policy), problem->message),
        help_for(*element, entry.form));
    if (problem->is_warning) found.severity = diag::Severity::Warning;
    sink.add(std::move(found));
  }
}

}  // namespace pinwright::check::checks
