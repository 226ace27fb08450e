#include "csp/ddf_values.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <utility>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "csp/ddf_xml.hpp"

namespace pinwright::csp {
namespace {

constexpr std::size_t kMaxLabel = 40;

constexpr std::array<std::pair<std::string_view, Allowed>, 9> kKinds = {{{"None", Allowed::Any},
                                                                         {"ENUM", Allowed::Enum},
                                                                         {"Flag", Allowed::Flag},
                                                                         {"Range", Allowed::Range},
                                                                         {"RegEx", Allowed::RegEx},
                                                                         {"XSD", Allowed::Xsd},
                                                                         {"JSON", Allowed::Json},
                                                                         {"SDDL", Allowed::Sddl},
                                                                         {"ADMX", Allowed::Admx}}};

auto kind_of(const pugi::xml_node& element, std::string& problem) -> Allowed {
  const std::string text = attribute(element, "ValueType");
  for (const auto& [spelled, kind] : kKinds) {
    if (base::equal_folded(spelled, text)) return kind;
  }
  problem = "unknown kind of allowed values " + base::quoted(text);
  return Allowed::Any;
}

auto without_brackets(std::string_view text) -> std::string_view {
  text = base::trimmed(text);
  const bool bracketed = text.size() >= 2 && text.front() == '[' && text.back() == ']';
  return bracketed ? base::trimmed(text.substr(1, text.size() - 2)) : text;
}

/// "(-1)" or "7".
auto bound(std::string_view text) -> std::optional<std::int64_t> {
  text = base::trimmed(text);
  if (text.size() >= 2 && text.front() == '(' && text.back() == ')') text = text.substr(1, text.size() - 2);
  return base::to_int(base::trimmed(text));
}

/// A row is an Enum element with a Value, or a bare Value. Microsoft also wraps a Range so:
/// LAPS/Policies/PasswordLength.
auto row_values(const pugi::xml_node& element) -> std::vector<std::string> {
  std::vector<std::string> values;
  for (const pugi::xml_node& row : element.children()) {
    if (local_name(row) == "Enum") values.push_back(child_text(row, "Value"));
    if (local_name(row) == "Value") values.emplace_back(base::trimmed(row.text().get()));
  }
  return values;
}

/// As many as row_values, or none when every one is empty.
auto row_labels(const pugi::xml_node& element) -> std::vector<std::string> {
  std::vector<std::string> labels;
  for (const pugi::xml_node& row : element.children()) {
    if (local_name(row) == "Enum") labels.push_back(value_label(child(row, "ValueDescription").text().get()));
    if (local_name(row) == "Value") labels.emplace_back();
  }
  const bool none = std::all_of(labels.begin(), labels.end(), [](const std::string& label) { return label.empty(); });
  return none ? std::vector<std::string>() : labels;
}

auto first_value(const pugi::xml_node& element) -> std::string {
  const auto values = row_values(element);
  return values.empty() ? std::string() : values.front();
}

auto brackets_close(std::string_view text) -> bool {
  int groups = 0;
  bool in_class = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\\') {
      if (++i == text.size()) return false;
    } else if (in_class) {
      in_class = c != ']';
    } else if (c == '[') {
      in_class = true;
    } else if (c == '(') {
      ++groups;
    } else if (c == ')' && --groups < 0) {
      return false;
    }
  }
  return groups == 0 && !in_class;
}

auto has_back_reference(std::string_view text) -> bool {
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    if (text[i] != '\\') continue;
    ++i;
    if (text[i] >= '1' && text[i] <= '9') return true;
  }
  return false;
}

}  // namespace

auto parse_range(std::string_view text) -> std::optional<Range> {
  const bool bracketed = base::trimmed(text).starts_with('[');
  text = without_brackets(text);
  if (const auto only = bound(text)) return Range{*only, *only};
  // A minus at the front is a sign.
  std::size_t dash = text.starts_with('(') ? text.find('-', text.find(')')) : text.find('-', 1);
  if (dash == std::string_view::npos && bracketed) dash = text.find(',');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto low = bound(text.substr(0, dash));
  const auto high = bound(text.substr(dash + 1));
  if (!low || !high || *low > *high) return std::nullopt;
  return Range{*low, *high};
}

auto decode_delimiter(std::string_view text) -> std::string {
  if (text.size() <= 2 || (!text.starts_with("0x") && !text.starts_with("\\x"))) return std::string(text);
  const auto code = base::to_int_or_hex("0x" + std::string(text.substr(2)));
  if (!code || *code <= 0 || *code > 0x10FFFF || (*code >= 0xD800 && *code <= 0xDFFF)) return std::string(text);
  std::string out;
  base::append_utf8(out, static_cast<char32_t>(*code));
  return out;
}

auto parse_editions(std::string_view text) -> std::optional<std::vector<std::uint16_t>> {
  std::vector<std::uint16_t> skus;
  for (std::string_view piece : base::split(text, ';')) {
    piece = base::trimmed(piece);
    if (piece.ends_with('*')) piece.remove_suffix(1);
    if (piece.empty()) continue;
    const auto sku = base::to_int_or_hex(piece);
    if (!sku || *sku < 0 || *sku > std::numeric_limits<std::uint16_t>::max()) return std::nullopt;
    const auto value = static_cast<std::uint16_t>(*sku);
    if (std::find(skus.begin(), skus.end(), value) == skus.end()) skus.push_back(value);
  }
  return skus;
}

auto value_label(std::string_view description) -> std::string {
  std::string label;
  std::string word;
  for (const char c : std::string(description) + ' ') {
    if (!base::is_space(c)) {
      word += c;
    } else if (!word.empty()) {
      label += (label.empty() ? "" : " ") + word;
      word.clear();
    }
  }
  if (label.ends_with('.')) label.pop_back();
  return base::count_code_points(label) <= kMaxLabel ? label : std::string();
}

auto is_plausible_pattern(std::string_view text) -> bool {
  if (text.empty() || std::any_of(text.begin(), text.end(), base::is_space)) return false;
  if (text.find_first_of("[\\^$") == std::string_view::npos) return false;
  for (const std::string_view unknown_to_re2 : {"(?=", "(?!", "(?<=", "(?<!", "(?>"}) {
    if (text.find(unknown_to_re2) != std::string_view::npos) return false;
  }
  return brackets_close(text) && !has_back_reference(text);
}

auto read_allowed_values(const pugi::xml_node& element, std::string& problem) -> AllowedFacts {
  AllowedFacts out;
  out.kind = kind_of(element, problem);
  if (out.kind == Allowed::Enum || out.kind == Allowed::Flag) {
    out.values = row_values(element);
    out.labels = row_labels(element);
  }
  if (out.kind == Allowed::RegEx) out.pattern = first_value(element);
  if (out.kind == Allowed::Range) {
    const std::string text = first_value(element);
    out.range = parse_range(text);
    if (!out.range) {
      out.kind = Allowed::Any;
      problem = base::quoted(text) + " is not a range";
    }
  }
  return out;
}

auto read_dependency_values(const pugi::xml_node& element, std::string& problem) -> AllowedFacts {
  const std::string text = first_value(element);
  const std::string_view inner = without_brackets(text);
  if (base::equal_folded(attribute(element, "ValueType"), "Range") &&
      (bound(inner) || inner.find(',') != std::string_view::npos)) {
    AllowedFacts list{Allowed::Enum, {}, std::nullopt, {}, {}};
    for (const std::string_view piece : base::split(inner, ',')) list.values.emplace_back(base::trimmed(piece));
    return list;
  }
  AllowedFacts out = read_allowed_values(element, problem);
  out.labels.clear();  // they are those of the node that is depended on
  if (out.range) {
    out.values = {std::to_string(out.range->low) + "-" + std::to_string(out.range->high)};
    out.range.reset();
  }
  return out;
}

}  // namespace pinwright::csp
