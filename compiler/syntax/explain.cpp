#include "syntax/explain.hpp"

#include <fmt/format.h>
#include <yaml-cpp/exceptions.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "syntax/extent.hpp"

namespace pinwright::syntax {
namespace {

namespace Said = YAML::ErrorMsg;

auto at_byte(const Failure& failure, std::string message, std::string help) -> Explanation {
  const std::size_t begin = std::min(failure.at, failure.text.size());
  return {begin, std::min(begin + 1, failure.text.size()), std::move(message), std::move(help)};
}

auto char_at(const Failure& failure) -> std::string {
  return std::string(failure.text.substr(std::min(failure.at, failure.text.size()), 1));
}

/// The word at the failure, for the span and the message.
auto word_at(const Failure& failure) -> std::string_view {
  const std::size_t end = std::min(failure.text.find_first_of(" \t\r\n,", failure.at), failure.text.size());
  return end <= failure.at ? std::string_view() : failure.text.substr(failure.at, end - failure.at);
}

auto line_before(const Failure& failure) -> std::string_view {
  const std::size_t begin = begin_of_line(failure.text, failure.at);
  return failure.text.substr(begin, failure.at - begin);
}

auto find_tab_indentation(const Failure& failure) -> std::optional<std::size_t> {
  const std::size_t line = begin_of_line(failure.text, std::min(failure.at, failure.text.size()));
  const std::size_t content = failure.text.find_first_not_of(" \t", line);
  const std::size_t tab = failure.text.find('\t', line);
  return tab < content && tab != std::string_view::npos ? std::optional(tab) : std::nullopt;
}

/// Where the quoted scalar begins that runs to the end of the text.
auto find_open_quote(const Failure& failure) -> std::optional<std::size_t> {
  const std::string_view text = failure.text;
  char before = '\n';
  for (std::size_t i = failure.read_up_to; i < text.size(); ++i) {
    const char c = text[i];
    const bool starts = is_blank(before) || is_break(before) || is_flow_mark(before) || before == ':';
    if (starts && c == '#') {
      i = end_of_line(text, i);
    } else if (starts && (c == '\'' || c == '"')) {
      const std::size_t end = end_of_scalar(text, i, {});
      if (end == std::string_view::npos) return i;
      i = end - 1;
    }
    before = text[std::min(i, text.size() - 1)];
  }
  return std::nullopt;
}

auto explain_open_quote(const Failure& failure) -> Explanation {
  const std::size_t quote = find_open_quote(failure).value_or(std::min(failure.at, failure.text.size()));
  return {quote, std::min(quote + 1, failure.text.size()), "the quote is never closed", "close it with the same quote"};
}

auto explain_open_bracket(const Failure& failure) -> Explanation {
  const bool at_end = skip_filler(failure.text, failure.at) >= failure.text.size();
  if (!failure.open_bracket) return at_byte(failure, "a bracket is never closed", "close it");
  const std::size_t bracket = *failure.open_bracket;
  const char close = failure.text[bracket] == '{' ? '}' : ']';
  if (at_end) {
    return {bracket, bracket + 1, fmt::format("the bracket `{}` is never closed", failure.text[bracket]),
            fmt::format("close it with `{}`", close)};
  }
  Explanation found =
      at_byte(failure, fmt::format("{} stands where `,` or `{}` is expected", base::quoted(char_at(failure)), close),
              "separate entries with commas, close the bracket, or quote the text");
  found.label_at = bracket;
  found.label = "the bracket is opened here";
  return found;
}

/// The node that runs into the failure: the last one of the tree, or the first that the tree does not have yet.
auto begin_of_running(const Failure& failure) -> std::size_t {
  if (failure.last_node && failure.read_up_to == failure.at) return *failure.last_node;
  std::size_t at = skip_filler(failure.text, failure.read_up_to);
  if (at < failure.text.size() && (failure.text[at] == ':' || failure.text[at] == '-'))
    at = skip_filler(failure.text, at + 1);
  return at;
}

/// What web pages and chats put in the place of a blank, and editors show like one.
auto is_foreign_blank(char32_t character) -> bool {
  return character == 0xA0 || (character >= 0x2000 && character <= 0x200B) || character == 0x202F ||
         character == 0x3000 || character == 0xFEFF;
}

/// In the indentation of a line, or behind the dash or the colon of its key: YAML takes it for text.
auto foreign_blank_of_line(std::string_view text, std::size_t begin, std::size_t end) -> std::optional<std::size_t> {
  std::size_t at = begin;
  while (at < end && (text[at] == ' ' || text[at] == '-')) ++at;
  const auto is_at = [&](std::size_t place) {
    return place < end && is_foreign_blank(base::code_point_at(text, place).value);
  };
  if (is_at(at)) return at;
  const std::size_t colon = text.find(':', at);
  return colon < end && is_at(colon + 1) ? std::optional(colon + 1) : std::nullopt;
}

auto find_foreign_blank(const Failure& failure) -> std::optional<Explanation> {
  const std::string_view text = failure.text;
  const std::size_t last = std::min(failure.at, text.size());
  std::size_t begin = begin_of_line(text, std::min(begin_of_running(failure), last));
  while (begin <= last && begin < text.size()) {
    const std::size_t end = end_of_line(text, begin);
    if (const auto found = foreign_blank_of_line(text, begin, end)) {
      const auto [character, size] = base::code_point_at(text, *found);
      return Explanation{
          *found, *found + size,
          fmt::format("the character U+{:04X} stands in the place of a blank", static_cast<std::uint32_t>(character)),
          "write a blank: YAML takes any other character that looks like one for text"};
    }
    begin = end + 1;
  }
  return std::nullopt;
}

auto explain_colon(const Failure& failure) -> Explanation {
  const std::string_view before = line_before(failure);
  if (before.find(": ") != std::string_view::npos) {
    return at_byte(failure, "a second `:` makes a mapping inside a value", "quote the value if the colon is text");
  }
  Explanation found =
      at_byte(failure, "a `:` makes a mapping where none can start",
              "give the key the indentation of its siblings; quote the text if the colon belongs to it");
  const std::size_t start = begin_of_running(failure);
  if (start < begin_of_line(failure.text, failure.at)) {
    found.label_at = start;
    found.label = "the text that begins here runs on to the colon";
  }
  return found;
}

auto explain_missing_key(const Failure& failure) -> Explanation {
  const std::string_view word = word_at(failure);
  const std::string_view before = base::trimmed(line_before(failure));
  Explanation found = at_byte(failure, fmt::format("{} stands where a key is expected", base::quoted(word)),
                              "write `key: value`; indent the line if it belongs to the value above");
  if (!before.empty() && (before.back() == '"' || before.back() == '\'')) {
    found.message = fmt::format("{} follows a closing quote", base::quoted(word));
    found.help = "quote the value as a whole; write `''` or `\\\"` for a quote inside it";
    if (failure.last_node && *failure.last_node < begin_of_line(failure.text, failure.at)) {
      found.label_at = failure.last_node;
      found.label = "the quoted text begins here";
    }
  } else if (word == "-") {
    found.message = "this `-` is not in the column of the list above";
    found.help = "give all items of a list one indentation";
  } else if (before.empty()) {
    found.message = fmt::format("{} has the indentation of no key above it", base::quoted(word));
    found.help = "write `key: value`, in the column of the other keys";
  }
  found.end = std::max(found.end, failure.at + word.size());
  return found;
}

auto explain_missing_item(const Failure& failure) -> Explanation {
  const std::string_view word = word_at(failure);
  Explanation found = at_byte(failure, fmt::format("{} stands where a list item is expected", base::quoted(word)),
                              "start each item with `- ` in one column; quote text that follows a quote");
  found.end = std::max(found.end, failure.at + word.size());
  return found;
}

auto explain_dash(const Failure& failure) -> Explanation {
  if (failure.open_bracket) {
    Explanation found = at_byte(failure, "a `- ` item stands inside brackets",
                                "close the bracket above, or separate entries with commas");
    found.label_at = failure.open_bracket;
    found.label = "the bracket is opened here";
    return found;
  }
  return at_byte(failure, "a list cannot start on this line",
                 "put each `- ` item on its own line; quote the value if the dash is text");
}

auto explain_flow_end(const Failure& failure) -> Explanation {
  Explanation found = at_byte(failure, fmt::format("the bracket {} closes nothing", base::quoted(char_at(failure))),
                              "remove it, or quote the value if it is text");
  if (failure.open_bracket) {
    found.message = fmt::format("the bracket {} does not match", base::quoted(char_at(failure)));
    found.help = "close brackets in the order in which they were opened";
    found.label_at = failure.open_bracket;
    found.label = "the bracket is opened here";
  }
  return found;
}

auto explain_first_character(const Failure& failure) -> Explanation {
  return at_byte(failure, fmt::format("a value cannot start with {}", base::quoted(char_at(failure))),
                 "quote the value");
}

/// The code unit of `\uXXXX` at a place; nullopt: there is none.
auto code_unit_at(std::string_view text, std::size_t at) -> std::optional<std::uint32_t> {
  constexpr std::size_t kDigits = 4;
  if (at >= text.size() || !text.substr(at).starts_with("\\u")) return std::nullopt;
  std::uint32_t unit = 0;
  const auto digits = text.substr(at + 2, kDigits);
  for (const char c : digits) {
    const int digit = base::hex_value(c);
    if (digit < 0) return std::nullopt;
    unit = unit * 16 + static_cast<std::uint32_t>(digit);
  }
  return digits.size() == kDigits ? std::optional(unit) : std::nullopt;
}

/// JSON spells what lies beyond U+FFFF with two escapes, and YAML with one.
auto explain_surrogates(const Failure& failure, std::size_t begin) -> std::optional<Explanation> {
  constexpr std::size_t kSize = 6;  // of an escape
  const auto high = code_unit_at(failure.text, begin);
  if (!high || *high < 0xD800 || *high > 0xDFFF) return std::nullopt;
  const auto low = code_unit_at(failure.text, begin + kSize);
  const bool is_pair = *high < 0xDC00 && low && *low >= 0xDC00 && *low <= 0xDFFF;
  const auto end = begin + (is_pair ? 2 * kSize : kSize);
  auto help = std::string("write the character itself");
  if (is_pair) {
    const auto code_point = 0x10000U + ((*high - 0xD800U) << 10U) + (*low - 0xDC00U);
    help = fmt::format("write `\\U{:08X}`, or the character itself", code_point);
  }
  return Explanation{begin, end,
                     fmt::format("the escape {} is one of JSON, which YAML does not know",
                                 base::quoted(failure.text.substr(begin, end - begin))),
                     std::move(help)};
}

/// From the backslash to where the parser stopped.
auto explain_escape(const Failure& failure) -> Explanation {
  // The parser stops behind the escape, where another may begin.
  const std::size_t slash = failure.at == 0 ? std::string_view::npos : failure.text.rfind('\\', failure.at - 1);
  const std::size_t begin = slash == std::string_view::npos ? failure.at : slash;
  if (auto surrogates = explain_surrogates(failure, begin)) return *std::move(surrogates);
  const std::size_t end = std::max(begin, std::min(failure.at, end_of_line(failure.text, begin)));
  return {begin, end, fmt::format("the escape {} is not known", base::quoted(failure.text.substr(begin, end - begin))),
          "write `\\\\` for a backslash, or put the value in single quotes"};
}

auto explain_alias(const Failure& failure) -> Explanation {
  const std::size_t end = end_of_property(failure.text, failure.at);
  const std::string_view alias = failure.text.substr(failure.at, end - failure.at);
  return {failure.at, end, fmt::format("the alias {} names no anchor", base::quoted(alias)),
          "quote the value if the asterisk is text; else define the anchor before its alias"};
}

auto explain_block_header(const Failure& failure) -> Explanation {
  return {failure.at, end_of_line(failure.text, failure.at), "text stands on the line of `|` or `>`",
          "start the text on the next line; quote the value if the character is text"};
}

/// The parser stops behind the `*` or `&`.
auto explain_nameless(const Failure& failure) -> Explanation {
  const std::size_t begin = failure.at == 0 ? 0 : failure.at - 1;
  return {begin, failure.at, "an alias or an anchor has no name", "quote the value if the `*` or `&` is text"};
}

struct Row {
  std::string_view said;  // how the parser's message begins
  Explanation (*explain)(const Failure&);
};

auto explained() -> const std::array<Row, 16>& {
  static const std::array<Row, 16> kRows = {{
      {Said::EOF_IN_SCALAR, explain_open_quote},
      {Said::END_OF_MAP_FLOW, explain_open_bracket},
      {Said::END_OF_SEQ_FLOW, explain_open_bracket},
      {Said::MAP_VALUE, explain_colon},
      {Said::END_OF_MAP, explain_missing_key},
      {Said::END_OF_SEQ, explain_missing_item},
      {Said::BLOCK_ENTRY, explain_dash},
      {Said::FLOW_END, explain_flow_end},
      {Said::UNKNOWN_TOKEN, explain_first_character},
      {Said::INVALID_HEX, explain_escape},
      {Said::INVALID_UNICODE, explain_escape},
      {Said::INVALID_ESCAPE, explain_escape},
      {Said::UNKNOWN_ANCHOR, explain_alias},
      {Said::CHAR_IN_BLOCK, explain_block_header},
      {Said::ALIAS_NOT_FOUND, explain_nameless},
      {Said::ANCHOR_NOT_FOUND, explain_nameless},
  }};
  return kRows;
}

struct Phrase {
  std::string_view said;
  std::string_view message;
  std::string_view help;
};

/// For what needs no look at the text.
auto phrases() -> const std::array<Phrase, 14>& {
  static const std::array<Phrase, 14> kRows = {{
      {Said::MAP_KEY, "a `? ` key cannot start here", "quote the text"},
      {Said::DOC_IN_SCALAR, "a document marker stands inside quotes", "close the quote before it"},
      {Said::CHAR_IN_ALIAS, "an alias holds a character that it cannot hold",
       "quote the value if the asterisk is text"},
      {Said::CHAR_IN_ANCHOR, "an anchor holds a character that it cannot hold",
       "quote the value if the ampersand is text"},
      {Said::MULTIPLE_TAGS, "a value has two tags", "remove the tags"},
      {Said::MULTIPLE_ANCHORS, "a value has two anchors", "keep one"},
      {Said::ZERO_INDENT_IN_BLOCK, "the indentation of a block text is 0", "leave the number away"},
      {Said::CHAR_IN_TAG_HANDLE, "a tag holds a character that it cannot hold",
       "quote the value if the exclamation mark is text"},
      {Said::TAG_WITH_NO_SUFFIX, "a tag has no name", "quote the value if the exclamation mark is text"},
      {Said::END_OF_VERBATIM_TAG, "the tag is never closed", "quote the value if the exclamation mark is text"},
      {Said::YAML_VERSION, "a `%YAML` directive without a version", "remove the line"},
      {Said::YAML_MAJOR_VERSION, "a `%YAML` directive of another major version", "remove the line: files are YAML 1.2"},
      {Said::YAML_DIRECTIVE_ARGS, "a `%YAML` directive takes one version", "remove the line"},
      {Said::REPEATED_YAML_DIRECTIVE, "a second `%YAML` directive", "remove the line"},
  }};
  return kRows;
}

}  // namespace

auto explain(const Failure& failure) -> Explanation {
  if (const auto tab = find_tab_indentation(failure)) {
    return {*tab, *tab + 1, "a tab is used as indentation", "indent with spaces"};
  }
  if (auto blank = find_foreign_blank(failure)) return *std::move(blank);
  for (const Row& row : explained()) {
    if (failure.message.starts_with(row.said)) return row.explain(failure);
  }
  for (const Phrase& phrase : phrases()) {
    if (failure.message.starts_with(phrase.said))
      return at_byte(failure, std::string(phrase.message), std::string(phrase.help));
  }
  return at_byte(failure, fmt::format("this is not YAML: {}", failure.message), "quote the value if it is text");
}

}  // namespace pinwright::syntax
