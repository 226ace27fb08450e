#include "object/marker.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/sha256.hpp"
#include "base/text.hpp"

namespace pinwright::object {

namespace {

constexpr std::size_t kMarkSize = 8;
constexpr std::size_t kDigestSize = 16;
constexpr std::size_t kNameSize = 63;
constexpr std::size_t kFormSize = 4;
constexpr std::string_view kOpening = "[pinwright:";
constexpr std::string_view kAbsent = "-";

auto is_lower_hex(char c) -> bool { return base::is_digit(c) || (c >= 'a' && c <= 'f'); }
auto is_base32(char c) -> bool { return (c >= 'a' && c <= 'z') || (c >= '2' && c <= '7'); }
auto is_name_character(char c) -> bool { return base::is_alnum(c) || c == '_' || c == '-'; }
auto is_blank(char c) -> bool { return c == ' ' || c == '\t' || c == '\r'; }

template <class Fits>
auto consists_of(std::string_view text, std::size_t size, Fits fits) -> bool {
  return text.size() == size && std::all_of(text.begin(), text.end(), fits);
}
auto is_mark(std::string_view text) -> bool { return consists_of(text, kMarkSize, is_lower_hex); }
auto is_name(std::string_view text) -> bool {
  return !text.empty() && text.size() <= kNameSize && base::is_alnum(text.front()) &&
         std::all_of(text.begin(), text.end(), is_name_character);
}
/// A digest, or `-`: then `section` stays absent.
auto take_section(std::string_view text, std::optional<std::string>& section) -> bool {
  if (consists_of(text, kDigestSize, is_base32)) section = text;
  return section.has_value() || text == kAbsent;
}

auto without_blanks(std::string_view line) -> std::string_view {
  while (!line.empty() && is_blank(line.back())) line.remove_suffix(1);
  while (!line.empty() && is_blank(line.front())) line.remove_prefix(1);
  return line;
}

/// The line as it was written, should a service show its brackets as character references.
auto with_brackets(std::string_view line) -> std::string {
  std::string text(line);
  for (const auto& [reference, bracket] :
       {std::pair("&#91;", "["), std::pair("&#93;", "]"), std::pair("&#x5B;", "["), std::pair("&#x5D;", "]"),
        std::pair("&#x5b;", "["), std::pair("&#x5d;", "]"), std::pair("&lsqb;", "["), std::pair("&rsqb;", "]")}) {
    for (auto at = text.find(reference); at != std::string::npos; at = text.find(reference, at)) {
      text.replace(at, std::string_view(reference).size(), bracket);
    }
  }
  return text;
}

/// `word=value` parts behind the names; what this program does not know is passed over.
class Parts {
 public:
  explicit Parts(Marker& marker) : marker_(marker) {}

  auto take(std::string_view part) -> bool {
    if (part == "p") return std::exchange(marker_.is_protected, true) == false;
    const auto equals = part.find('=');
    if (equals == 0 || equals == std::string_view::npos || equals + 1 == part.size()) return false;
    const auto key = part.substr(0, equals);
    const auto value = part.substr(equals + 1);
    if (key.size() == 1) {
      if (seen_.find(key.front()) != std::string::npos) return false;
      seen_ += key;
    }
    return take(key, value);
  }
  /// What a marker of this form cannot do without.
  [[nodiscard]] auto is_complete() const -> bool {
    const auto has = [this](char c) { return seen_.find(c) != std::string::npos; };
    return has('t') && (marker_.form > kMarkerForm || (has('s') && has('a') && has('o')));
  }

 private:
  auto take(std::string_view key, std::string_view value) -> bool {
    if (key == "t") return is_mark(value) && (marker_.tenant = value, true);
    if (marker_.form > kMarkerForm) return true;
    if (key == "s") return take_section(value, marker_.settings);
    if (key == "a") return take_section(value, marker_.assignments);
    if (key == "o") return take_section(value, marker_.rest);
    if (key == "e") return (value == kAbsent || is_mark(value)) && (marker_.secrets = value, true);
    if (key == "r") return is_mark(value) && (marker_.run = value, true);
    if (key == "x") return value.size() <= kNameSize && (marker_.replaces = value, true);
    return std::all_of(key.begin(), key.end(), base::is_alnum);
  }

  Marker& marker_;
  std::string seen_;
};

/// The number behind `[pinwright:`, 0 when there is none.
auto take_form(std::string_view& rest) -> int {
  const auto end = std::find_if_not(rest.begin(), rest.end(), base::is_digit);
  const auto digits = rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
  if (digits.empty() || digits.size() > kFormSize || digits.front() == '0') return 0;
  int form = 0;
  for (const char c : digits) form = form * 10 + (c - '0');
  rest.remove_prefix(digits.size());
  return form;
}

/// What stands before the next blank, which is taken too.
auto take_word(std::string_view& rest) -> std::string_view {
  const auto word = rest.substr(0, rest.find(' '));
  rest.remove_prefix(std::min(rest.size(), word.size() + 1));
  return word;
}

/// `rest` behind the names: form, workspace and key are filled in.
auto take_names(std::string_view& rest, Marker& marker) -> bool {
  if (!rest.starts_with(kOpening) || !rest.ends_with(']')) return false;
  rest.remove_prefix(kOpening.size());
  rest.remove_suffix(1);
  marker.form = take_form(rest);
  if (marker.form == 0 || !rest.starts_with(' ')) return false;
  rest.remove_prefix(1);
  const auto names = take_word(rest);
  const auto slash = std::min(names.find('/'), names.size());
  marker.workspace = names.substr(0, slash);
  marker.key = names.substr(std::min(slash + 1, names.size()));
  return is_name(marker.workspace) && is_name(marker.key);
}

/// A line read as a marker, and whether it holds what a policy's or filter's needs.
struct ParsedLine {
  Marker marker;
  bool is_complete = false;
};

auto parse_line(std::string_view line) -> std::optional<ParsedLine> {
  const auto text = with_brackets(without_blanks(line));
  std::string_view rest = text;
  ParsedLine parsed;
  if (!take_names(rest, parsed.marker)) return std::nullopt;
  Parts parts(parsed.marker);
  while (!rest.empty()) {
    if (rest.ends_with(' ') || !parts.take(take_word(rest))) return std::nullopt;
  }
  parsed.is_complete = parts.is_complete();
  return parsed;
}

auto parse_marker(std::string_view line) -> std::optional<Marker> {
  auto parsed = parse_line(line);
  if (!parsed || !parsed->is_complete) return std::nullopt;
  return std::move(parsed->marker);
}

auto begins_like_a_marker(std::string_view line) -> bool {
  return with_brackets(without_blanks(line)).starts_with(kOpening);
}

auto without_return(std::string_view line) -> std::string_view {
  return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

/// The text without line [begin, end) and with one line break less: its own, or the one before it where it is the last.
auto without_line(std::string_view text, std::size_t begin, std::size_t end) -> std::string {
  if (end < text.size()) return std::string(text.substr(0, begin)).append(text.substr(end + 1));
  return begin == 0 ? std::string() : std::string(without_return(text.substr(0, begin - 1)));
}

}  // namespace

auto Marker::operator==(const Marker& other) const -> bool {
  const auto tied = [](const Marker& m) {
    return std::tie(m.form, m.workspace, m.key, m.tenant, m.settings, m.assignments, m.rest, m.is_protected, m.secrets,
                    m.replaces);
  };
  return tied(*this) == tied(other);
}

auto to_text(const Marker& marker) -> std::string {
  std::string text =
      fmt::format("{}{} {}/{} t={} s={} a={} o={}", kOpening, kMarkerForm, marker.workspace, marker.key, marker.tenant,
                  marker.settings.value_or("-"), marker.assignments.value_or("-"), marker.rest.value_or("-"));
  if (marker.secrets) text += " e=" + *marker.secrets;
  if (!marker.run.empty()) text += " r=" + marker.run;
  if (!marker.replaces.empty()) text += " x=" + marker.replaces;
  if (marker.is_protected) text += " p";
  return text + "]";
}

auto group_marker_start(std::string_view workspace) -> std::string {
  return fmt::format("{}{} {}/", kOpening, kMarkerForm, workspace);
}

auto tenant_mark(std::string_view tenant_id) -> std::string {
  return base::hex(base::sha256(base::folded(tenant_id))).substr(0, kMarkSize);
}

auto is_of_tenant(const Marker& marker, std::string_view tenant_id) -> bool {
  return marker.tenant == tenant_mark(tenant_id);
}

auto belongs_to(const Marker& marker, std::string_view workspace, std::string_view tenant_id) -> bool {
  return marker.workspace == workspace && is_of_tenant(marker, tenant_id);
}

auto split_description(std::string_view description) -> Description {
  std::optional<std::string> damaged;
  for (std::size_t end = description.size();;) {
    const auto line_break = end == 0 ? std::string_view::npos : description.rfind('\n', end - 1);
    const std::size_t begin = line_break == std::string_view::npos ? 0 : line_break + 1;
    const auto line = description.substr(begin, end - begin);
    if (auto marker = parse_marker(line)) return {without_line(description, begin, end), std::move(marker), {}};
    if (!damaged && begins_like_a_marker(line)) damaged = without_blanks(line);
    if (begin == 0) return {std::string(description), std::nullopt, std::move(damaged)};
    end = begin - 1;
  }
}

auto damaged_marker_in(std::string_view description) -> std::optional<std::string> {
  auto parts = split_description(description);
  if (parts.marker || parts.damaged) return std::move(parts.damaged);
  const auto text = with_brackets(description);
  const auto at = text.rfind(kOpening);
  if (at == std::string::npos) return std::nullopt;
  return std::string(without_blanks(std::string_view(text).substr(at, text.find('\n', at) - at)));
}

auto longest_description(std::string_view workspace, std::string_view key) -> std::size_t {
  constexpr std::size_t kLineBreak = 1;
  return std::min(kMostDescription,
                  kIntuneDescription - kLineBreak - kLongestMarker.size() - workspace.size() - key.size());
}

auto join_description(Kind kind, std::string_view text, const Marker& marker) -> std::string {
  if (text.empty()) return to_text(marker);
  if (kind == Kind::Group) return fmt::format("{}\n{}", to_text(marker), text);
  // A carriage return before a lone line feed would be taken for half of the line break.
  return fmt::format("{}{}{}", text, text.ends_with('\r') ? "\r\n" : "\n", to_text(marker));
}

}  // namespace pinwright::object
