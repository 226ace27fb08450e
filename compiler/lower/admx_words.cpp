#include "lower/admx_words.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"

namespace pinwright::lower {

namespace {

using csp::AdmxElement;
using csp::AdmxKind;
using Form = AdmxEntry::Form;
using Texts = std::vector<std::string>;

auto is_scalar(Form form) -> bool { return form != Form::List && form != Form::Pairs; }

auto joined(const Texts& texts) -> std::string { return base::joined(texts, object::kAdmxSeparator); }

/// The texts of a value; none of an empty one.
auto texts_of(std::string_view value) -> Texts {
  Texts texts;
  if (value.empty()) return texts;
  for (const auto text : base::split(value, object::kAdmxSeparator)) texts.emplace_back(text);
  return texts;
}

auto number_or(const std::string& text) -> std::string {
  const auto number = base::to_int_or_hex(text);
  return number ? std::to_string(*number) : text;
}

/// The item's own spelling.
auto item_or(const AdmxElement& element, const AdmxEntry& entry) -> std::string {
  auto text = entry.form == Form::Number ? number_or(entry.parts.front()) : entry.parts.front();
  const auto number = base::to_int(text);
  for (const auto& item : element.items) {
    if (item.value && (base::equal_folded(*item.value, text) || (number && base::to_int(*item.value) == number)))
      return std::string(*item.value);
  }
  return text;
}

/// A text of several lines is a list of them.
auto lines(std::string_view text) -> std::string {
  if (text.ends_with('\n')) text.remove_suffix(1);
  Texts texts;
  for (const auto line : base::split(text, '\n')) texts.emplace_back(line);
  return joined(texts);
}

/// The name that the list editor of Group Policy gives to an item, counted from 0.
auto counted_name(const AdmxElement& element, std::size_t index) -> std::string {
  return std::string(*element.value_prefix) + std::to_string(index + 1);
}

auto named_items(const AdmxElement& element, const Texts& items) -> std::string {
  Texts pairs;
  for (std::size_t i = 0; i < items.size(); ++i) {
    pairs.push_back(element.value_prefix ? counted_name(element, i) : items[i]);
    pairs.push_back(items[i]);
  }
  return joined(pairs);
}

auto worded_list(const AdmxElement& element, const AdmxEntry& entry) -> std::optional<std::string> {
  if (entry.form == Form::Pairs) return joined(entry.parts);
  if (entry.form == Form::List && !element.explicit_value) return named_items(element, entry.parts);
  if (entry.parts.empty()) return std::string();
  // Pairs that are joined already, or none.
  const auto& text = entry.parts.front();
  const bool is_joined = text.empty() || text.find(object::kAdmxSeparator) != std::string::npos;
  return is_scalar(entry.form) && is_joined ? std::optional(text) : std::nullopt;
}

/// The items of pairs whose names are those that a list makes.
auto items_of(const AdmxElement& element, const Texts& pairs) -> std::optional<Texts> {
  if (element.explicit_value) return std::nullopt;
  Texts items;
  for (std::size_t i = 0; i + 1 < pairs.size(); i += 2) {
    if (pairs[i] != (element.value_prefix ? counted_name(element, i / 2) : pairs[i + 1])) return std::nullopt;
    items.push_back(pairs[i + 1]);
  }
  return items;
}

auto has_name_twice(const Texts& pairs) -> bool {
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < pairs.size(); i += 2) names.emplace_back(pairs[i]);
  std::sort(names.begin(), names.end());
  return std::adjacent_find(names.begin(), names.end()) != names.end();
}

auto made(Form form, Texts parts) -> AdmxEntry {
  AdmxEntry entry;
  entry.form = form;
  entry.parts = std::move(parts);
  return entry;
}

auto scalar_entry(Form form, std::string_view value) -> AdmxEntry { return made(form, {std::string(value)}); }

auto list_entry(const AdmxElement& element, std::string_view value) -> AdmxEntry {
  auto pairs = texts_of(value);
  if (pairs.size() % 2 != 0) return scalar_entry(Form::Text, value);
  if (auto items = items_of(element, pairs)) return made(Form::List, *std::move(items));
  // A mapping has each name once.
  if (has_name_twice(pairs)) return scalar_entry(Form::Text, value);
  return made(Form::Pairs, std::move(pairs));
}

auto number_entry(std::string_view value) -> AdmxEntry {
  const auto number = base::to_int(value);
  return scalar_entry(number && std::to_string(*number) == value ? Form::Number : Form::Text, value);
}

}  // namespace

auto worded(const AdmxElement* element, const AdmxEntry& entry) -> std::optional<std::string> {
  if (entry.form == Form::Xml) return entry.parts.front();
  if (element == nullptr) {
    if (entry.form == Form::List) return std::nullopt;
    return entry.form == Form::Pairs ? joined(entry.parts) : entry.parts.front();
  }
  if (element->kind == AdmxKind::List) return worded_list(*element, entry);
  if (element->kind == AdmxKind::MultiText && entry.form == Form::List) return joined(entry.parts);
  if (!is_scalar(entry.form)) return std::nullopt;
  const auto& text = entry.parts.front();
  switch (element->kind) {
    case AdmxKind::Boolean:
      return entry.form == Form::Boolean ? base::folded(text) : text;
    case AdmxKind::Enum:
      return item_or(*element, entry);
    case AdmxKind::Decimal:
    case AdmxKind::LongDecimal:
      return entry.form == Form::Number ? number_or(text) : text;
    case AdmxKind::MultiText:
      return lines(text);
    case AdmxKind::Text:
    case AdmxKind::List:
      break;
  }
  return text;
}

auto entry_of(const AdmxElement& element, std::string_view value) -> AdmxEntry {
  switch (element.kind) {
    case AdmxKind::Boolean:
      return scalar_entry(value == "true" || value == "false" ? Form::Boolean : Form::Text, value);
    case AdmxKind::Enum:
    case AdmxKind::Decimal:
    case AdmxKind::LongDecimal:
      return number_entry(value);
    case AdmxKind::Text:
      return scalar_entry(Form::Text, value);
    case AdmxKind::MultiText:
      return made(Form::List, texts_of(value));
    case AdmxKind::List:
      return list_entry(element, value);
  }
  return scalar_entry(Form::Text, value);
}

auto payload_of(const AdmxStatement& statement, const csp::AdmxPolicy* policy) -> std::optional<object::AdmxPayload> {
  object::AdmxPayload payload{statement.enabled, {}};
  payload.data.reserve(statement.entries.size());
  for (const auto& entry : statement.entries) {
    const auto* element = policy == nullptr ? nullptr : policy->element(entry.id);
    auto value = worded(element, entry);
    if (!value) return std::nullopt;
    payload.data.push_back({element == nullptr ? entry.id : std::string(element->id), *std::move(value)});
  }
  return payload;
}

}  // namespace pinwright::lower
