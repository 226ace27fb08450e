#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_set>
#include <variant>

#include "base/text.hpp"
#include "check/content.hpp"
#include "grammar/tenant_id.hpp"

namespace pinwright::check::content {

namespace {

constexpr auto kCode = diag::Code::ValueContent;
constexpr std::string_view kSeparator = "\uF000";

/// MS-DTYP, SID string: `S-1-`, an authority, and 1 to 15 numbers of 32 bits.
auto is_sid(std::string_view text) -> bool {
  constexpr std::int64_t kLargest = 0xFFFFFFFF;
  constexpr std::size_t kFront = 3;
  const auto parts = base::split(text, '-');
  if (parts.size() <= kFront || parts.size() > kFront + 15 || !base::equal_folded(parts[0], "S") || parts[1] != "1")
    return false;
  return base::to_int_or_hex(parts[2]) && std::all_of(parts.begin() + kFront, parts.end(), [](std::string_view part) {
           return base::to_int(part).value_or(-1) >= 0 && base::to_int(part).value_or(-1) <= kLargest;
         });
}

/// How long the reference to U+F000 at the front of a text is, in any spelling of XML: `&#xF000;`, `&#xf000;`,
/// `&#61440;`, `&#x0F000;`. 0: there is none.
auto separator_reference(std::string_view text) -> std::size_t {
  if (!text.starts_with("&#")) return 0;
  const auto end = text.find_first_not_of("x0123456789abcdefABCDEF", 2);
  if (end == std::string_view::npos || text[end] != ';') return 0;
  auto digits = text.substr(2, end - 2);
  const bool is_hexadecimal = digits.starts_with('x');
  if (is_hexadecimal) digits.remove_prefix(1);
  digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
  return is_hexadecimal ? (base::equal_folded(digits, "f000") ? end + 1 : 0) : (digits == "61440" ? end + 1 : 0);
}

/// The character, or in `<![CDATA[…]]>` a reference to it.
auto separator_length(std::string_view text, bool is_in_cdata) -> std::size_t {
  if (text.starts_with(kSeparator)) return kSeparator.size();
  return is_in_cdata ? separator_reference(text) : 0;
}

/// Parts of a text that U+F000 separates.
auto separated(std::string_view text) -> std::vector<Part> {
  const auto body = grammar::xml_body(text);
  std::vector<Part> parts;
  const auto add = [&](std::size_t begin, std::size_t end) {
    const auto part = base::trimmed(body.text.substr(begin, end - begin));
    if (!part.empty()) parts.push_back({part, static_cast<std::size_t>(part.data() - text.data())});
  };
  std::size_t begin = 0;
  for (std::size_t at = 0; at < body.text.size();) {
    const auto length = separator_length(body.text.substr(at), body.begin > 0);
    if (length > 0) {
      add(begin, at);
      begin = at + length;
    }
    at += std::max<std::size_t>(length, 1);
  }
  add(begin, body.text.size());
  return parts;
}

/// The first of the characters that separate accounts elsewhere, and that no account's name can hold.
auto foreign_separator(const Part& part) -> std::optional<std::size_t> {
  const auto found = part.text.find_first_of(",;|\n");
  return found == std::string_view::npos ? std::nullopt : std::optional(found);
}

constexpr std::string_view kSeparatorHelp =
    "write the character U+F000 between them, in YAML `\"a\\uF000b\"`, or `<![CDATA[a&#xF000;b]]>`";

/// Where something else than white space begins, at `at` or behind it. Whoever goes over separators goes on from there:
/// a long run of blanks would else cost the square of its length.
auto behind_blanks(std::string_view text, std::size_t at) -> std::size_t {
  while (at < text.size() && base::is_space(text[at])) ++at;
  return at;
}

auto has_scheme(std::string_view text) -> bool {
  return base::starts_with_folded(text, "http://") || base::starts_with_folded(text, "https://");
}

}  // namespace

auto parts_of(std::string_view text, std::string_view separator) -> std::vector<Part> {
  std::vector<Part> out;
  for (const auto piece : base::split(text, separator)) {
    const auto part = base::trimmed(piece);
    if (!part.empty()) out.push_back({part, static_cast<std::size_t>(part.data() - text.data())});
  }
  return out;
}

auto at(const SettingContext& context, const Part& part, std::string message, std::string help) -> diag::Diagnostic {
  return value_finding(context, kCode, part.begin, part.begin + part.text.size(), std::move(message), std::move(help));
}

auto quotation_mark(const SettingContext& context, std::string_view text) -> Findings {
  const auto found = text.find('"');
  if (found == std::string_view::npos) return {};
  return {
      at(context, {text.substr(found, 1), found},
         fmt::format("`{}` takes names of files as they are, and none holds a quotation mark", context.node()->name()),
         "leave the quotation marks out: blanks need none")};
}

auto account_problem(std::string_view text) -> std::string {
  if (text.starts_with('*')) return fmt::format("{} begins with a `*`, which no account has", base::quoted(text));
  if (grammar::is_guid(text)) return fmt::format("{} is an object ID, which Windows does not know", base::quoted(text));
  if (base::starts_with_folded(text, "S-1-") && !is_sid(text))
    return fmt::format("{} is not a SID", base::quoted(text));
  return {};
}

auto accounts(const SettingContext& context, std::string_view text) -> Findings {
  Findings out;
  for (const auto& part : separated(text)) {
    const auto separator = foreign_separator(part);
    if (separator) {
      out.push_back(value_finding(context, kCode, part.begin + *separator, part.begin + *separator + 1,
                                  "accounts are separated by U+F000, so this is one name, which no account has",
                                  std::string(kSeparatorHelp)));
      return out;
    }
    const bool has_star = part.text.starts_with('*');
    auto problem = account_problem(has_star ? part.text.substr(1) : part.text);
    if (problem.empty() && !has_star && is_sid(part.text))
      problem = fmt::format("{} is a SID without its `*`, and so the name of an account that nobody has",
                            base::quoted(part.text));
    if (!problem.empty())
      out.push_back(at(context, part, std::move(problem),
                       "write a SID as `*S-1-…` (of an Entra group: `*S-1-12-1-…`), or the name of an account"));
  }
  return out;
}

auto urls(const SettingContext& context, std::string_view text) -> Findings {
  constexpr std::string_view kSeparators = ",;| \n";
  for (const auto& part : separated(text)) {
    std::size_t next = 0;
    for (auto found = part.text.find_first_of(kSeparators); found != std::string_view::npos;
         found = part.text.find_first_of(kSeparators, next)) {
      next = behind_blanks(part.text, found + 1);
      if (!has_scheme(part.text.substr(next))) continue;
      return {value_finding(context, kCode, part.begin + found, part.begin + found + 1,
                            "addresses are separated by U+F000, so this is one address, which nobody opens",
                            std::string(kSeparatorHelp))};
    }
  }
  return {};
}

namespace {

/// What a node's list holds: whether a text could be an item only.
enum class Items : std::uint8_t { Other, Extensions, Paths, Packages };

auto items_of(const csp::Node& node) -> Items {
  const auto area = parent_name(node);
  if (area == "Defender" && node.name() == "ExcludedExtensions") return Items::Extensions;
  constexpr std::array<std::string_view, 5> kPaths{
      "ExcludedPaths", "ExcludedProcesses", "AttackSurfaceReductionOnlyExclusions",
      "ControlledFolderAccessAllowedApplications", "ControlledFolderAccessProtectedFolders"};
  if (area == "Defender" && std::find(kPaths.begin(), kPaths.end(), node.name()) != kPaths.end()) return Items::Paths;
  // LetAppsAccessCamera_ForceAllowTheseApps takes package family names: letters, digits, `.`, `-` and `_`.
  return area == "Privacy" && node.name().ends_with("TheseApps") ? Items::Packages : Items::Other;
}

/// `C:\…`, `%ProgramData%…`, `\\server…`.
auto begins_a_path(std::string_view text) -> bool {
  return text.starts_with('%') || text.starts_with("\\\\") ||
         (text.size() > 2 && base::is_alnum(text[0]) && text[1] == ':' && text[2] == '\\');
}

/// Where a character that separates items elsewhere stands between two of them.
auto foreign_delimiter(Items items, std::string_view delimiter, std::string_view text) -> std::size_t {
  constexpr std::string_view kDelimiters = ",;|\n";
  std::size_t next = 0;
  for (auto at = text.find_first_of(kDelimiters); at != std::string_view::npos;
       at = text.find_first_of(kDelimiters, next)) {
    next = at + 1;
    if (delimiter == text.substr(at, 1)) continue;
    next = behind_blanks(text, next);
    const auto rest = text.substr(next);
    if (items == Items::Paths ? begins_a_path(rest) : !rest.empty()) return at;
  }
  return std::string_view::npos;
}

}  // namespace

auto list_items(const SettingContext& context, std::string_view text) -> Findings {
  const auto& node = *context.node();
  const auto delimiter = node.list_delimiter();
  const auto items = items_of(node);
  if (items == Items::Other || delimiter.size() != 1) return {};
  if (items != Items::Packages) {
    if (auto quote = quotation_mark(context, text); !quote.empty()) return quote;
  }
  const auto at = foreign_delimiter(items, delimiter, text);
  if (at == std::string_view::npos) return {};
  return {value_finding(context, kCode, at, at + 1,
                        fmt::format("`{}` takes items that `{}` separates, so this is one item, which nothing has",
                                    node.name(), delimiter),
                        fmt::format("write `{}` between the items", delimiter))};
}

namespace {

/// 15 letters, digits and hyphens (a NetBIOS name); `%SERIAL%` and `%RAND:5%` are filled in on the device.
auto computer_name_problem(std::string_view name) -> std::string_view {
  const bool has_macro = name.find('%') != std::string_view::npos;
  const bool is_name = std::all_of(name.begin(), name.end(),
                                   [](char c) { return base::is_alnum(c) || c == '-' || c == '%' || c == ':'; });
  if (!is_name) return "a computer's name has letters, digits and hyphens alone";
  constexpr std::size_t kLongest = 15;
  return !has_macro && name.size() > kLongest ? "a computer's name has at most 15 characters" : std::string_view();
}

auto is_group_number(const object::SettingValue& value) -> bool {
  if (const auto* number = std::get_if<std::int32_t>(&value)) return *number == 1 || *number == 2;
  const auto* text = std::get_if<std::string>(&value);
  return text == nullptr || *text == "1" || *text == "2";
}

auto is_named(std::string_view segment, std::string_view name) -> bool { return base::equal_folded(segment, name); }

}  // namespace

auto accounts_csp(const SettingContext& context) -> Findings {
  const auto* uri = context.uri.uri;
  const auto* value = lower::plain_value(context.setting);
  if (uri == nullptr || value == nullptr || uri->segments.size() < 3 || !is_named(uri->segments[0].text, "Accounts"))
    return {};
  const auto last = uri->segments.back().text;
  const auto* text = std::get_if<std::string>(value);
  if (is_named(last, "ComputerName") && text != nullptr) {
    const auto problem = computer_name_problem(*text);
    if (problem.empty()) return {};
    return {value_finding(context, kCode, std::string(problem),
                          "write 15 letters, digits and hyphens at most; `%SERIAL%` and `%RAND:5%` are filled in")};
  }
  if (!is_named(last, "LocalUserGroup") || is_group_number(*value)) return {};
  return {value_finding(context, kCode, "`LocalUserGroup` is neither 1 nor 2",
                        "write 1 for a standard user, 2 for an administrator")};
}

}  // namespace pinwright::check::content
